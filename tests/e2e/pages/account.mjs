// Accounts at a homeserver.
import { expect } from '@playwright/test';
import { homeserver, register } from '../matrix.mjs';
import { Conversation } from './conversation.mjs';
import { House } from './house.mjs';

/** Fills in the form and signs in; the server can be asked somewhere else. */
export async function signIn(page, person, server = homeserver()) {
  await page.getByRole('textbox', { name: 'Homeserver', exact: true }).fill(server);
  await page.getByRole('textbox', { name: 'Username', exact: true }).fill(person.user);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A new person who has signed in on the welcome, in a browser of their own; `prepare` sees it before anything runs. */
export async function someoneAtHome(browser, name, { server, prepare, ...options } = {}) {
  const person = await register(name);
  const context = await browser.newContext(options);
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in to a homeserver', exact: true }).click();
  await signIn(page, person, server);
  await expect(new House(page).place('Chats')).toBeVisible({ timeout: 90_000 });
  return { ...person, context, page, house: new House(page) };
}

/** Another browser in which somebody signs in who is signed in elsewhere. */
export async function secondBrowser(browser, person, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/#/sign-in');
  await signIn(page, person);
  const house = new House(page);
  await expect(house.place('Chats')).toBeVisible({ timeout: 90_000 });
  return { context, page, house };
}

/** Writes to an address. */
export async function writeToAddress(page, address) {
  await page.goto('/#/me/code');
  const field = page.getByRole('textbox', { name: 'Matrix address', exact: true });
  await field.fill(address);
  await field.press('Enter');
  const chat = new Conversation(page);
  await expect(chat.field).toBeVisible();
  return chat;
}

/** Accepts the first one who wants to talk. */
export async function accept(page) {
  await page.goto('/#/chats');
  const row = page.getByRole('list', { name: 'Chats' }).getByRole('link', { name: /Wants to talk with you/ });
  await row.first().click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  const chat = new Conversation(page);
  await expect(chat.field).toBeVisible();
  return chat;
}

/** Two people, each in a browser of their own, with a chat between them; the options are those of the first. */
export async function twoAtHome(browser, options) {
  const [mei, zhou] = await Promise.all([someoneAtHome(browser, 'mei', options), someoneAtHome(browser, 'zhou')]);
  const meis = await writeToAddress(mei.page, zhou.id);
  await meis.say('Is the kettle on?');
  const zhous = await accept(zhou.page);
  await expect(zhous.words('Is the kettle on?')).toBeVisible();
  return { mei, zhou, meis, zhous };
}

/** Ends the session of whoever acts, in the way that the page offers. */
export async function signOut(page) {
  await page.goto('/#/me/profiles');
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
}

/** The databases of accounts that a page's browser has. */
export const databases = (page) =>
  page.evaluate(async () => {
    const all = await indexedDB.databases();
    return all.map(({ name }) => name).filter((name) => name.startsWith('teahouse-matrix-')).sort();
  });

/** The store of the only account, and the token with which its engine talks to the server. */
export const session = (page) =>
  page.evaluate(async () => {
    const all = (await indexedDB.databases()).map(({ name }) => name);
    const store = all.find((name) => /^teahouse-matrix-[0-9a-f]{32}$/.test(name));
    const opened = await new Promise((done, fail) => {
      const request = indexedDB.open(store);
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const record = await new Promise((done, fail) => {
      const request = opened.transaction('kept').objectStore('kept').get('session');
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    opened.close();
    return { store, token: /"access_token":"([^"]+)"/.exec(record)[1] };
  });
