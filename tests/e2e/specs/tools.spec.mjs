// The programs that ship: each is had in one step and starts, and what one does in a chat the others see.
import { expect, test } from '@playwright/test';
import { Card } from '../pages/cards.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { household, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { writeTo } from '../pages/profiles.mjs';
import { Shelf, Tools } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';

const NAMES = ['Poll', 'Checklist', 'Split a bill', 'Appointments', 'Shop', 'Gomoku'];

test('each program that ships is had in one step, and starts', async ({ page }) => {
  await begin(page, 'Ada');
  const shelf = new Shelf(page);
  for (const name of NAMES) {
    await shelf.goto();
    await page.getByRole('button', { name: `Get ${name}`, exact: true }).click();
    await expect(page.getByText(`${name} is installed.`, { exact: true })).toBeVisible();
    const program = await shelf.open(name);
    await expect(program.getByRole('heading').first()).toBeVisible();
    await expect(program.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await shelf.goto();
  await expect(shelf.list.getByRole('listitem')).toHaveCount(NAMES.length);
  await expect(page.getByRole('heading', { name: 'From Teahouse' })).toHaveCount(0);
});

test('a poll that is sent into a chat is answered there', async ({ page }) => {
  await household(page, ['Mei']);
  const chat = await writeTo(page, 'Mei');
  const tools = new Tools(page);
  await tools.send(chat, 'Poll');
  const card = new Card(page);
  await card.link.click();
  await tools.ask(card.program, 'Which tea?', ['Sencha', 'Oolong']);
  await card.program.getByRole('button', { name: /^Sencha,/ }).click();
  await expect(card.program.getByText('1 person has answered')).toBeVisible();
  const mei = await tab(page, 'Mei');
  await new House(mei).row('Ada').click();
  const theirs = new Card(mei);
  await theirs.link.click();
  await expect(theirs.program.getByRole('heading', { name: 'Which tea?' })).toBeVisible();
  await theirs.program.getByRole('button', { name: /^Oolong,/ }).click();
  await expect(theirs.program.getByText('2 people have answered')).toBeVisible();
  await expect(card.program.getByText('2 people have answered')).toBeVisible();
  await expect(new Conversation(mei).messages).toHaveCount(0);
});
