// Programs in chats at a homeserver.
import { expect, test } from '@playwright/test';
import { Gate } from '../gate.mjs';
import { twoAtHome } from '../pages/account.mjs';
import { Card, FILE, VOTES } from '../pages/cards.mjs';

test.describe.configure({ timeout: 120_000 });

test('in an encrypted chat all share one state, also whoever was away', async ({ browser }) => {
  const gate = await Gate.open();
  const { mei, zhou, meis, zhous } = await twoAtHome(browser, { server: gate.url });
  await zhous.attach(FILE);
  await zhous.send.click();
  const their = await new Card(zhou.page).open();
  const card = await new Card(mei.page).open();
  await their.add('Tea');
  await expect(card.items).toHaveText(['Tea']);
  await card.add('Cake');
  await expect(their.items).toHaveText(['Tea', 'Cake']);
  // What is said without the server comes later, and what was said meanwhile is there then.
  await gate.down();
  await card.add('Spoons');
  await expect(card.items).toHaveText(['Tea', 'Cake', 'Spoons']);
  await their.add('Cups');
  await expect(their.items).toHaveText(['Tea', 'Cake', 'Cups']);
  await gate.up();
  for (const one of [card, their]) {
    await expect(one.items).toHaveCount(4, { timeout: 60_000 });
    expect((await one.items.allTextContents()).sort()).toEqual(['Cake', 'Cups', 'Spoons', 'Tea']);
  }
  // All of it is there again, from this device and from the server, and nothing twice.
  await mei.page.reload();
  await expect(card.items).toHaveCount(4);
  await card.add('Sugar');
  await expect(their.items).toHaveCount(5);
  await expect(card.items).toHaveCount(5);
  // None of it is a message.
  await card.choose('Close program');
  await expect(meis.messages).toHaveCount(2);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('what happened in a program stands in the chat of both, and on its card', async ({ browser }) => {
  const { mei, zhou, zhous } = await twoAtHome(browser);
  await zhous.attach({ ...FILE, name: 'votes.xdc', buffer: VOTES });
  await zhous.send.click();
  const their = await new Card(zhou.page).open();
  await their.vote('Zhou', { href: 'vote.html#Zhou', document: 'Where to?', summary: '1 vote' });
  const card = new Card(mei.page);
  await expect(card.lines).toHaveText(['votes: Zhou voted']);
  await expect(card.link).toHaveAccessibleName('Open Where to? – votes, 1 vote');
  await card.lines.click();
  await expect(card.program.locator('#at')).toHaveText('vote.html #Zhou');
  await card.vote('Mei', { summary: '2 votes' });
  await card.leave();
  await their.leave();
  for (const one of [card, their]) {
    await expect(one.lines).toHaveText(['votes: Zhou voted', 'votes: Mei voted']);
    await expect(one.link).toHaveAccessibleName('Open Where to? – votes, 2 votes');
  }
  // Both are there again, and nothing twice.
  await mei.page.reload();
  await expect(card.lines).toHaveText(['votes: Zhou voted', 'votes: Mei voted']);
  await expect(card.link).toHaveAccessibleName('Open Where to? – votes, 2 votes');
  await Promise.all([mei.context.close(), zhou.context.close()]);
});
