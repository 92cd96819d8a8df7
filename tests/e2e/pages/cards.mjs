// Programs in chats.
import { expect } from '@playwright/test';
import { choose, shownIn, xdc } from './programs.mjs';

/** A list that everybody in the chat shares; it says who one is to it, and goes on with what others add. */
export const LIST = xdc(
  {
    'index.html': `<!doctype html><title>List</title><ul id="all"></ul><input id="what" aria-label="What"><button id="add">Add</button>
      <p id="who"></p><p id="kept"></p><script src="main.js"></script>`,
    'main.js': `const at = (id) => document.getElementById(id);
      webxdc.setUpdateListener(({ payload, serial, max_serial }) => {
        const item = document.createElement('li');
        item.textContent = payload;
        item.dataset.serial = serial + '/' + max_serial;
        at('all').append(item);
      }, 0);
      at('add').onclick = () => webxdc.sendUpdate({ payload: at('what').value, info: 'Added' }, 'Added');
      at('who').textContent = webxdc.selfAddr + ' ' + webxdc.selfName;
      at('kept').textContent = localStorage.seen ?? 'new';
      localStorage.seen = 'seen';`,
  },
  'Shared list',
);

/** Votes that are told to the chat, on two pages which say where one is. */
export const VOTES = (() => {
  const html = (name) => `<!doctype html><title>Votes</title><p id="who">${name}</p><p id="at"></p>
    <input id="what" aria-label="What"><button id="add">Add</button><script src="main.js"></script>`;
  const files = {
    'index.html': html('index.html'),
    'vote.html': html('vote.html'),
    'main.js': `const at = (id) => document.getElementById(id);
      const { search } = new URL(document.baseURI);
      at('at').textContent = [at('who').textContent, search, location.hash].filter(Boolean).join(' ');
      at('add').onclick = () => webxdc.sendUpdate(JSON.parse(at('what').value), '');`,
  };
  return xdc(files, 'Votes');
})();

/** What a file of it is called. */
export const FILE = { name: 'list.xdc', mimeType: 'application/octet-stream', buffer: LIST };

/** A program that a message of a chat brought. */
export class Card {
  constructor(page) {
    this.page = page;
    this.link = page.getByRole('log').getByRole('link', { name: /^Open / });
    this.program = shownIn(page);
    this.items = this.program.locator('#all li');
    /** What happened in programs, in the chat. */
    this.lines = page.getByRole('log').getByRole('button', { name: /^\w+: / });
  }

  /** Opens it from the open chat. */
  async open() {
    await this.link.last().click();
    await expect(this.program.locator('#who')).not.toBeEmpty();
    return this;
  }

  /** Who one is to it: an address and a name. */
  async who() {
    const [address, ...name] = (await this.program.locator('#who').textContent()).split(' ');
    return { address, name: name.join(' ') };
  }

  async add(text) {
    await this.program.getByRole('textbox', { name: 'What' }).fill(text);
    await this.program.getByRole('button', { name: 'Add' }).click();
  }

  /** Goes back to the chat; the program goes on. */
  async leave() {
    await this.page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  }

  /** Says something for the chat. */
  async vote(who, fields) {
    await this.add(JSON.stringify({ payload: who, info: `${who} voted`, ...fields }));
  }

  async choose(item) {
    await choose(this.page, item);
  }
}
