// Widgets that are pages of elsewhere: only from where the app lets them in, only after the person agreed, and kept where
// they came from.
import { expect, test } from '@playwright/test';
import { someoneAtHome, writeToAddress } from '../pages/account.mjs';
import { newGroup } from '../pages/group.mjs';
import { Host, hosted } from '../pages/hosts.mjs';
import { addProfile } from '../pages/profiles.mjs';
import { choose } from '../pages/programs.mjs';
import { Widgets, houseFor, put, serveWidget } from '../pages/remote.mjs';
import { begin } from '../pages/welcome.mjs';
import { MOVE } from '../pages/widget.mjs';
import { ask, register } from '../matrix.mjs';

test.describe.configure({ timeout: 120_000 });

const it = hosted.extend({
  /** Opens the app for these origins, and gives it, its page, the chat with the guide and the widgets of that. */
  house: async ({ enter }, use) => {
    await use(async (...origins) => {
      const site = await houseFor(...origins);
      const { page, chat } = await enter(site);
      return { site, page, chat, widgets: new Widgets(page, chat) };
    });
  },
});

const LEFT = 'The page went to another host, and was closed.';

it('a page that uses the npm package is a widget once the person has agreed to both', async ({ host, house }) => {
  await serveWidget(host, '/moves');
  const { page, chat, widgets } = await house(host.origin);
  await put(page, chat, { moves: `${host.origin}/moves?who=$matrix_user_id&name=$matrix_display_name` });
  const dialog = await widgets.choose('moves');
  await expect(dialog).toContainText(new URL(host.origin).host);
  await expect(dialog.getByRole('listitem')).toContainText(['Your name', 'Your id']);
  expect(host.asked, 'nothing is fetched before a yes').toEqual([]);
  await dialog.getByRole('button', { name: "Don't open", exact: true }).click();
  await chat.field.waitFor();
  expect(host.asked).toEqual([]);

  const moves = await widgets.opened('moves');
  await moves.allow();
  const [{ url, headers }] = host.asked;
  const asked = new URL(url, host.origin).searchParams;
  expect(asked.get('name')).toBe('Ada');
  expect(asked.get('who')).toMatch(/\w/);
  expect(asked.get('widgetId')).toBe('moves');
  expect(asked.get('parentUrl')).toBe(new URL('./', page.url()).href);
  expect(headers.referer).toBeUndefined();
  await expect(page.getByText(new URL(host.origin).host, { exact: true })).toBeVisible();
  const sent = await moves.step('move', 'e4');
  expect(sent.value.event_id).toBeTruthy();
  await expect.poll(() => moves.step('heard')).toContainEqual(expect.objectContaining({ type: MOVE, content: { to: 'e4' } }));
  expect((await moves.step('moves')).value).toHaveLength(1);
  expect((await moves.step('say', 'From elsewhere')).value.event_id).toBeTruthy();
  expect(await moves.step('topic')).toEqual({ refused: expect.stringMatching(/\w/) });
  expect(await moves.step('themes')).toEqual(['light']);

  // Another tab asks whether to open it, and not what it may do.
  await page.reload();
  await page.getByRole('button', { name: 'Open it', exact: true }).click();
  await moves.ready();
  await expect(moves.dialog).toBeHidden();
  expect((await moves.step('moves')).value).toHaveLength(1);
  // What it was granted can be taken back.
  await choose(page, 'Take back what it may do');
  await page.getByRole('button', { name: 'Open it', exact: true }).click();
  await expect(moves.dialog).toBeVisible();
});

it('in a group widgets stand in its info, and one that was taken away does not', async ({ host, house }) => {
  host.page('/pad', '<p>Pad</p>');
  const { page, widgets } = await house(host.origin);
  await page.goto('./#/me');
  await addProfile(page, 'Mei');
  const chat = await newGroup(page, 'Lantern Street', ['Mei']);
  widgets.chat = chat;
  await put(page, chat, { pad: `${host.origin}/pad`, old: `${host.origin}/old` });
  await widgets.show();
  await expect(widgets.list.getByRole('link')).toHaveCount(2);
  await page.goBack();
  await put(page, chat, { old: {} });
  await expect((await widgets.open('pad')).getByText('Pad')).toBeVisible();
});

