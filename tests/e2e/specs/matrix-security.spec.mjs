// Keys and devices of an account at a homeserver, as people meet them: in several browsers at once.
import { expect, test } from '@playwright/test';
import { Other, register } from '../matrix.mjs';
import { Gate } from '../gate.mjs';
import { accept, secondBrowser, session, signIn, someoneAtHome, twoAtHome } from '../pages/account.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { Security, comparing } from '../pages/security.mjs';

test.describe.configure({ timeout: 180_000 });

/** Mei in a browser, to whom somebody elsewhere has written. */
async function written(browser) {
  const [mei, other] = await Promise.all([someoneAtHome(browser, 'mei'), register('nio').then((nio) => Other.signedIn(nio))]);
  const { room } = await other.do('create', { name: '', invite: [mei.id], encrypted: true, direct: true });
  const chat = await accept(mei.page);
  await other.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  await other.do('send', { room, text: 'From before' });
  await expect(chat.words('From before')).toBeVisible();
  return { mei, other, room, chat };
}

/** The chat that is the first in the list. */
async function firstChat(page) {
  await page.goto('/#/chats');
  await page.getByRole('list', { name: 'Chats' }).getByRole('link').first().click();
  return new Conversation(page);
}

test('the recovery key opens on a second browser what was said before, and a device can be signed out', async ({ browser }) => {
  const { mei, other, room } = await written(browser);
  const first = await new Security(mei.page).open();
  await expect(first.confirmed).toBeVisible();
  const key = await first.makeKey();

  const second = await secondBrowser(browser, mei);
  const chat = await firstChat(second.page);
  await expect(chat.log.getByText('This was sent before this device was there. Your recovery key opens it.')).toBeVisible({ timeout: 30_000 });
  await chat.log.getByRole('link', { name: 'Go to Security', exact: true }).click();
  const security = new Security(second.page);
  await expect(security.notConfirmed).toBeVisible();
  await security.enter('EsT0 not a key');
  await expect(second.page.getByText(/^This key does not fit/)).toBeVisible();
  await security.enter(key);
  await expect(security.confirmed).toBeVisible({ timeout: 30_000 });
  await firstChat(second.page);
  await expect(chat.words('From before')).toBeVisible({ timeout: 30_000 });

  await first.open();
  await expect(first.devices).toHaveCount(2);
  await first.devices.getByRole('button', { name: /^Sign out/ }).click();
  const asked = await first.signOutOther('a wrong one');
  await expect(asked.getByText('This password is wrong.')).toBeVisible();
  await first.signOutOther(mei.password);
  await expect(asked).toBeHidden();
  await expect(first.devices).toHaveCount(1);

  // There the session is over: what is there stays, and signing in again goes on with it.
  await expect(second.page.getByText(/^The homeserver ended this session/)).toBeVisible({ timeout: 30_000 });
  await expect(chat.words('From before')).toBeVisible();
  await second.page.getByRole('link', { name: 'Sign in again', exact: true }).click();
  await signIn(second.page, mei);
  await expect(second.house.place('Chats')).toBeVisible({ timeout: 40_000 });
  await (await firstChat(second.page)).say('Back again');
  await other.wait({ room, sender: mei.id, content: { body: 'Back again' } });
  await Promise.all([other.leave(), mei.context.close(), second.context.close()]);
});

