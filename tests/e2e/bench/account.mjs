// What is measured of an account at a homeserver with many rooms. Times are in milliseconds.

import { MB, settledMemory } from './memory.mjs';
import { blockingSince, mark, workerInstalled } from './scenarios.mjs';

/** How many rooms are switched to. */
const ROOMS = 8;
/** A place in the list below the rooms that are read before somebody opens one. */
const BELOW = 20;
/** Signing in to a large account may take its time on a slow server. */
const PATIENCE = 180_000;

/** One person, from signing in to a page at rest. */
export async function measureAccount(context, { rooms, url, user, password }) {
  const page = await context.newPage();
  const first = await signIn(page, { rooms, url, user, password });
  await workerInstalled(page);
  await atRest(page);
  const reload = await measureReload(page, rooms);
  await atRest(page);
  const memory = { 'renderers, private, MB': (await settledMemory(page)) / MB };
  const switches = await measureSwitches(page);
  await page.close();
  const named = { ...first, ...reload, ...switches, ...memory };
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`${rooms} rooms: ${name}`, value]));
}

/** From the press of the button until all rooms are listed. */
async function signIn(page, { rooms, url, user, password }) {
  await page.goto('./#/sign-in');
  await page.getByRole('textbox', { name: 'Homeserver', exact: true }).fill(url);
  await page.getByRole('textbox', { name: 'Username', exact: true }).fill(user);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.evaluate(() => {
    // The press as the page sees it, so that the time of the remote control does not count.
    addEventListener('click', (event) => (globalThis.pressed ??= event.timeStamp), { capture: true, once: true });
  });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const listed = await allListed(page, rooms);
  const pressed = await page.evaluate(() => globalThis.pressed);
  return { 'sign-in to all rooms': listed - pressed, 'blocking after sign-in': await blockingSince(page, pressed, listed) };
}

/** The same person again: the list as it is painted first, and until the last room has its row. */
async function measureReload(page, rooms) {
  await page.reload();
  const listed = await allListed(page, rooms);
  const list = await mark(page, 'chats');
  return {
    'reload to room list': list,
    'reload to last row': listed,
    'blocking after reload': await blockingSince(page, 0, listed),
  };
}

/** From the tap on a room to its painted timeline: for rooms near the top, for the same once more, for rooms below. */
async function measureSwitches(page) {
  const times = {};
  for (const [round, from] of [['first', 1], ['again', 1], ['further down', BELOW]]) {
    const taken = [];
    for (let room = from; room < from + ROOMS; room++) taken.push(await measureSwitch(page, room));
    times[`room switch, ${round}`] = middle(taken);
  }
  return times;
}

async function measureSwitch(page, room) {
  const link = page.getByRole('list', { name: 'Chats' }).getByRole('link').nth(room);
  await page.evaluate(() => {
    performance.clearMarks('teahouse:timeline');
    globalThis.tapped = undefined;
    addEventListener('pointerdown', (event) => (globalThis.tapped = event.timeStamp), { capture: true, once: true });
  });
  await link.click();
  const painted = await mark(page, 'timeline');
  // What follows a switch must not run into the next one.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve())));
  return painted - (await page.evaluate(() => globalThis.tapped));
}

/** Waits until every room has its row; the time at which the page saw the last one come. */
function allListed(page, rooms) {
  return page.evaluate(
    ([rooms, patience]) =>
      new Promise((resolve, reject) => {
        const count = () => document.querySelectorAll('ul[aria-busy=false] > li > .chat-row').length;
        const look = () => {
          if (count() < rooms) return requestAnimationFrame(look);
          clearTimeout(late);
          // Counted in this frame, and painted with it.
          requestAnimationFrame(() => resolve(performance.now()));
        };
        const late = setTimeout(() => reject(new Error(`${count()} of ${rooms} rooms were listed in time.`)), patience);
        look();
      }),
    [rooms, PATIENCE],
  );
}

/** A page, its worker and its server, with nothing left to do: nobody measures the end of what came before. */
async function atRest(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 4_000)));
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve())));
}

function middle(times) {
  return times.sort((one, other) => one - other)[times.length >> 1];
}