it('a widget from where none may come is named, and cannot be opened', async ({ host, stranger, house }) => {
  const { site, page, chat, widgets } = await house(host.origin, 'self');
  await put(page, chat, { far: `${stranger.origin}/x`, own: `${site.url}mini.html` });
  const addresses = [await widgets.address('far'), await widgets.address('own')];
  await widgets.show();
  await expect(widgets.list.getByRole('listitem')).toContainText([`Comes from ${new URL(stranger.origin).host}`, `Comes from ${new URL(site.url).host}`]);
  await expect(widgets.list.getByRole('link')).toHaveCount(0);
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('alert').filter({ hasText: 'which this app does not open pages from' })).toBeVisible();
  }
  await expect(page.locator('#program-frame')).toHaveCount(0);
  expect(stranger.asked).toEqual([]);
});

it('an app that lets no page in offers none', async ({ stranger, house }) => {
  const { page, chat, widgets } = await house();
  await put(page, chat, { far: `${stranger.origin}/x` });
  const address = await widgets.address('far');
  await chat.infoButton.click();
  await expect(chat.info).toBeVisible();
  await expect(widgets.list).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole('alert').filter({ hasText: 'does not open pages' })).toBeVisible();
  expect(stranger.asked).toEqual([]);
});

it('an address that is none of a page leads nowhere', async ({ host, house }) => {
  const { page, chat, widgets } = await house(host.origin);
  const bad = { script: `javascript:alert(1)//${host.origin}/`, data: 'data:text/html,<script>alert(1)</script>', blob: `blob:${host.origin}/x`, user: host.origin.replace('://', '://a@') };
  await put(page, chat, { ...bad, fine: `${host.origin}/fine` });
  const addresses = await Promise.all(Object.keys(bad).map((id) => widgets.address(id)));
  await widgets.show();
  await expect(widgets.list.getByRole('listitem')).toHaveCount(1);
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('alert').filter({ hasText: 'There is no such widget' })).toBeVisible();
  }
});

it('a page that goes elsewhere is closed, and nobody there hears of it', async ({ host, stranger, house }) => {
  const listed = await Host.open();
  listed.page('/', '<p>Not me</p>');
  const { site, page, chat, widgets } = await house(host.origin, listed.origin);
  const ways = { far: `${stranger.origin}/far`, listed: `${listed.origin}/`, own: `${site.url}mini.html`, data: 'data:text/html,<p>x' };
  const all = {};
  for (const [name, to] of Object.entries(ways)) {
    host.page(`/${name}`, `<script>onload = () => setTimeout(() => (location = ${JSON.stringify(to)}))</script>`);
    all[name] = `${host.origin}/${name}`;
  }
  host.leadOn('/led', `${stranger.origin}/led`);
  await put(page, chat, { ...all, led: `${host.origin}/led` });
  for (const name of [...Object.keys(all), 'led']) {
    await widgets.open(name);
    await expect(page.getByRole('alert').filter({ hasText: LEFT }), name).toBeVisible();
    await expect(page.locator('#program-frame')).toHaveCount(0);
    await page.getByRole('button', { name: 'Close program', exact: true }).click();
    await chat.field.waitFor();
  }
  expect([...stranger.asked, ...listed.asked]).toEqual([]);
  await listed.close();
});

