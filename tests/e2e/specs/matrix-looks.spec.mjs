// Every screen that only an account at a homeserver has: by all rules of axe, and as pictures to look at.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { picture } from '../looks.mjs';
import { Other, ask, homeserver, register } from '../matrix.mjs';
import { accept, secondBrowser, someoneAtHome } from '../pages/account.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { expectToFit, sizes } from '../pages/screen.mjs';
import { Comparison, Security, comparing } from '../pages/security.mjs';
import { png } from '../pictures.mjs';

const quiet = { reducedMotion: 'reduce', deviceScaleFactor: 1, viewport: sizes.wide, locale: 'en-GB', timezoneId: 'Europe/London' };

test.describe.configure({ timeout: 300_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 1, viewport: sizes.wide });

/** Tea in a bowl, more or less. */
const tea = (x, y) => {
  const far = Math.hypot((x - 0.5) * 1.4, y - 0.55);
  if (far < 0.26) return [150 - far * 200, 110 - far * 60, 40];
  if (far < 0.32) return [236, 232, 220];
  return [196 - y * 60, 176 - y * 40, 150 + x * 20];
};
const face = (x, y) => (Math.hypot(x - 0.5, y - 0.5) < 0.3 ? [240, 214, 180] : [70 + x * 40, 120 + y * 60, 105]);
const base64 = (bytes) => bytes.toString('base64');

