// A homeserver that is gone for a while: what is known is shown, what is written waits, and all of it arrives once.
import { expect, test } from '@playwright/test';
import { twoAtHome } from '../pages/account.mjs';
import { House } from '../pages/house.mjs';
import { readyForOffline } from '../pages/offline.mjs';
import { Gate } from '../gate.mjs';

test.describe.configure({ timeout: 120_000 });

/** A chat of two whose first reaches the server through a gate. */
async function behindGate(browser) {
  const gate = await Gate.open();
  return { gate, ...(await twoAtHome(browser, { server: gate.url })) };
}

/** Each of these is there once, in this order, after whatever came before. */
async function expectLast(chat, texts) {
  await expect(chat.words(texts.at(-1))).toBeVisible({ timeout: 60_000 });
  for (const text of texts) await expect(chat.words(text)).toHaveCount(1);
  const all = await chat.messages.allTextContents();
  const found = all.map((said) => texts.find((text) => said.includes(text))).filter(Boolean);
  expect(found).toEqual(texts);
}

test('without a network the chats are there after a reload, and what is written in between arrives later', async ({ browser }) => {
  const { gate, mei, zhou, meis, zhous } = await behindGate(browser);
  await zhous.say('Come in');
  await expect(meis.words('Come in')).toBeVisible();
  await readyForOffline(mei.page);
  await gate.down();
  await mei.context.setOffline(true);
  await meis.say('Said offline');
  await mei.page.goto('/#/chats');
  await mei.page.reload();
  const row = new House(mei.page).row(zhou.user);
  await expect(row).toBeVisible();
  await row.click();
  await expect(meis.words('Come in')).toBeVisible();
  await expect(meis.words('Said offline')).toBeVisible();
  await meis.say('Said after the reload');
  await expect(meis.message('Said after the reload')).not.toContainText('Sent');
  await mei.context.setOffline(false);
  await gate.up();
  const all = ['Said offline', 'Said after the reload'];
  await expectLast(zhous, all);
  await expect(meis.message(all[1])).toContainText('Sent');
  await expectLast(meis, all);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('a message whose answer was lost, and those after it, arrive once when the server is back', async ({ browser }) => {
  const { gate, mei, zhou, meis, zhous } = await behindGate(browser);
  const lost = gate.lose('PUT', '/send/');
  await meis.say('Its answer is lost');
  await lost;
  await meis.say('Written while all was gone');
  await gate.up();
  const all = ['Its answer is lost', 'Written while all was gone'];
  await expectLast(zhous, all);
  await expect(meis.message(all[1])).toContainText('Sent');
  await expectLast(meis, all);
  await mei.page.reload();
  await expectLast(meis, all);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('a message that the server took and says nothing about is sent again, and is there once', async ({ browser }) => {
  const { gate, mei, zhou, meis, zhous } = await behindGate(browser);
  const taken = gate.hold('/send/');
  await meis.say('Nobody says anything');
  await taken;
  await meis.say('Written while nobody does');
  gate.answer();
  const all = ['Nobody says anything', 'Written while nobody does'];
  await expectLast(zhous, all);
  await expect(meis.message(all[1])).toContainText('Sent', { timeout: 60_000 });
  await expectLast(meis, all);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('a server that stops and starts in the middle of many messages gets each once and in order', async ({ browser }) => {
  const { gate, mei, zhou, meis, zhous } = await behindGate(browser);
  const all = Array.from({ length: 20 }, (_, index) => `Number ${index + 1}.`);
  for (const [index, text] of all.entries()) {
    if (index === 7) await gate.down();
    if (index === 13) await gate.up();
    await meis.say(text);
  }
  await expectLast(zhous, all);
  await expect(meis.message(all.at(-1))).toContainText('Sent');
  await expectLast(meis, all);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});
