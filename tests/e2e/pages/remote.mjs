// Widgets that are pages of elsewhere: a host that serves one, an app that lets it in, and a chat that has it.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { Site } from '../site.mjs';
import { zip } from '../zip.mjs';
import { frameIn, shownIn } from './programs.mjs';
import { API, Widget, steps } from './widget.mjs';

const KIND = 'im.vector.modular.widgets';

/** Puts a page on a host that speaks the widget API by the npm package, as its guide has it: with what stands in its address. */
export async function serveWidget(host, path) {
  host.page('/api.js', await readFile(API), 'text/javascript');
  const begin = 'new WidgetApi(params.get("widgetId"), new URL(params.get("parentUrl")).origin)';
  host.page(`${path}.js`, `const params = new URLSearchParams(location.search);${steps(begin)}`, 'text/javascript');
  host.page(path, `<!doctype html><title>Moves</title><p id="state">starting</p><script src="/api.js"></script><script src="${path}.js"></script>`);
}

/** The app as an operator builds it who lets widgets come from these origins. */
export async function houseFor(...origins) {
  const site = await Site.open();
  const list = () => origins.map((origin) => (origin === 'self' ? new URL(site.url).origin : origin)).join(' ');
  site.change('index.html', (text) => text.replace('name="teahouse-widget-origins" content=""', `name="teahouse-widget-origins" content="${list()}"`));
  site.change('mini-remote.html', (text) => text.replace("frame-src 'none'", `frame-src ${list()}`));
  return site;
}

/** A program that puts widgets into the chat in which it is open, as other clients do. */
const putter = () =>
  readFile(API).then((api) => ({
    name: 'putter.xdc',
    mimeType: 'application/octet-stream',
    buffer: zip({
      'index.html': '<!doctype html><p id="state">starting</p><script src="api.js"></script><script src="main.js"></script>',
      'main.js': `
        const api = new mxwidgets.WidgetApi('putter');
        api.requestCapabilityToSendState('${KIND}');
        api.once('ready', () => (document.getElementById('state').textContent = 'ready'));
        api.start();
        window.steps = { put: (id, content) => api.sendStateEvent('${KIND}', id, content).then(() => 'put') };
      `,
      'api.js': api,
      'manifest.toml': 'name = "Putter"',
    }),
  }));

/** Puts widgets into the open chat: an address, or a whole content, under each id. Ends in the chat. */
export async function put(page, chat, widgets) {
  const cards = page.getByRole('log').getByRole('link', { name: /^Open putter/i });
  const before = await cards.count();
  await chat.attach(await putter());
  await chat.send.click();
  await expect(cards).toHaveCount(before + 1);
  await cards.last().click();
  const dialog = page.getByRole('dialog', { name: 'Permissions for Putter', exact: true });
  await dialog.getByRole('button', { name: 'Always allow', exact: true }).click();
  await expect(shownIn(page).locator('#state')).toHaveText('ready');
  const frame = await frameIn(page);
  for (const [id, said] of Object.entries(widgets)) {
    const content = typeof said === 'string' ? { type: 'm.custom', name: id, url: said } : said;
    expect(await frame.evaluate(([id, content]) => globalThis.steps.put(id, content), [id, content])).toBe('put');
  }
  await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  await chat.field.waitFor();
}

/** The widgets of the open chat. */
export class Widgets {
  constructor(page, chat) {
    this.page = page;
    this.chat = chat;
    this.list = page.getByRole('list', { name: 'Widgets of this chat', exact: true });
    this.alert = page.getByRole('main').getByRole('alert');
  }

  async show() {
    await this.chat.infoButton.click();
    await expect(this.list).toBeVisible();
  }

  /** Follows the link to one; the person has yet to agree. */
  async choose(name) {
    await this.show();
    await this.list.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    return this.page.getByRole('dialog', { name: `Open ${name}`, exact: true });
  }

  /** Opens one, and is there once its page is. */
  async open(name) {
    const dialog = await this.choose(name);
    await dialog.getByRole('button', { name: 'Open it', exact: true }).click();
    return shownIn(this.page);
  }

  /** The address at which one would be opened. */
  address(id) {
    return this.page.evaluate(
      (id) => `${location.hash.split('/').slice(0, 3).join('/')}/widget/${btoa(id).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`,
      id,
    );
  }

  /** The widget that is open, for what `steps` can do. */
  async opened(name) {
    await this.open(name);
    return new Widget(this.page, name);
  }
}
