// Pictures and files at a homeserver, between ours and a client of another house, and the pictures of people.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Other, register } from '../matrix.mjs';
import { accept, someoneAtHome } from '../pages/account.mjs';
import { png, sizeOf } from '../pictures.mjs';

test.describe.configure({ timeout: 120_000 });

/** Mei in a browser and somebody elsewhere, in a chat of two. */
async function together(browser, encrypted) {
  const [mei, other] = await Promise.all([someoneAtHome(browser, 'mei'), register('nio').then((nio) => Other.signedIn(nio))]);
  const { room } = await other.do('create', { name: '', invite: [mei.id], encrypted, direct: true });
  const chat = await accept(mei.page);
  await other.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  const leave = () => Promise.all([other.leave(), mei.context.close()]);
  return { mei, other, room, chat, leave };
}

const base64 = (bytes) => bytes.toString('base64');
const bytesOf = async (other, event, thumbnail = false) => Buffer.from((await other.do('download', { event, thumbnail })).data, 'base64');

for (const [kind, encrypted] of [['an encrypted', true], ['a plain', false]]) {
  test(`in ${kind} chat a picture goes both ways with a small one of it, and so does a file`, async ({ browser }) => {
    const { mei, other, room, chat, leave } = await together(browser, encrypted);
    await expect(mei.page.getByText(encrypted ? 'End-to-end encrypted' : 'Not encrypted', { exact: true }).first()).toBeVisible();

    const sent = png(900, 600);
    await chat.attach({ name: 'leaves.png', mimeType: 'image/png', buffer: sent });
    await chat.say('The first picking');
    const heard = await other.wait({ room, sender: mei.id, content: { msgtype: 'm.image' } });
    expect(heard.decrypted).toBe(encrypted);
    expect(heard.content).toMatchObject({ body: 'The first picking', filename: 'leaves.png', info: { w: 900, h: 600, size: sent.length, mimetype: 'image/png' } });
    expect(heard.content.info.thumbnail_info).toMatchObject({ w: 480, h: 320 });
    expect((await bytesOf(other, heard.event)).equals(sent)).toBe(true);
    const small = await bytesOf(other, heard.event, true);
    expect(small.toString('latin1', 8, 12)).toBe('WEBP');
    expect(small.length).toBeLessThan(sent.length / 4);
    await expect.poll(async () => sizeOf(chat.picture('leaves.png'))).toEqual([480, 320]);

    const come = png(800, 400);
    await other.do('send_file', { room, name: 'garden.png', media_type: 'image/png', data: base64(come), size: [800, 400], thumbnail: base64(png(80, 40)) });
    await expect(chat.picture('garden.png')).toBeVisible();
    expect(await sizeOf(chat.picture('garden.png'))).toEqual([80, 40]);
    await mei.page.getByRole('button', { name: /^Show garden\.png/ }).click();
    const whole = mei.page.getByRole('dialog', { name: 'garden.png', exact: true });
    expect(await sizeOf(whole.getByRole('img', { name: 'garden.png', exact: true }))).toEqual([800, 400]);
    expect((await saved(mei.page, whole.getByRole('button', { name: 'Save garden.png', exact: true }))).equals(come)).toBe(true);
    await mei.page.keyboard.press('Escape');
    await expect(whole).toBeHidden();

    const list = Buffer.from('Longjing\nOolong\n');
    await other.do('send_file', { room, name: 'list.txt', media_type: 'text/plain', data: base64(list) });
    expect((await saved(mei.page, chat.log.getByRole('button', { name: 'Save list.txt', exact: true }))).equals(list)).toBe(true);
    await chat.attach({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('tin,8\n') });
    await chat.send.click();
    const file = await other.wait({ room, sender: mei.id, content: { msgtype: 'm.file' } });
    expect((await bytesOf(other, file.event)).toString()).toBe('tin,8\n');
    await leave();
  });
}

/** What comes to the downloads when a button is pressed. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await download.path());
}

test('an encrypted picture without a small one is shown when it is opened, and a small picture as it is', async ({ browser }) => {
  const { mei, other, room, chat, leave } = await together(browser, true);
  await other.do('send_file', { room, name: 'tiny.png', media_type: 'image/png', data: base64(png(60, 30)), size: [60, 30] });
  expect(await sizeOf(chat.picture('tiny.png'))).toEqual([60, 30]);
  await other.do('send_file', { room, name: 'huge.png', media_type: 'image/png', data: base64(png(900, 600)), size: [900, 600] });
  const huge = mei.page.getByRole('button', { name: /^Show huge\.png/ });
  await expect(huge).toContainText('huge.png');
  await huge.click();
  expect(await sizeOf(mei.page.getByRole('dialog').getByRole('img', { name: 'huge.png', exact: true }))).toEqual([900, 600]);
  await mei.page.keyboard.press('Escape');
  await chat.attach({ name: 'dot.png', mimeType: 'image/png', buffer: png(40, 40) });
  await chat.send.click();
  const dot = await other.wait({ room, sender: mei.id, content: { body: 'dot.png' } });
  expect(dot.content.info.thumbnail_file).toBeUndefined();
  await leave();
});

test('people are shown by their pictures, and one’s own can be chosen and taken away', async ({ browser }) => {
  const { mei, other, room, chat, leave } = await together(browser, true);
  const { page } = mei;
  await other.do('send', { room, text: 'Guess who' });
  await expect(chat.words('Guess who')).toBeVisible();
  await other.do('picture', { data: base64(png(200, 200, (x, y) => [x * 255, y * 255, 120])) });
  const row = page.getByRole('list', { name: 'Chats' }).getByRole('link').first();
  await expect(row.locator('img')).toHaveAttribute('src', /^data:image\/png;base64,/);
  expect(await sizeOf(row.locator('img'))).toEqual([96, 96]);


  await page.goto('/#/me/profiles');
  const mine = page.getByRole('listitem').filter({ hasText: mei.user }).locator('img');
  const at = async () => (await other.do('avatar', { user: mei.id })).at;
  await expect(page.getByLabel('Choose picture', { exact: true })).toBeAttached();
  await expect(mine).toHaveCount(0);
  await page.getByLabel('Choose picture', { exact: true }).setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png(300, 200) });
  await expect(mine).toBeVisible();
  await expect.poll(at).toMatch(/^mxc:/);
  await page.reload();
  await expect(mine).toBeVisible();
  await page.getByRole('button', { name: 'Remove picture', exact: true }).click();
  await expect(mine).toHaveCount(0);
  await expect.poll(at).toBeFalsy();
  await leave();
});
