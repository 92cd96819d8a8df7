// What somebody at a homeserver hears, and what others hear of them.
import { expect, test } from '@playwright/test';
import { Other, ask, register } from '../matrix.mjs';
import { accept, someoneAtHome } from '../pages/account.mjs';
import { Security } from '../pages/security.mjs';

test.describe.configure({ timeout: 120_000 });

async function together(browser) {
  const [mei, other] = await Promise.all([someoneAtHome(browser, 'mei'), register('nio').then((nio) => Other.signedIn(nio))]);
  const { room } = await other.do('create', { name: '', invite: [mei.id], encrypted: true, direct: true });
  const chat = await accept(mei.page);
  await other.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  return { mei, other, room, chat };
}

test('who is ignored is not heard, and is heard again', async ({ browser }) => {
  const { mei, other, room, chat } = await together(browser);
  const { page } = mei;
  await other.do('send', { room, text: 'Buy now!' });
  await expect(chat.words('Buy now!')).toBeVisible();
  const address = page.url();
  await chat.infoButton.click();
  await chat.info.getByRole('link', { name: /^About / }).click();
  await page.getByRole('button', { name: 'Ignore', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ignore', exact: true }).click();
  await expect(page.getByText(/^You do not hear from /)).toHaveCount(1);
  await other.do('send', { room, text: 'Buy more!' });
  await page.goto(address);
  // What is said after it comes after it.
  await chat.say('Quiet here');
  await other.wait({ room, sender: mei.id, content: { body: 'Quiet here' } });
  await expect(chat.messages).toHaveCount(1);
  const security = await new Security(page).open();
  await page.getByRole('list', { name: 'People you do not hear from', exact: true }).getByRole('button', { name: /^Hear / }).click();
  await expect(page.getByRole('heading', { name: 'People you do not hear from' })).toHaveCount(0);
  expect(await security.devices.count()).toBe(1);
  await other.do('send', { room, text: 'Sorry' });
  await page.goto(address);
  await expect(chat.words('Sorry')).toBeVisible();
  await Promise.all([other.leave(), mei.context.close()]);
});

test('nobody learns what was read, unless one lets them', async ({ browser }) => {
  const { mei, other, room, chat } = await together(browser);
  const { page } = mei;
  const seen = async () => (await other.do('receipts', { room })).read[mei.id];
  const { event: first } = await other.do('send', { room, text: 'Have you read this?' });
  await expect(chat.words('Have you read this?')).toBeVisible();
  // What comes after it was sent after it was read.
  await chat.say('Perhaps');
  await other.wait({ room, sender: mei.id, content: { body: 'Perhaps' } });
  expect(await seen()).not.toBe(first);
  const address = page.url();
  await new Security(page).open();
  await page.getByRole('switch', { name: 'Let others see what you have read', exact: true }).click();
  await page.goto(address);
  const { event: second } = await other.do('send', { room, text: 'And this?' });
  await expect(chat.words('And this?')).toBeVisible();
  await expect.poll(seen).toBe(second);
  await Promise.all([other.leave(), mei.context.close()]);
});

test('what is kept at the top and what is quiet is known to the homeserver, for other devices', async ({ browser }) => {
  const { mei, other, room, chat } = await together(browser);
  const of = await ask(mei);
  const tags = async () => Object.keys((await of(`user/${mei.id}/rooms/${room}/tags`)).tags);
  const quiet = async () => {
    const { global } = await of('pushrules/');
    return [...global.override, ...global.room].some(({ enabled, actions, conditions = [], rule_id }) => {
      const about = rule_id === room || conditions.some(({ key, pattern }) => key === 'room_id' && pattern === room);
      return enabled && about && !actions.includes('notify');
    });
  };
  await chat.turn('Keep at the top');
  await expect.poll(tags).toContain('m.favourite');
  await chat.turn('Mute');
  await expect.poll(quiet).toBe(true);
  await mei.page.reload();
  await chat.infoButton.click();
  await expect(chat.info.getByRole('switch', { name: 'Keep at the top', exact: true })).toBeChecked();
  await expect(chat.info.getByRole('switch', { name: 'Mute', exact: true })).toBeChecked();
  await chat.info.getByRole('switch', { name: 'Mute', exact: true }).click();
  await expect.poll(quiet).toBe(false);
  await Promise.all([other.leave(), mei.context.close()]);
});
