// The shelf of programs.
import { expect } from '@playwright/test';
import { zip } from '../zip.mjs';
import { begin } from './welcome.mjs';

/** A package that uses the host API. */
export const mini = (files, { name = 'Tea timer', code = 1, wants = [] } = {}) =>
  zip({
    'manifest.json': JSON.stringify({
      app_id: 'org.example.tea',
      name,
      description: 'Says when the tea is ready',
      version: { code, name: `1.${code}` },
      req_permissions: wants,
    }),
    ...files,
  });

/** A webxdc package. */
export const xdc = (files, name = 'Tea list') => zip({ 'manifest.toml': `name = ${JSON.stringify(name)}`, ...files });

/** The programs that go on out of sight are hidden in the same room. */
const SHOWN = 'iframe:not([hidden])';

/** The page of the program that is shown; while another page of it comes, the one before is still there. */
export const shownIn = (page) => page.frameLocator('#program-frame').frameLocator(SHOWN).last();

/** Its frame itself, for code that is to run as the program's own. */
export async function frameIn(page) {
  const room = await (await page.locator('#program-frame').elementHandle()).contentFrame();
  const shown = room.locator(SHOWN).last();
  await shown.waitFor();
  return (await shown.elementHandle()).contentFrame();
}

/** Chooses from the menu of the program that is shown, once all of it is drawn: until then what is beneath gets the press. */
export async function choose(page, item) {
  await page.getByRole('button', { name: 'Program menu', exact: true }).click();
  await expect(page.getByRole('menu', { name: 'Program menu', exact: true })).toHaveCSS('opacity', '1');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

export class Shelf {
  constructor(page) {
    this.page = page;
    this.list = page.getByRole('list', { name: 'Mini-programs', exact: true });
    this.alert = page.getByRole('alert');
  }

  async goto(base = '/') {
    await this.page.goto(`${base}#/discover/programs`);
    await expect(this.page.getByRole('button', { name: 'Install from file', exact: true })).toBeVisible();
  }

  async choose(buffer, name = 'program.xdc') {
    await this.page.locator('#install-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }

  link(name) {
    return this.page.getByRole('link', { name: `Open ${name}`, exact: true });
  }

  async install(buffer, name) {
    await this.choose(buffer);
    await expect(this.link(name)).toBeVisible();
  }

  /** Opens a program, and waits until its page is there. */
  async open(name) {
    await this.link(name).click();
    return this.running(name);
  }

  /** The page of the program that runs. */
  async running(name) {
    await expect(this.page.locator('#program-frame')).toHaveAttribute('title', name);
    return shownIn(this.page);
  }

  frame() {
    return frameIn(this.page);
  }
}

/** Somebody new, who looks at the shelf. */
export async function shelf(page, url) {
  await begin(page, 'Ada', url);
  const programs = new Shelf(page);
  await programs.goto(url);
  return programs;
}
