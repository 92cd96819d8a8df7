// The engine of an account ends in the middle of whatever it is doing, and nothing is lost or doubled by it.
import { expect, test } from '@playwright/test';
import { twoAtHome } from '../pages/account.mjs';
import { killEngines, trapEngines } from '../pages/engine.mjs';

test.describe.configure({ timeout: 120_000 });

/** What the numbered messages say, in their order on the screen. */
async function numbers(chat) {
  const texts = await chat.messages.allTextContents();
  return texts.map((text) => /Number \d+\./.exec(text)?.[0]).filter(Boolean);
}

/** Keeps every line that is ever shown as a status. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.said = new Set();
    const hear = () => document.querySelectorAll('[role=status]').forEach((line) => said.add(line.textContent));
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

const RESTARTING = 'Restarting in the background. You can keep writing.';

test('messages arrive once each and in order though the engine is killed three times', async ({ browser }) => {
  test.setTimeout(240_000);
  const { mei, zhou, meis, zhous } = await twoAtHome(browser);
  const errors = [];
  mei.page.on('pageerror', (error) => errors.push(error.message));
  const all = Array.from({ length: 30 }, (_, index) => `Number ${index + 1}.`);
  for (const [index, text] of all.entries()) {
    await meis.field.fill(text);
    await meis.field.press('Enter');
    // The kill falls between the keystroke and the answer, which nobody waits for here.
    if ([4, 13, 22].includes(index)) expect(await killEngines(mei.page)).toBe(1);
    await expect(meis.field).toHaveValue('');
  }
  await expect(meis.message('Number 30.')).toContainText('Sent', { timeout: 60_000 });
  await expect(zhous.words('Number 30.')).toBeVisible();
  expect(await numbers(meis)).toEqual(all);
  expect(await numbers(zhous)).toEqual(all);
  await mei.page.reload();
  await expect(meis.message('Number 30.')).toContainText('Sent');
  // What is older comes a moment after what is newest.
  await expect.poll(() => numbers(meis)).toEqual(all);
  await expect(mei.page.getByRole('alert')).toHaveCount(0);
  expect(errors).toEqual([]);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});

for (const way of ['shared', 'dedicated']) {
  test(`an engine in a ${way} worker that fails in itself is replaced, and one line says so`, async ({ browser }) => {
    const prepare = (context) => context.addInitScript(() => delete globalThis.SharedWorker);
    const { mei, zhou, meis, zhous } = await twoAtHome(browser, way === 'shared' ? {} : { prepare });
    await listen(mei.page);
    expect(await trapEngines(mei.page)).toBe(1);
    await meis.say('After the fall');
    await expect(zhous.words('After the fall')).toBeVisible();
    await zhous.say('All well?');
    await expect(meis.words('All well?')).toBeVisible();
    expect(await mei.page.evaluate(() => [...said])).toContain(RESTARTING);
    await expect(mei.page.getByText(RESTARTING)).toHaveCount(0);
    await expect(mei.page.getByRole('alert')).toHaveCount(0);
    await Promise.all([mei.context.close(), zhou.context.close()]);
  });
}