test('a session that is over is taken up again by the same device, with what was waiting', async ({ browser }) => {
  const gate = await Gate.open();
  const { mei, zhou, meis, zhous } = await twoAtHome(browser, { server: gate.url });
  const { token } = await session(mei.page);
  gate.endSoftly(token);
  await meis.say('Written when it was over');
  await expect(mei.page.getByText(/^The homeserver ended this session/)).toBeVisible({ timeout: 45_000 });
  await expect(meis.words('Is the kettle on?')).toBeVisible();
  await mei.page.getByRole('link', { name: 'Sign in again', exact: true }).click();
  await signIn(mei.page, mei, gate.url);
  await expect(zhous.words('Written when it was over')).toBeVisible({ timeout: 45_000 });
  await zhous.say('So I heard');
  await firstChat(mei.page);
  await expect(meis.words('So I heard')).toBeVisible({ timeout: 30_000 });
  await expect(meis.words('Written when it was over')).toHaveCount(1);
  const security = await new Security(mei.page).open();
  await expect(security.devices).toHaveCount(1);
  await expect(security.confirmed).toBeVisible();
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('a second device that is confirmed reads what was said before, in chats that were never open there too', async ({ browser }) => {
  const { mei, other, room } = await written(browser);
  const second = await secondBrowser(browser, mei);
  await second.page.goto('/#/chats');
  const row = second.page.getByRole('list', { name: 'Chats' }).getByRole('link').first();
  await expect(row).toContainText('Encrypted message', { timeout: 30_000 });
  const security = await new Security(second.page).open();
  await security.compare.click();
  const both = await comparing(second.page, mei.page);
  for (const one of both) await one.press('They are the same');
  for (const one of both) await expect(one.dialog.getByText(/^Both saw the same\./)).toBeVisible({ timeout: 30_000 });
  for (const one of both) await one.press('Close');
  await expect(security.confirmed).toBeVisible({ timeout: 30_000 });
  await second.page.goto('/#/chats');
  await expect(row).toContainText('From before', { timeout: 30_000 });
  await row.click();
  await expect(new Conversation(second.page).words('From before')).toBeVisible({ timeout: 30_000 });
  await other.do('send', { room, text: 'From now on' });
  await expect(new Conversation(second.page).words('From now on')).toBeVisible();
  await Promise.all([other.leave(), mei.context.close(), second.context.close()]);
});

test('two devices of one person compare: what is different is an alarm, what is given up no harm, what is the same counts', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei');
  const second = await secondBrowser(browser, mei);
  const security = await new Security(second.page).open();
  await expect(security.notConfirmed).toBeVisible();

  await security.compare.click();
  let both = await comparing(second.page, mei.page);
  await both[0].press('They are different');
  for (const one of both) await expect(one.dialog.getByRole('alert')).toContainText('The pictures were not the same', { timeout: 30_000 });
  for (const one of both) await one.press('Close');
  await expect(security.notConfirmed).toBeVisible();

  await security.compare.click();
  await expect(both[1].dialog.getByText(/^Another device of yours wants to compare/)).toBeVisible({ timeout: 30_000 });
  await both[1].press('Not now');
  await expect(both[1].dialog).toBeHidden();
  await expect(both[0].dialog.getByText(/^The comparison ended without a result/)).toBeVisible({ timeout: 30_000 });
  await both[0].press('Close');

  await security.compare.click();
  both = await comparing(second.page, mei.page);
  for (const one of both) await one.press('They are the same');
  for (const one of both) await expect(one.dialog.getByText('Both saw the same. The other device is confirmed now.')).toBeVisible({ timeout: 30_000 });
  for (const one of both) await one.press('Close');
  await expect(security.confirmed).toBeVisible({ timeout: 30_000 });
  await Promise.all([mei.context.close(), second.context.close()]);
});

test('two people compare their keys, the one on the page of the other, who may look at anything', async ({ browser }) => {
  const { mei, zhou } = await twoAtHome(browser);
  await mei.page.goto(`/#/contacts/${zhou.id}`);
  await zhou.page.goto('/#/me');
  await mei.page.getByRole('button', { name: 'Compare keys', exact: true }).click();
  const both = await comparing(mei.page, zhou.page);
  for (const one of both) await one.press('They are the same');
  for (const one of both) await expect(one.dialog.getByText(/^Both saw the same\./)).toBeVisible({ timeout: 30_000 });
  for (const one of both) await one.press('Close');
  await Promise.all([mei.context.close(), zhou.context.close()]);
});

test('somebody whose devices are not known yet is heard when they ask to compare', async ({ browser }) => {
  const [mei, other] = await Promise.all([someoneAtHome(browser, 'mei'), register('nio').then((nio) => Other.signedIn(nio))]);
  // Nobody asks for devices where nothing is encrypted.
  const { room } = await other.do('create', { name: '', invite: [mei.id], encrypted: false, direct: true });
  await accept(mei.page);
  await other.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  const request = { msgtype: 'm.key.verification.request', body: '', from_device: other.device, methods: ['m.sas.v1'], to: mei.id };
  await other.do('put', { room, content: request });
  const asked = mei.page.getByRole('dialog');
  await expect(asked.getByText(/wants to compare/)).toBeVisible({ timeout: 20_000 });
  await asked.getByRole('button', { name: 'Not now', exact: true }).click();
  await expect(asked).toBeHidden();
  await Promise.all([other.leave(), mei.context.close()]);
});