it('only the page itself is heard, and only under its own name', async ({ host, stranger, house }) => {
  const close = (id, name = 'pad') => JSON.stringify({ api: 'fromWidget', requestId: id, widgetId: name, action: 'io.element.close', data: {} });
  const versions = (id, name) => JSON.stringify({ api: 'fromWidget', requestId: id, widgetId: name, action: 'supported_api_versions', data: {} });
  // A frame of somebody else inside of it speaks to everybody above.
  stranger.page('/inner', `<script>for (let it = parent; ; it = it.parent) { it.postMessage(${close('1')}, '*'); it.postMessage({ teahouse: 'unsafe' }, '*'); if (it === top) break; } parent.postMessage('said', '*');</script>`);
  host.page(
    '/pad',
    `<p id="state">waiting</p><script>
      const answers = (window.answers = []);
      onmessage = ({ data, source, origin }) => {
        if (data === 'said') {
          // So does the page, to whom it has no business with, and under other names.
          top.postMessage(${close('2')}, '*');
          for (const name of ['other', 'teahouse', '']) parent.postMessage({ ...${versions('3', 'other')}, widgetId: name }, '*');
          parent.postMessage(${close('4', 'other')}, '*');
          parent.postMessage(${versions('5', 'pad')}, '*');
        } else if (data.response) {
          answers.push([data.requestId, origin]);
          document.getElementById('state').textContent = 'answered';
        }
      };
      window.end = () => parent.postMessage(${close('6')}, '*');
    </script><iframe src="${stranger.origin}/inner"></iframe>`,
  );
  const { site, page, chat, widgets } = await house(host.origin);
  await put(page, chat, { pad: `${host.origin}/pad` });
  const frame = await widgets.open('pad');
  await expect(frame.locator('#state')).toHaveText('answered');
  const own = page.frames().find((it) => it.url().startsWith(`${host.origin}/pad`));
  expect(await own.evaluate(() => globalThis.answers)).toEqual([['5', new URL(site.url).origin]]);
  await expect(page.locator('#program-frame')).toHaveCount(1);
  // It can reach nothing of the app, and lead it nowhere.
  const tried = await own.evaluate(() => {
    const attempt = (act) => {
      try {
        return act() ?? 'nothing';
      } catch (error) {
        return error.name;
      }
    };
    return [attempt(() => top.document), attempt(() => parent.document), attempt(() => (top.location = 'about:blank')), attempt(() => open('about:blank')) ?? null];
  });
  expect(tried).toEqual(['SecurityError', 'SecurityError', 'SecurityError', 'nothing']);
  await own.evaluate(() => globalThis.end());
  await chat.field.waitFor();
});

it('the room around a page lets in neither the app itself nor whom nobody named', async ({ host, stranger, house }) => {
  host.page('/', '<p>Hello</p>');
  const { page } = await house(host.origin, 'self');
  const visit = (origin, address) =>
    page.evaluate(
      async ([origin, address]) => {
        const frame = document.createElement('iframe');
        const ready = new Promise((resolve) => addEventListener('message', ({ source }) => source === frame.contentWindow && resolve()));
        frame.src = './mini-remote.html';
        document.body.append(frame);
        await ready;
        const { port1, port2 } = new MessageChannel();
        const end = new Promise((resolve) => (port1.onmessage = ({ data }) => ['left', 'load'].includes(data[1]) && resolve(data[1])));
        frame.contentWindow.postMessage({ origin, address, name: 'x' }, location.origin, [port2]);
        const word = await end;
        frame.remove();
        return word;
      },
      [origin, address],
    );
  const app = await page.evaluate(() => location.origin);
  expect(await visit(host.origin, `${host.origin}/`)).toBe('load');
  expect(await visit(app, `${app}/mini.html`)).toBe('left');
  expect(await visit(host.origin, `${stranger.origin}/`)).toBe('left');
  expect(await visit(host.origin, 'javascript:alert(1)')).toBe('left');
  expect(await visit(host.origin, 'nowhere')).toBe('left');
  // Nobody but the policy of the build knows this.
  expect(['left', 'load']).toContain(await visit(stranger.origin, `${stranger.origin}/`));
  expect(stranger.asked).toEqual([]);
});

it('a widget that another client has put into a room at a homeserver is there', async ({ browser, host }) => {
  await serveWidget(host, '/moves');
  const site = await houseFor(host.origin);
  const mei = await someoneAtHome(browser, 'mei', { baseURL: site.url });
  const zhou = await register('zhou');
  const chat = await writeToAddress(mei.page, zhou.id);
  await chat.say('Shall we play?');
  const server = await ask(mei);
  await expect.poll(async () => (await server('joined_rooms')).joined_rooms.length).toBe(1);
  const [room] = (await server('joined_rooms')).joined_rooms;
  const content = { type: 'm.custom', url: `${host.origin}/moves?room=$matrix_room_id&who=$matrix_user_id`, name: 'Moves', data: {}, creatorUserId: mei.id, id: 'moves' };
  const placed = await server(`rooms/${encodeURIComponent(room)}/state/im.vector.modular.widgets/moves`, 'PUT', content);
  expect(placed.event_id).toBeTruthy();
  const moves = await new Widgets(mei.page, chat).opened('Moves');
  await moves.allow();
  const asked = new URL(host.asked[0].url, host.origin).searchParams;
  expect([asked.get('room'), asked.get('who')]).toEqual([room, mei.id]);
  expect((await moves.step('move', 'e4')).value.event_id).toBeTruthy();
  await expect.poll(async () => (await moves.step('moves')).value.length, { timeout: 20_000 }).toBe(1);
  await mei.context.close();
  await site.down();
});
