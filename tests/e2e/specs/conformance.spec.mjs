// Everything that `@webxdc/types` and `teahouse.d.ts` declare, used by a program that was checked against them.
import { expect, test } from '@playwright/test';
import { Conformance, check, conformance, declared } from '../pages/conformance.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { MyCode } from '../pages/codes.mjs';
import { household, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { writeTo } from '../pages/profiles.mjs';

test.describe.configure({ timeout: 90_000 });

const PERSON = /^[0-9a-f]{32}$/;
const DENIED = { refused: 'HostError', code: 'denied', why: 'string' };
const DONE = { value: null };

test('the program is right by the declarations of both interfaces', async () => {
  expect(await check()).toBe('');
});

test('a program in a chat finds all that is declared, and two who have it open hear each other', async ({ page, context }) => {
  await household(page, ['Mei']);
  const code = await (await new MyCode(page).open()).saved();
  await page.goto('./#/');
  const chat = await writeTo(page, 'Mei');
  await chat.attach(await conformance());
  await chat.send.click();
  const other = await tab(page, 'Mei');
  const mine = await new Conformance(page).open();
  await new House(other).rows.filter({ hasText: 'Ada' }).first().click();
  const theirs = await new Conformance(other).open();

  const self = await mine.step('self');
  expect(self).toEqual({ address: expect.stringMatching(PERSON), name: expect.stringMatching(/^Guest /), interval: 1000, size: 32_000 });
  expect((await theirs.step('self')).address).not.toBe(self.address);
  expect(await mine.step('launch')).toEqual({ version: 2, locale: 'en', theme: 'light', address: self.address, name: self.name, chat: true });

  // Shared state.
  expect(await mine.step('listen')).toBe(0);
  await mine.step('update');
  const update = { payload: { cups: 2 }, info: 'Tea', document: 'List', summary: '2', href: 'index.html#x', notify: { '*': 'Tea' }, serial: 1, max_serial: 1 };
  await expect.poll(() => mine.step('updates')).toEqual([update]);
  await expect.poll(() => theirs.step('listen')).toBe(1);
  expect(await theirs.step('all')).toEqual([update]);

  // Live, once both were let in.
  for (const one of [mine, theirs]) {
    expect(await one.step('join')).toBe('Error');
    await one.press('Always allow');
    await expect(one.dialog).toBeHidden();
  }
  await expect.poll(async () => (await mine.step('say', [0, 255]), theirs.step('live'))).toContainEqual([0, 255]);
  await expect.poll(async () => (await theirs.step('say', [7]), mine.step('live'))).toContainEqual([7]);
  expect(await mine.step('live')).not.toContainEqual([0, 255]);
  expect(await mine.step('sayWrong')).toEqual(['TypeError', 'RangeError']);
  expect(await mine.step('leave')).toBe('Error');
  const heard = (await mine.step('live')).length;
  await theirs.step('say', [8]);
  await theirs.step('update');
  await expect.poll(async () => (await mine.step('updates')).length).toBe(2);
  expect(await mine.step('live')).toHaveLength(heard);

  // To chats: what the person sees, and only once they have pressed.
  const sent = mine.step('message');
  await expect(mine.dialog).toContainText('Tea at four');
  await expect(mine.dialog).toContainText('To try message');
  await mine.press('Send');
  expect(await sent).toEqual(DONE);
  const shared = mine.step('shareBlob');
  await expect(mine.dialog).toContainText('blob.csv');
  await mine.press('Mei');
  expect(await shared).toEqual(DONE);
  for (const step of ['shareBase64', 'shareText', 'share', 'program']) expect(await mine.choose(step, 'Mei')).toEqual(DONE);
  expect(await mine.step('shareNothing')).toEqual({ ...DENIED, code: 'malformed' });
  expect(await mine.choose('share', "Don't allow")).toEqual(DENIED);

  // What the person gives.
  expect(await mine.choose('contact', 'Mei')).toEqual({ value: { name: 'Mei' } });
  expect(await mine.choose('profile', 'Allow once')).toEqual({ value: 'Ada' });
  const scanned = mine.step('scan');
  await mine.press('Allow once');
  await page.getByLabel('Choose a picture', { exact: true }).setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: code.png });
  expect(await scanned).toEqual({ value: expect.stringMatching(/\/join.*#/) });
  const stopped = mine.step('scan');
  await mine.press('Allow once');
  await page.getByRole('dialog', { name: 'Scan for Conformance' }).getByRole('button', { name: 'Close', exact: true }).click();
  expect(await stopped).toEqual(DENIED);
  const chooser = page.waitForEvent('filechooser');
  const files = mine.step('import');
  await (await chooser).setFiles([{ name: 'tea.txt', mimeType: 'text/plain', buffer: Buffer.from('green') }]);
  expect(await files).toEqual([['tea.txt', 'green']]);
  await context.route('https://tea.example/**', (route) => route.fulfill({ body: 'A leaf' }));
  const opened = context.waitForEvent('page');
  expect(await mine.choose('open', 'Allow once')).toEqual(DONE);
  await (await opened).close();
  expect(await mine.step('store')).toEqual({ before: { many: 2 }, keys: ['cups'], after: [] });

  // What happens outside, and the end.
  expect(await mine.step('on')).toEqual({ wrong: 'TypeError', offs: 4 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => mine.step('events')).toEqual(['dark']);
  await mine.step('back', true);
  await page.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
  await expect.poll(() => mine.step('events')).toEqual(['dark', 'back']);
  const used = [...(await mine.step('used')), ...(await theirs.step('used'))];
  expect((await declared()).filter((name) => !used.includes(name))).toEqual(['teahouse.close']);
  const ended = mine.step('close').catch(() => 'ended');
  await expect(new Conversation(page).field).toBeVisible();
  expect(await ended).toBe('ended');
  // The program, the message, the four things that were shared with a chat, and the program once more.
  await expect(chat.messages).toHaveCount(7);
  await expect(chat.log).toContainText('As a blob');
  await expect(chat.log).toContainText('blob.csv');
});
