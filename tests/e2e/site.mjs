// A static server for tests that change what a host serves: another version, another path, a host that is gone.
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const DIST = new URL('../../dist/', import.meta.url);
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const isFolder = (file) => stat(new URL(file, DIST)).then((it) => it.isDirectory(), () => false);

export class Site {
  #server;
  #port = 0;
  #changes = new Map();
  #moved = new Map();
  /** The paths of all requests. */
  asked = [];

  /** Serves the release build under a path that begins and ends with a slash. */
  static async open(base = '/') {
    const site = new Site();
    site.base = base;
    await site.up();
    return site;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}${this.base}`;
  }

  /** Comes up, at the same address as before if there was one. */
  async up() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = this.#server.address().port;
  }

  /** Is gone: nothing answers any more. */
  async down() {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** From now on a file has another text. */
  change(file, rewrite) {
    this.#changes.set(file, rewrite);
  }

  /** From now on a file is also there under another name. */
  alias(name, file) {
    this.#moved.set(name, file);
  }

  /** The text of a file of the build. */
  text(file) {
    return readFile(new URL(file, DIST), 'utf8');
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    this.asked.push(pathname);
    const asked = pathname.startsWith(this.base) ? pathname.slice(this.base.length) || 'index.html' : '404.html';
    const file = this.#moved.get(asked) ?? (asked.endsWith('/') ? `${asked}index.html` : asked);
    try {
      if (await isFolder(file)) return response.writeHead(301, { location: `${pathname}/` }).end();
      const rewrite = this.#changes.get(file);
      const body = rewrite ? rewrite(await this.text(file)) : await readFile(new URL(file, DIST));
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}
