// The engine of an account fails in itself, and nothing is lost by it.
import { expect, test } from '@playwright/test';
import { twoAtHome } from '../pages/account.mjs';
import { trapEngines } from '../pages/engine.mjs';

test.describe.configure({ timeout: 120_000 });

/** Keeps every line that is ever shown as a status. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.said = new Set();
    const hear = () => document.querySelectorAll('[role=status]').forEach((line) => said.add(line.textContent));
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

const RESTARTING = 'Restarting in the background. You can keep writing.';

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
