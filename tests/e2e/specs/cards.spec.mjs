// Programs in chats: whoever is in the chat opens them there, and all share what they say.
import { expect, test } from '@playwright/test';
import { Card, FILE, LIST, VOTES } from '../pages/cards.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { household, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { writeTo } from '../pages/profiles.mjs';
import { Shelf } from '../pages/programs.mjs';

/** Two people of this browser, each with the chat of both open. */
async function two(page) {
  await household(page, ['Mei']);
  return writeTo(page, 'Mei');
}

/** The same with a program in it, in which one thing was added. */
async function shared(page) {
  const chat = await two(page);
  await chat.attach(FILE);
  await chat.send.click();
  const card = await new Card(page).open();
  await card.add('Tea');
  await expect(card.items).toHaveText(['Tea']);
  return { chat, card };
}

async function other(page, who) {
  const mei = await tab(page, who);
  await new House(mei).rows.filter({ hasText: 'Ada' }).first().click();
  return { page: mei, chat: new Conversation(mei) };
}

test('what one adds the other sees, at once and later, and none of it is a message', async ({ page }) => {
  const { chat, card } = await shared(page);
  const theirs = await other(page, 'Mei');
  const their = await new Card(theirs.page).open();
  await expect(their.items).toHaveText(['Tea']);
  await their.add('Cake');
  await expect(card.items).toHaveText(['Tea', 'Cake']);
  await expect(their.items).toHaveText(['Tea', 'Cake']);
  await expect(card.items.last()).toHaveAttribute('data-serial', '2/2');
  expect((await card.who()).address).not.toBe((await their.who()).address);
  // All of it is there again, and nothing twice.
  await page.reload();
  await expect(card.items).toHaveText(['Tea', 'Cake']);
  await expect(card.program.locator('#kept')).toHaveText('seen');
  await card.choose('Close program');
  await expect(chat.messages).toHaveCount(1);
});

test('one program in two places is two, and knows nobody again', async ({ page }) => {
  const { chat, card } = await shared(page);
  const before = await card.who();
  await card.choose('Send to a chat');
  await page.getByRole('list', { name: 'Send to a chat', exact: true }).getByRole('button', { name: 'Mei' }).click();
  await expect(chat.messages).toHaveCount(2);
  await card.open();
  await expect(card.program.locator('#kept')).toHaveText('new');
  await expect(card.items).toHaveCount(0);
  const after = await card.who();
  expect(after.address).not.toBe(before.address);
  expect(after.name).toMatch(/^Guest /);
  await card.choose('Use my name');
  await expect.poll(async () => (await card.who()).name).toBe('Ada');
  // It stands on the shelf once.
  await new Shelf(page).goto();
  await expect(new Shelf(page).list.getByRole('listitem')).toHaveCount(1);
});

test('a file that is no program says so, and the chat stays', async ({ page }) => {
  const chat = await two(page);
  await chat.attach({ ...FILE, name: 'broken.xdc', buffer: LIST.subarray(0, 200) });
  await chat.send.click();
  await new Card(page).link.click();
  await expect(page.getByRole('alert').filter({ hasText: 'damaged' })).toBeVisible();
  await page.getByRole('button', { name: 'Close program', exact: true }).click();
  await expect(chat.field).toBeVisible();
});

test('what happened in a program stands in the chat and leads to where it happened', async ({ page }) => {
  const chat = await two(page);
  await chat.attach({ ...FILE, name: 'votes.xdc', buffer: VOTES });
  await chat.send.click();
  const card = await new Card(page).open();
  await card.vote('Ada', { href: 'vote.html?x=1&y=2#Ada', document: 'Where to?', summary: '1 vote' });
  // What leads elsewhere leads to the beginning; what is no text says nothing.
  await card.vote('<b>Mallory</b>', { href: 'https://example.org/', summary: '2 votes' });
  await card.vote('', { info: 7, document: {}, summary: null });
  await card.leave();
  await expect(card.lines).toHaveText(['votes: Ada voted', 'votes: <b>Mallory</b> voted']);
  await expect(card.link).toHaveAccessibleName('Open Where to? – votes, 2 votes');
  await expect(card.link).toContainText('2 votes');
  await expect(chat.messages).toHaveCount(1);
  await card.lines.first().click();
  await expect(card.program.locator('#at')).toHaveText('vote.html ?x=1&y=2 #Ada');
  await card.leave();
  await card.link.click();
  await expect(card.program.locator('#at')).toHaveText('vote.html ?x=1&y=2 #Ada');
  await card.leave();
  // Whoever comes later sees it as well, and what leads nowhere leads to the beginning.
  const theirs = await other(page, 'Mei');
  const their = new Card(theirs.page);
  await expect(their.lines).toHaveCount(2);
  await their.lines.last().click();
  await expect(their.program.locator('#at')).toHaveText('index.html');
  // One who reads the card hears what becomes of it.
  await card.link.focus();
  await their.vote('Mei', { summary: '3 votes' });
  await expect(card.link).toContainText('3 votes');
  await expect(card.link).toBeFocused();
});
