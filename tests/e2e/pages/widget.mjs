// A widget: a page that uses the npm package `matrix-widget-api` as it is.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { zip } from '../zip.mjs';
import { frameIn, shownIn } from './programs.mjs';

export const NAME = 'Moves';
export const MOVE = 'org.example.move';

// The smaller `api.min.js` of this version exports nothing.
export const API = new URL('../node_modules/matrix-widget-api/dist/api.js', import.meta.url);

/** What the page does, once it has begun to speak in this way. */
export const steps = (begin) => `
  const { WidgetApi } = mxwidgets;
  const api = ${begin};
  const heard = [];
  api.requestCapabilityToSendEvent('${MOVE}');
  api.requestCapabilityToReceiveEvent('${MOVE}');
  api.requestCapabilityToReceiveMessage('m.text');
  api.requestCapabilityToSendMessage('m.text');
  api.requestCapabilityToReceiveState('m.room.member');
  api.requestCapability('town.robin.everything');
  const themes = [];
  const note = (action, take) => api.on('action:' + action, (event) => {
    event.preventDefault();
    take(event.detail.data);
    api.transport.reply(event.detail, {});
  });
  note('send_event', (event) => heard.push(event));
  note('theme_change', ({ name }) => themes.push(name));
  api.once('ready', () => (document.getElementById('state').textContent = 'ready'));
  api.start();
  const outcome = (promise) => promise.then((value) => ({ value }), (error) => ({ refused: error.message }));
  window.steps = {
    may: (name) => api.hasCapability(name),
    versions: () => api.getClientVersions(),
    move: (to) => outcome(api.sendRoomEvent('${MOVE}', { to })),
    say: (body) => outcome(api.sendRoomEvent('m.room.message', { msgtype: 'm.text', body })),
    notice: () => outcome(api.sendRoomEvent('m.room.message', { msgtype: 'm.notice', body: 'no' })),
    topic: () => outcome(api.sendStateEvent('m.room.topic', '', { topic: 'no' })),
    moves: () => outcome(api.readRoomEvents('${MOVE}', 10)),
    messages: () => outcome(api.readRoomEvents('m.room.message', 10, 'm.text')),
    members: () => outcome(api.readStateEvents('m.room.member', 10)),
    openid: () => outcome(api.requestOpenIDConnectToken()),
    heard: () => heard,
    themes: () => themes,
  };
`;

/** The package. */
export async function widget() {
  const buffer = zip({
    'index.html': '<!doctype html><title>Moves</title><p id="state">starting</p><script src="api.js"></script><script src="main.js"></script>',
    'main.js': steps("new WidgetApi('moves')"),
    'api.js': await readFile(API),
    'manifest.toml': `name = "${NAME}"`,
  });
  return { name: 'moves.xdc', mimeType: 'application/octet-stream', buffer };
}

/** The widget as it is open in a page. */
export class Widget {
  constructor(page, name = NAME) {
    this.page = page;
    this.state = shownIn(page).locator('#state');
    this.dialog = page.getByRole('dialog', { name: `Permissions for ${name}`, exact: true });
  }

  async open() {
    await this.page.getByRole('log').getByRole('link', { name: /^Open moves/i }).last().click();
    await expect(this.state).toBeAttached();
    return this;
  }

  /** Lets it do all but what these words are about. */
  async allow(...besides) {
    for (const words of besides) await this.dialog.getByRole('checkbox', { name: words }).uncheck();
    await this.dialog.getByRole('button', { name: 'Always allow', exact: true }).click();
    await this.ready();
  }

  async ready() {
    await expect(this.state).toHaveText('ready');
    this.frame = await frameIn(this.page);
  }

  step(name, ...args) {
    return this.frame.evaluate(([name, args]) => globalThis.steps[name](...args), [name, args]);
  }
}
