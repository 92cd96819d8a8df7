// The programs that ship, as two people use them in a chat, wherever that chat is.
import { expect } from '@playwright/test';
import { Card } from './cards.mjs';
import { startsWith } from './house.mjs';
import { appointments } from './tools/appointment.mjs';
import { bill } from './tools/bill.mjs';
import { checklist } from './tools/checklist.mjs';
import { gomoku } from './tools/game.mjs';
import { poll } from './tools/poll.mjs';
import { shop } from './tools/shop.mjs';

/** What two people do with each program: its name, what happens, and the story itself, which gets both of them. */
export const STORIES = [
  { name: 'Poll', does: 'both answer a poll and see the same result', story: poll },
  { name: 'Checklist', does: 'what one puts on a checklist the other checks off', story: checklist },
  { name: 'Split a bill', does: 'two who share a bill see what each owes', story: bill },
  { name: 'Appointments', does: 'the time that one offers the other books', story: appointments },
  { name: 'Shop', does: 'the price of a group-buy falls as both order', story: shop },
  { name: 'Gomoku', does: 'two play Gomoku in turn, and never out of turn', story: gomoku },
];

/** Sends a program that ships into the open chat. */
export async function sendTool(chat, name) {
  const { page } = chat;
  await page.getByRole('link', { name: 'Mini-programs', exact: true }).filter({ visible: true }).last().click();
  const get = page.getByRole('button', { name: `Get ${name}`, exact: true });
  const send = page.getByRole('button', { name: `Send ${name}`, exact: true });
  await expect(get.or(send)).toBeVisible();
  if (await get.isVisible()) await get.click();
  await send.click();
  await expect(link(page)).toHaveAccessibleName(startsWith(`Open ${name}`));
}

/** The card in the last message; while it is on its way it leads nowhere. It is called as what it is about. */
const link = (page) => page.getByRole('log').getByRole('article').last().getByRole('link', { name: startsWith('Open') });

/** Opens a program once it is what came last into the open chat; `name` is what the others hear that its person is called. */
export async function openTool(page, tool) {
  const card = new Card(page);
  await expect(link(page)).toHaveAccessibleName(new RegExp(tool));
  await link(page).click();
  await expect(card.program.getByRole('heading').first()).toBeVisible();
  const name = await card.program.locator('html').evaluate(() => webxdc.selfName);
  return { name, program: card.program, leave: () => card.choose('Close program') };
}

/** Both open the program, play its story and leave. */
export async function play({ name, story }, pages) {
  const [one, other] = await Promise.all(pages.map((page) => openTool(page, name)));
  await story(one, other);
  for (const { leave } of [one, other]) await leave();
}
