// Accounts at a real homeserver: signing in, talking encrypted, and coming back.
import { expect, test } from '@playwright/test';
import { accept, databases, signIn, someoneAtHome, twoAtHome, writeToAddress } from '../pages/account.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { Other, homeserver, register } from '../matrix.mjs';

test.describe.configure({ timeout: 120_000 });

test('who runs a server is shown before the password, and each failure has its own words', async ({ page }) => {
  const person = await register('mei');
  await page.goto('/#/sign-in');
  const server = page.getByRole('textbox', { name: 'Homeserver', exact: true });
  await server.fill('not a server');
  await server.blur();
  await expect(page.getByText(/not the name of a homeserver/)).toBeVisible();
  await server.fill('http://127.0.0.1:9');
  await server.blur();
  await expect(page.getByText(/No homeserver answers there/)).toBeVisible({ timeout: 30_000 });
  await server.fill(homeserver());
  await server.blur();
  await expect(page.getByText('Run by')).toBeVisible({ timeout: 30_000 });
  await signIn(page, { ...person, password: 'wrong' });
  await expect(page.getByText(/^The username or the password is wrong/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Username', exact: true })).toHaveValue(person.user);
  await signIn(page, person);
  await expect(new House(page).place('Chats')).toBeVisible({ timeout: 40_000 });
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(person.password);
});

test('two browsers talk, encrypted, and everything is there after a reload', async ({ browser }) => {
  const { mei, zhou, meis, zhous } = await twoAtHome(browser);
  await zhous.say('好的 🍵');
  await expect(meis.words('好的 🍵')).toBeVisible();
  await expect(mei.page.getByText('End-to-end encrypted').first()).toBeVisible();
  await mei.page.reload();
  await expect(meis.words('好的 🍵')).toBeVisible();
  await meis.say('See you');
  await expect(zhous.words('See you')).toBeVisible();
  await expect(zhous.messages).toHaveCount(3);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});

test('two tabs of one account show the same, and share one engine', async ({ browser }) => {
  const { mei, zhou, meis, zhous } = await twoAtHome(browser);
  const tab = await mei.context.newPage();
  await tab.goto(mei.page.url());
  const second = new Conversation(tab);
  await expect(second.words('Is the kettle on?')).toBeVisible();
  await second.say('From the second tab');
  await expect(meis.words('From the second tab')).toBeVisible();
  await expect(zhous.words('From the second tab')).toBeVisible();
  await expect(zhous.messages).toHaveCount(2);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});

test('a profile of the device and an account live side by side, and signing out removes all of it', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  const { page } = mei;
  await page.goto('/#/me/profiles/add');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Device Mei');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Switch to Device Mei', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Chats' }).getByRole('link')).toHaveCount(1);
  await page.goto('/#/me/profiles');
  await page.getByRole('button', { name: new RegExp(`^Switch to ${mei.user}`) }).click();
  await expect(mei.house.place('Chats')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Chats' }).getByRole('link')).toHaveCount(0);
  await page.goto('/#/me/profiles');
  await page.getByRole('button', { name: /^Sign out/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: /^Sign out/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => databases(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('teahouse:accounts') ?? '')).not.toContain(mei.user);
  await mei.context.close();
});

test('a client of another house and ours exchange everything, both ways', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  const other = await Other.signedIn(await register('nio'));
  const { room } = await other.do('create', { name: '', invite: [mei.id], encrypted: true, direct: true });
  const chat = await accept(mei.page);
  await other.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  const { event } = await other.do('send', { room, text: 'Hello from elsewhere' });
  await expect(chat.words('Hello from elsewhere')).toBeVisible();
  await chat.say('Hello back');
  const heard = await other.wait({ room, sender: mei.id, content: { body: 'Hello back' } });
  expect(heard.decrypted).toBe(true);
  await other.do('edit', { room, event, text: 'Hello, edited' });
  await expect(chat.words('Hello, edited')).toBeVisible();
  await other.do('react', { room, event: heard.event, key: '🍵' });
  await expect(chat.message('Hello back').getByText('🍵')).toBeVisible();
  const { event: gone } = await other.do('send', { room, text: 'A slip' });
  await expect(chat.words('A slip')).toBeVisible();
  await other.do('redact', { room, event: gone });
  await expect(chat.words('A slip')).toHaveCount(0);
  await Promise.all([other.leave(), mei.context.close()]);
});

test('an address that nobody has is said to be so, and nothing is lost', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  await mei.page.goto('/#/me/code');
  const field = mei.page.getByRole('textbox', { name: 'Matrix address', exact: true });
  await field.fill(`@nobody-at-all:${mei.id.split(':').slice(1).join(':')}`);
  await field.press('Enter');
  await expect(mei.page.getByText('Nobody has this address. Check the spelling.')).toBeVisible();
  await expect(field).toHaveValue(/nobody-at-all/);
  await mei.context.close();
});
