// Two tabs of one account do the same at the same moment.
import { expect, test } from '@playwright/test';
import { databases, signOut, twoAtHome } from '../pages/account.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { Welcome } from '../pages/welcome.mjs';

test.describe.configure({ timeout: 120_000 });

/** A chat of two whose first has it open in two tabs. */
async function twoTabs(browser) {
  const all = await twoAtHome(browser);
  const tab = await all.mei.context.newPage();
  await tab.goto(all.mei.page.url());
  const second = new Conversation(tab);
  await expect(second.words('Is the kettle on?')).toBeVisible();
  const errors = [];
  for (const page of [all.mei.page, tab]) page.on('pageerror', (error) => errors.push(error.message));
  return { ...all, tab, first: all.meis, second, errors };
}

const close = ({ mei, zhou }) => Promise.all([mei.context.close(), zhou.context.close()]);

/** What the messages say that begin so, in their order on the screen. */
async function said(chat, start) {
  const texts = await chat.messages.allTextContents();
  return texts.map((text) => new RegExp(`${start} \\w+ \\d+\\.`).exec(text)?.[0]).filter(Boolean);
}

test('what both send at once arrives once each, and all see the same order', async ({ browser }) => {
  const scene = await twoTabs(browser);
  const { first, second, zhous } = scene;
  for (let round = 1; round <= 5; round++) {
    await Promise.all([first.say(`Tab one ${round}.`), second.say(`Tab two ${round}.`)]);
  }
  for (const chat of [first, second, zhous]) {
    await expect.poll(async () => (await said(chat, 'Tab')).length).toBe(10);
  }
  for (const chat of [first, second]) await expect(chat.mine.filter({ hasNotText: /Sent|Read/ })).toHaveCount(0);
  const order = await said(zhous, 'Tab');
  expect(new Set(order).size).toBe(10);
  for (const chat of [first, second]) expect(await said(chat, 'Tab')).toEqual(order);
  for (const tab of ['one', 'two']) {
    const own = order.filter((text) => text.startsWith(`Tab ${tab}`));
    expect(own).toEqual(own.toSorted());
  }
  expect(scene.errors).toEqual([]);
  await close(scene);
});

test('when both change one message at once, everybody ends with the same words', async ({ browser }) => {
  const scene = await twoTabs(browser);
  const { first, second, zhous } = scene;
  await expect(first.message('Is the kettle on?')).toContainText('Sent');
  const edits = [
    [first, 'Changed in the first tab'],
    [second, 'Changed in the second tab'],
  ];
  for (const [chat, words] of edits) {
    await chat.choose('Is the kettle on?', 'Edit');
    await chat.field.fill(words);
  }
  await Promise.all(edits.map(([chat]) => chat.field.press('Enter')));
  const changed = /^Changed in the (first|second) tab$/;
  for (const chat of [first, second, zhous]) {
    await expect(chat.log.getByText(changed)).toHaveCount(1);
    await expect(chat.words('Is the kettle on?')).toHaveCount(0);
  }
  // The other edit is on its way as well: both have come when all agree.
  const words = () => Promise.all([first, second, zhous].map((chat) => chat.log.getByText(changed).textContent()));
  await expect.poll(async () => new Set(await words()).size).toBe(1);
  await scene.mei.page.reload();
  await expect.poll(async () => new Set(await words()).size).toBe(1);
  expect(scene.errors).toEqual([]);
  await close(scene);
});

test('when both put signs on one message at once, each is there once', async ({ browser }) => {
  const scene = await twoTabs(browser);
  const { first, second, zhous } = scene;
  await zhous.say('Tea is ready');
  for (const chat of [first, second]) await chat.choose('Tea is ready', 'React');
  const put = (chat, sign) => chat.page.getByRole('dialog').getByRole('button', { name: sign, exact: true }).click();
  await Promise.all([put(first, '👍'), put(second, '🙏')]);
  for (const chat of [first, second, zhous]) {
    const signs = chat.message('Tea is ready').getByRole('group', { name: 'Reactions', exact: true }).getByRole('button');
    await expect(signs).toHaveCount(2);
    await expect(signs.filter({ hasText: '1' })).toHaveCount(2);
  }
  expect(scene.errors).toEqual([]);
  await close(scene);
});

test('both sign out at once, and nothing is left', async ({ browser }) => {
  const scene = await twoTabs(browser);
  const pages = [scene.mei.page, scene.tab];
  const confirm = (page) => page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true });
  for (const page of pages) {
    await page.goto('/#/me/profiles');
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await confirm(page).waitFor();
  }
  // The one that is later may find its dialog gone.
  const buttons = await Promise.all(pages.map((page) => confirm(page).elementHandle()));
  await Promise.all(buttons.map((button) => button.evaluate((it) => it.click())));
  for (const page of pages) {
    await expect(new Welcome(page).signIn).toBeVisible();
    await expect.poll(() => databases(page)).toEqual([]);
    await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  }
  expect(scene.errors).toEqual([]);
  await close(scene);
});

test('one signs out while the other sends: what was sent arrives once at most, and both have left', async ({ browser }) => {
  const scene = await twoTabs(browser);
  const { second, zhous } = scene;
  await second.field.fill('A last word');
  await Promise.all([signOut(scene.mei.page), second.field.press('Enter')]);
  for (const page of [scene.mei.page, scene.tab]) {
    await expect(new Welcome(page).signIn).toBeVisible();
    await expect.poll(() => databases(page)).toEqual([]);
  }
  expect(await zhous.words('A last word').count()).toBeLessThanOrEqual(1);
  expect(scene.errors).toEqual([]);
  await close(scene);
});
