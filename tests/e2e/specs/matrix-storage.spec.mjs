// A disk without room, for an account: a clear sentence, nothing lost, and it goes on once there is room.
import { expect, test } from '@playwright/test';
import { signIn, twoAtHome } from '../pages/account.mjs';
import { House } from '../pages/house.mjs';
import { FULL, fillUp, loads } from '../pages/storage.mjs';
import { register } from '../matrix.mjs';

test.describe.configure({ timeout: 120_000 });

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
  const { full, texts, marks } = await fillUp(meis);
  await expect(meis.field).toHaveValue(texts.at(-1));
  await quota(mei.page);
  await meis.field.press('Enter');
  await expect(meis.field).toHaveValue('');
  await expect(full).toHaveCount(0);
  await expect(zhous.log.getByText(marks.at(-1))).toBeVisible({ timeout: 60_000 });
  expect(await loads(zhous.messages)).toEqual(marks);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});
