// Hosts of elsewhere, and the app as different operators build it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from '@playwright/test';
import { begin } from './welcome.mjs';

/** A host of pages; its requests are noted. */
export class Host {
  asked = [];
  #pages = new Map();

  static async open() {
    const host = new Host();
    host.server = createServer((request, response) => {
      host.asked.push({ url: request.url, headers: request.headers });
      const page = host.#pages.get(request.url.split('?')[0]);
      if (page?.to) return response.writeHead(302, { location: page.to }).end();
      response.writeHead(page ? 200 : 404, { 'content-type': page?.type ?? 'text/plain', ...page?.headers }).end(page?.body ?? 'nothing');
    });
    host.server.listen(0, '127.0.0.1');
    await once(host.server, 'listening');
    host.origin = `http://127.0.0.1:${host.server.address().port}`;
    return host;
  }

  page(path, body, type = 'text/html; charset=utf-8', headers = {}) {
    this.#pages.set(path, { body, type, headers });
  }

  leadOn(path, to) {
    this.#pages.set(path, { to });
  }

  async close() {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

const host = async ({}, use) => {
  const it = await Host.open();
  await use(it);
  await it.close();
};

/** Tests with a host that may be asked and one that may not, and with an app that somebody has just begun to use. */
export const hosted = test.extend({
  host,
  stranger: host,
  /** Opens the app of a site, and gives its page and the chat with the guide. All is closed at the end. */
  enter: async ({ browser }, use) => {
    const open = [];
    await use(async (site) => {
      const context = await browser.newContext({ baseURL: site.url });
      open.push(() => site.down(), () => context.close());
      const page = await context.newPage();
      return { page, chat: await begin(page) };
    });
    for (const close of open) await close();
  },
});
