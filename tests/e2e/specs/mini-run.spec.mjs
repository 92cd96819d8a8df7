// `cargo xtask mini run`: the program that is open is its folder as it is now.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { Shelf } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LINK = /http:\S+\/open#\S+/;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** An author at work: a folder, and the command that runs it. */
class Author {
  /** All that the command has said. */
  said = '';

  static async begin() {
    const author = new Author();
    author.folder = await mkdtemp(join(tmpdir(), 'teahouse-mini-'));
    await author.page('one');
    await author.manifest(1);
    const [command, ...first] = process.env.TEAHOUSE_XTASK ? [process.env.TEAHOUSE_XTASK] : ['cargo', 'xtask'];
    const args = [...first, 'mini', 'run', author.folder, '--no-build', '--port', String(await freePort())];
    // In a group of its own, so that all of it can be ended.
    author.command = spawn(command, args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [author.command.stdout, author.command.stderr]) {
      stream.on('data', (text) => (author.said += text));
    }
    return author;
  }

  page(text) {
    return writeFile(join(this.folder, 'index.html'), `<!doctype html><p id="out">${text}</p>`);
  }

  manifest(code) {
    const manifest = { app_id: 'org.example.tea', name: 'Tea timer', version: { code, name: `1.${code}` } };
    return writeFile(join(this.folder, 'manifest.json'), JSON.stringify(manifest));
  }

  async end() {
    const ended = this.command.exitCode === null && once(this.command, 'exit');
    if (ended) process.kill(-this.command.pid);
    await ended;
    await rm(this.folder, { recursive: true });
  }
}

test('a program starts anew whenever its folder changes, and goes on when that is none', async ({ page }) => {
  // What checks programs may have to be compiled first.
  test.setTimeout(300_000);
  const author = await Author.begin();
  try {
    await expect.poll(() => author.said, { timeout: 240_000 }).toMatch(LINK);
    const [link] = LINK.exec(author.said);
    await begin(page, 'Ada', new URL('./', link).href);
    await page.goto(link);
    const program = await new Shelf(page).running('Tea timer');
    await expect(program.locator('#out')).toHaveText('one');
    await author.page('two');
    await expect(program.locator('#out')).toHaveText('two');
    await author.manifest('a word is no number');
    await expect.poll(() => author.said, { timeout: 15_000 }).toContain('the manifest cannot be read');
    await expect(program.locator('#out')).toHaveText('two');
    await author.page('three');
    await author.manifest(2);
    await expect(program.locator('#out')).toHaveText('three');
    // A tab that is loaded again knows what it has.
    await page.reload();
    await expect(program.locator('#out')).toHaveText('three');
    await author.page('four');
    await expect(program.locator('#out')).toHaveText('four');
  } finally {
    await author.end();
  }
});