/** Looks at a screen on a phone and on a wide screen, in both themes. */
async function look(page, screen, language = 'en') {
  await page.mouse.move(0, 0);
  for (const size of ['phone', 'wide']) {
    await page.setViewportSize(sizes[size]);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await expectToFit(page);
      await picture(page, `matrix-${screen}-${size}-${colorScheme}-${language}`);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const complaints = violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all }) => [id, ...target, any[0]?.message ?? all[0]?.message].join(' · ')));
      expect.soft(complaints, `${screen}, ${size}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes.wide);
}

/** The same in Chinese, which has other widths; the colours are those of English. */
async function inChinese(page, screens) {
  await page.evaluate(() => localStorage.setItem('teahouse:locale', 'zh-Hans'));
  for (const [screen, address] of Object.entries(screens)) {
    await page.goto(address);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
    for (const size of ['phone', 'wide']) {
      await page.setViewportSize(sizes[size]);
      await expectToFit(page);
      await picture(page, `matrix-${screen}-${size}-light-zh`);
    }
    await page.setViewportSize(sizes.wide);
  }
  await page.evaluate(() => localStorage.setItem('teahouse:locale', 'en'));
  await page.reload();
}

async function friend(mei, name, options) {
  const other = await Other.signedIn(await register('friend'));
  await other.do('rename', { name });
  const { room } = await other.do('create', { name: '', invite: [mei.id], direct: true, ...options });
  return { other, room };
}

test('the ways in', async ({ page }) => {
  await page.goto('./#/sign-in');
  await page.getByRole('textbox', { name: 'Homeserver', exact: true }).fill(homeserver());
  await page.getByRole('textbox', { name: 'Homeserver', exact: true }).blur();
  await expect(page.getByText('Run by')).toBeVisible({ timeout: 30_000 });
  await look(page, 'sign-in');
  await page.getByRole('button', { name: 'Create an account', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await look(page, 'register');
});

test('an account and its chats', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei', quiet);
  const { page } = mei;
  const { other: zhou, room } = await friend(mei, '周舟', { encrypted: true });
  await zhou.do('picture', { data: base64(png(96, 96, face)) });
  await page.goto('/#/chats');
  await page.getByRole('list', { name: 'Chats' }).getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await look(page, 'wants');
  const chat = await accept(page);
  await zhou.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  await zhou.do('send', { room, text: '这批春茶到了，我留了四罐。The spring Longjing is in.' });
  await zhou.do('send_file', { room, name: 'bowl.png', media_type: 'image/png', data: base64(png(640, 420, tea)), size: [640, 420], thumbnail: base64(png(320, 210, tea)) });
  await expect(chat.picture('bowl.png')).toBeVisible();
  await chat.say('Beautiful. Two tins for me, please!');
  await zhou.do('send_file', { room, name: 'prices-2026.pdf', media_type: 'application/pdf', data: base64(Buffer.alloc(180_000, 'tea')) });
  const mine = await zhou.wait({ room, sender: mei.id, content: { body: 'Beautiful. Two tins for me, please!' } });
  await zhou.do('react', { room, event: mine.event, key: '🍵' });
  await zhou.do('send', { room, text: 'They are yours.', reply_to: mine.event });
  await expect(chat.words('They are yours.')).toBeVisible();
  await expect(chat.message('Beautiful. Two tins for me, please!').getByText('🍵')).toBeVisible();
  await look(page, 'chat');
  const address = page.url();
  await page.getByRole('button', { name: /^Show bowl\.png/ }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'bowl.png' })).toBeVisible();
  await look(page, 'picture');
  await page.keyboard.press('Escape');
  await chat.attach({ name: 'kettle.png', mimeType: 'image/png', buffer: png(640, 420, tea) });
  await look(page, 'attached');
  await page.getByRole('button', { name: 'Take kettle.png out', exact: true }).click();
  await chat.infoButton.click();
  await expect(chat.info).toBeVisible();
  await look(page, 'chat-info');
  await chat.info.getByRole('link', { name: /^About / }).click();
  await expect(page.getByRole('button', { name: 'Compare keys', exact: true })).toBeVisible();
  await look(page, 'person');
  const about = page.url();

  const { other: jonas, room: square } = await friend(mei, 'Jonas', { encrypted: false });
  const plain = await accept(page);
  await jonas.wait({ room: square, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  await jonas.do('send', { room: square, text: 'The market opens at eight. Everybody may know.' });
  await expect(plain.words('The market opens at eight. Everybody may know.')).toBeVisible();
  await look(page, 'plain');
  await page.goto('/#/chats');
  await expect(page.getByRole('list', { name: 'Chats' }).getByRole('link')).toHaveCount(2);
  await look(page, 'chats');
  await page.goto('/#/me/profiles/add');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Switch to Ada', exact: true })).toBeVisible();
  await look(page, 'profiles');
  await page.goto('/#/me');
  await expect(page.getByRole('link', { name: 'Security', exact: true })).toBeVisible();
  await look(page, 'me');
  await inChinese(page, { chat: address, person: about, profiles: '/#/me/profiles', security: '/#/me/security', chats: '/#/chats' });
  await Promise.all([zhou.leave(), jonas.leave(), mei.context.close()]);
});

test('what protects an account', async ({ browser }) => {
  const mei = await someoneAtHome(browser, 'mei', quiet);
  const { page } = mei;
  const { other: zhou, room } = await friend(mei, '周舟', { encrypted: true });
  const chat = await accept(page);
  await zhou.wait({ room, type: 'm.room.member', sender: mei.id, content: { membership: 'join' } });
  await zhou.do('send', { room, text: 'For your eyes only.' });
  await expect(chat.words('For your eyes only.')).toBeVisible();
  const first = await new Security(page).open();
  await expect(first.setUp).toBeVisible();
  await look(page, 'security-none');
  await first.setUp.click();
  await expect(page.getByRole('region', { name: 'Recovery key', exact: true })).toBeVisible({ timeout: 30_000 });
  await look(page, 'security-key');
  await page.getByRole('checkbox', { name: 'I have kept it', exact: true }).check();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Make a new recovery key', exact: true })).toBeVisible();

  const second = await secondBrowser(browser, mei, quiet);
  await second.page.goto('/#/chats');
  await second.page.getByRole('list', { name: 'Chats' }).getByRole('link').first().click();
  const there = new Conversation(second.page);
  await expect(there.log.getByRole('link', { name: 'Go to Security', exact: true })).toBeVisible({ timeout: 30_000 });
  await look(second.page, 'locked');
  const security = await new Security(second.page).open();
  await security.enter('EsT0 not a key');
  await expect(second.page.getByText(/^This key does not fit/)).toBeVisible();
  await look(second.page, 'security-locked');
  await inChinese(second.page, { 'security-locked': '/#/me/security' });
  await new Security(second.page).open();
  await expect(first.devices).toHaveCount(2);
  await look(page, 'security-open');
  await first.devices.getByRole('button', { name: /^Sign out/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'sign-out-device');
  await page.keyboard.press('Escape');

  await security.compare.click();
  await expect(new Comparison(page).dialog).toBeVisible({ timeout: 30_000 });
  await look(page, 'compare-asked');
  await look(second.page, 'compare-waiting');
  const both = await comparing(second.page, page);
  await look(page, 'compare-pictures');
  await both[0].press('They are different');
  await expect(both[1].dialog.getByRole('alert')).toBeVisible();
  await look(page, 'compare-mismatch');
  await both[1].press('Close');

  const of = await ask(mei);
  await of('logout/all', 'POST');
  await expect(page.getByRole('link', { name: 'Sign in again', exact: true })).toBeVisible({ timeout: 30_000 });
  await page.goto('/#/chats');
  await look(page, 'signed-out');
  await Promise.all([zhou.leave(), mei.context.close(), second.context.close()]);
});
