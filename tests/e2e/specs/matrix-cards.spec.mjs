// Programs in chats at a homeserver.
import { expect, test } from '@playwright/test';
import { accept, someoneAtHome, writeToAddress } from '../pages/account.mjs';
import { Card, FILE } from '../pages/cards.mjs';

test.describe.configure({ timeout: 120_000 });

test('in an encrypted chat all share one state, also whoever was away', async ({ browser }) => {
  const [mei, zhou] = await Promise.all(['mei', 'zhou'].map((name) => someoneAtHome(browser, name)));
  const chat = await writeToAddress(mei.page, zhou.id);
  await chat.say('A list for Sunday');
  const theirs = await accept(zhou.page);
  await expect(theirs.words('A list for Sunday')).toBeVisible();
  await chat.attach(FILE);
  await chat.send.click();
  const card = await new Card(mei.page).open();
  const their = await new Card(zhou.page).open();
  await card.add('Tea');
  await expect(their.items).toHaveText(['Tea']);
  await their.add('Cake');
  await expect(card.items).toHaveText(['Tea', 'Cake']);
  // What is said without a network comes later; what was said meanwhile is there then.
  await zhou.context.setOffline(true);
  await their.add('Spoons');
  await expect(their.items).toHaveText(['Tea', 'Cake', 'Spoons']);
  await card.add('Cups');
  await expect(card.items).toHaveCount(3);
  await zhou.context.setOffline(false);
  const all = ['Tea', 'Cake', 'Cups', 'Spoons'];
  for (const one of [card, their]) {
    await expect(one.items).toHaveCount(4, { timeout: 60_000 });
    expect((await one.items.allTextContents()).sort()).toEqual([...all].sort());
  }
  await mei.page.reload();
  await expect(card.items).toHaveCount(4);
  await card.choose('Close program');
  // The list of messages has the words and the card, and nothing else.
  await expect(chat.messages).toHaveCount(2);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});
