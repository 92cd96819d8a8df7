// A program that uses everything that its interfaces declare, and what the shell shows meanwhile.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { zip } from '../zip.mjs';
import { frameIn, shownIn } from './programs.mjs';

const HERE = new URL('../conformance/', import.meta.url);
const run = promisify(execFile);

export const NAME = 'Conformance';

/** The package. */
export async function conformance() {
  const wants = ['profile', 'realtime', 'scan', 'contacts', 'files', 'share', 'message', 'links'];
  const manifest = { app_id: 'org.example.conformance', name: NAME, version: { code: 1, name: '1.0' }, req_permissions: wants.map((name) => ({ name, reason: `To try ${name}` })) };
  const files = { 'manifest.json': JSON.stringify(manifest) };
  for (const name of ['index.html', 'main.js']) files[name] = await readFile(new URL(name, HERE));
  return { name: 'conformance.xdc', mimeType: 'application/octet-stream', buffer: zip(files) };
}

/** Checks its sources against the declarations; what is wrong otherwise. */
export async function check() {
  const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url);
  return run(process.execPath, [tsc.pathname, '-p', HERE.pathname]).then(() => '', (error) => error.stdout);
}

/** What the interfaces have, under the names under which the program notes it. */
export async function declared() {
  const { default: ts } = await import('typescript');
  const members = async (path, prefixes) => {
    const text = await readFile(new URL(path, import.meta.url), 'utf8');
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const found = [];
    const visit = (node) => {
      const prefix = ts.isInterfaceDeclaration(node) && prefixes[node.name.text];
      if (prefix) found.push(...node.members.map((member) => `${prefix}.${member.name.getText()}`));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  };
  const own = { Host: 'teahouse', Launch: 'teahouse.launch', Storage: 'teahouse.storage' };
  return [
    ...(await members('../node_modules/@webxdc/types/webxdc.d.ts', { Webxdc: 'webxdc' })),
    ...(await members('../../../docs/mini-programs/teahouse.d.ts', own)),
  ];
}

/** The program as it is open in a page. */
export class Conformance {
  constructor(page) {
    this.page = page;
    this.heading = shownIn(page).getByRole('heading', { name: NAME });
    this.dialog = page.getByRole('dialog', { name: `Permissions for ${NAME}`, exact: true });
    this.status = page.getByRole('status');
  }

  async open() {
    await this.page.getByRole('log').getByRole('link', { name: `Open ${NAME}` }).last().click();
    return this.ready();
  }

  async ready() {
    await expect(this.heading).toBeVisible();
    this.frame = await frameIn(this.page);
    return this;
  }

  /** Runs a step of the program; a step that waits for the person is answered meanwhile. */
  step(name, ...args) {
    return this.frame.evaluate(([name, args]) => globalThis.steps[name](...args), [name, args]);
  }

  async press(name) {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }

  /** A step in which the person chooses one of a list. */
  async choose(step, name) {
    const done = this.step(step);
    await this.press(name);
    return done;
  }
}
