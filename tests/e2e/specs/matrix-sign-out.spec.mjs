// Whoever signs out leaves nothing behind: not on this device, not in other tabs, and no key to the server.
import { expect, test } from '@playwright/test';
import { databases, session, signIn, signOut, someoneAtHome } from '../pages/account.mjs';
import { countEngines } from '../pages/engine.mjs';
import { House } from '../pages/house.mjs';
import { beside } from '../pages/storage.mjs';
import { Welcome } from '../pages/welcome.mjs';
import { Gate } from '../gate.mjs';
import { homeserver, register } from '../matrix.mjs';

test.describe.configure({ timeout: 120_000 });

/** Takes away what browsers without shared workers do not have. */
const withoutSharedWorkers = (context) => context.addInitScript(() => delete globalThis.SharedWorker);

/** What the server says to a token. */
async function whoami(token) {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${homeserver()}/_matrix/client/v3/account/whoami`, { headers })).status;
}

/** Everything that the site keeps outside of databases. */
const kept = (page) =>
  page.evaluate(async () => {
    const files = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) files.push(url);
    }
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, files]);
  });

/** A second tab of an account, at its chats. */
async function secondTab(context) {
  const tab = await context.newPage();
  await tab.goto('/#/chats');
  await expect(new House(tab).place('Chats')).toBeVisible();
  return tab;
}

for (const way of ['the engine is shared', 'there are no shared workers']) {
  test(`nothing of the account is left in either tab, and its token is dead, where ${way}`, async ({ browser }) => {
    const shared = way === 'the engine is shared';
    const mei = await someoneAtHome(browser, 'mei', shared ? {} : { prepare: withoutSharedWorkers });
    const { store, token } = await session(mei.page);
    const tab = await secondTab(mei.context);
    expect((await databases(tab)).filter((name) => name.startsWith(store)).length).toBeGreaterThan(3);
    expect(await whoami(token)).toBe(200);
    await signOut(mei.page);
    for (const page of [mei.page, tab]) {
      await expect(new Welcome(page).signIn).toBeVisible();
      await expect.poll(() => databases(page)).toEqual([]);
      const all = await kept(page);
      for (const trace of [token, store, mei.user, mei.password]) expect(all).not.toContain(trace);
    }
    expect(await whoami(token)).toBe(401);
    expect(await countEngines(mei.page)).toBe(0);
    await mei.context.close();
  });
}

test('the tab that runs the engine for all hears that another one has signed out', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei', { prepare: withoutSharedWorkers });
  const tab = await secondTab(mei.context);
  await signOut(tab);
  for (const page of [mei.page, tab]) await expect(new Welcome(page).signIn).toBeVisible();
  await expect.poll(() => databases(tab)).toEqual([]);
  await mei.context.close();
});

test('another account and its tab stay as they are', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  const { store } = await session(mei.page);
  const zhou = await register('zhou');
  await mei.page.goto('/#/sign-in');
  await signIn(mei.page, zhou);
  await expect(mei.house.place('Chats')).toBeVisible({ timeout: 40_000 });
  await mei.page.goto('/#/me/profiles');
  await expect(mei.page.getByRole('button', { name: `Switch to ${mei.user}`, exact: true })).toBeVisible();
  await signOut(mei.page);
  // The other one acts from now on.
  await expect(mei.house.place('Chats')).toBeVisible();
  await expect.poll(async () => (await databases(mei.page)).every((name) => name.startsWith(store))).toBe(true);
  await mei.page.reload();
  await expect(mei.house.place('Chats')).toBeVisible();
  expect((await databases(mei.page)).length).toBeGreaterThan(3);
  await mei.context.close();
});

test('a server that cannot be reached keeps nobody here', async ({ browser }) => {
  const gate = await Gate.open();
  const mei = await someoneAtHome(browser, 'mei', { server: gate.url });
  await gate.down();
  await signOut(mei.page);
  await expect(new Welcome(mei.page).signIn).toBeVisible();
  await expect.poll(() => databases(mei.page)).toEqual([]);
  await mei.context.close();
});

test('what a tab could not finish that ended in the middle is finished by the next', async ({ browser }) => {
  const gate = await Gate.open();
  const mei = await someoneAtHome(browser, 'mei', { server: gate.url });
  const asked = gate.hold('/logout');
  await signOut(mei.page);
  await asked;
  await mei.page.close();
  const next = await mei.context.newPage();
  await next.goto('/');
  await expect(new Welcome(next).signIn).toBeVisible();
  await expect.poll(() => databases(next)).toEqual([]);
  expect(await kept(next)).not.toContain(mei.user);
  await mei.context.close();
  await gate.down();
});

test('databases that somebody holds are removed at a later start', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  const holder = await beside(mei.context, '/');
  const held = (await databases(holder)).find((name) => name.endsWith('matrix-sdk-crypto'));
  await holder.evaluate((name) => {
    indexedDB.open(name).onsuccess = ({ target }) => (globalThis.held = target.result);
  }, held);
  await holder.waitForFunction(() => globalThis.held);
  await signOut(mei.page);
  await expect(new Welcome(mei.page).signIn).toBeVisible();
  await expect.poll(() => databases(mei.page)).toEqual([held]);
  await mei.page.close();
  await holder.evaluate(() => globalThis.held.close());
  await holder.goto('/');
  await expect(new Welcome(holder).signIn).toBeVisible();
  await expect.poll(() => databases(holder)).toEqual([]);
  await mei.context.close();
});

test('somebody who was refused leaves nothing either', async ({ browser }) => {
  const person = await register('mei');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('/#/sign-in');
  await signIn(page, { ...person, password: 'wrong' });
  await expect(page.getByText(/^The username or the password is wrong/)).toBeVisible();
  const next = await beside(context, '/');
  await page.close();
  await next.goto('/');
  await expect(new Welcome(next).signIn).toBeVisible();
  await expect.poll(() => databases(next)).toEqual([]);
  await context.close();
});
