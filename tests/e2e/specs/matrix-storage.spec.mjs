// A disk without room, for an account: a clear sentence, nothing lost, and it goes on once there is room.
import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { signIn, twoAtHome } from '../pages/account.mjs';
import { House } from '../pages/house.mjs';
import { register } from '../matrix.mjs';

test.describe.configure({ timeout: 120_000 });

const FULL = 'This device has no room left for Teahouse.';

/** Sets how much the site may store; without a number, as much as ever. */
async function quota(page, quotaSize) {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}

test('on a full disk nobody can sign in, and then they can', async ({ page }) => {
  const person = await register('mei');
  await page.goto('/404.html');
  await quota(page, 1);
  await page.goto('/#/sign-in');
  await signIn(page, person);
  await expect(page.getByText(FULL)).toBeVisible({ timeout: 40_000 });
  await quota(page);
  await signIn(page, person);
  await expect(new House(page).place('Chats')).toBeVisible({ timeout: 40_000 });
});

test('on a full disk the text stays where it was written, and is sent once there is room', async ({ browser }) => {
  const { mei, zhou, meis, zhous } = await twoAtHome(browser);
  const { usage } = await mei.page.evaluate(() => navigator.storage.estimate());
  await quota(mei.page, usage + 300_000);
  const full = mei.page.getByText(FULL);
  const texts = [];
  while ((await full.count()) === 0) {
    // Nothing that the browser could press together.
    texts.push(`Load ${texts.length + 1}. ${randomBytes(20_000).toString('base64')}`);
    await meis.field.fill(texts.at(-1));
    await meis.field.press('Enter');
    await expect.poll(async () => (await full.count()) > 0 || (await meis.field.inputValue()) === '').toBe(true);
    expect(texts.length).toBeLessThan(100);
  }
  await expect(meis.field).toHaveValue(texts.at(-1));
  await quota(mei.page);
  await meis.field.press('Enter');
  await expect(meis.field).toHaveValue('');
  await expect(full).toHaveCount(0);
  const all = texts.map((text) => /Load \d+\./.exec(text)[0]);
  await expect(zhous.log.getByText(all.at(-1))).toBeVisible({ timeout: 60_000 });
  const found = (await zhous.messages.allTextContents()).map((text) => /Load \d+\./.exec(text)?.[0]).filter(Boolean);
  expect(found).toEqual(all);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});
