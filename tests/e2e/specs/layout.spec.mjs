// Nothing is wider than the screen, whatever people write, and nothing jumps while the app starts.
import { expect, test } from '@playwright/test';
import { Gate } from '../gate.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { addProfile, writeTo } from '../pages/profiles.mjs';
import { expectToFit, sizes } from '../pages/screen.mjs';
import { begin } from '../pages/welcome.mjs';

const LONG_NAME = 'W'.repeat(40);
const LONG_WORD = 'tea'.repeat(3_334).slice(0, 10_000);

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    test('a word of 10,000 letters and a name of 40 fit', async ({ page }) => {
      await page.setViewportSize(sizes.wide);
      await begin(page, LONG_NAME);
      await addProfile(page, LONG_NAME.toLowerCase());
      await expectToFit(page);
      const chat = await writeTo(page, LONG_NAME.toLowerCase());
      await chat.say(LONG_WORD);
      await expect(chat.message(LONG_WORD)).toContainText('Sent');
      await chat.field.fill(LONG_WORD);
      await page.setViewportSize(viewport);
      await expectToFit(page);
      const { width } = await chat.messages.first().boundingBox();
      expect(width).toBeLessThan(viewport.width);
      await expect(chat.send).toBeInViewport({ ratio: 1 });
      await chat.infoButton.click();
      await expect(chat.info).toBeVisible();
      await expectToFit(page);
      await page.keyboard.press('Escape');
      for (const address of ['#/chats', '#/contacts', '#/discover', '#/me', '#/me/profiles', '#/me/settings', '#/nonsense']) {
        await page.goto(`./${address}`);
        await expect(page.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
        await expectToFit(page);
      }
    });

    test('the form stays where it is when the homeserver has answered', async ({ page }) => {
      const gate = await Gate.open();
      const goOn = gate.delay('/versions');
      await page.goto('./#/sign-in');
      await page.getByRole('textbox', { name: 'Homeserver', exact: true }).fill(gate.url);
      const password = page.getByRole('textbox', { name: 'Password', exact: true });
      await password.fill('a word that is long enough');
      await expect(page.getByRole('status').getByText(/^Looking/).first()).toBeVisible();
      const before = await password.boundingBox();
      goOn();
      await expect(page.getByRole('region', { name: /^About / })).toBeVisible();
      const after = await password.boundingBox();
      // A finger that is on its way still meets what it aimed at.
      expect(Math.abs(after.y - before.y)).toBeLessThan(20);
      await gate.down();
    });

    test('nothing moves while the app starts', async ({ page, context }) => {
      const guide = await begin(page);
      await guide.say('Hello');
      await expect(guide.messages).toHaveCount(3);
      const chat = page.url();
      await page.close();
      for (const address of ['./', chat]) {
        const again = await context.newPage();
        await again.addInitScript(() => {
          globalThis.shifts = [];
          new PerformanceObserver((list) => {
            for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifts.push(value);
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await again.goto(address);
        const there = address === chat ? new Conversation(again).messages.last() : new House(again).row('Teahouse guide');
        await expect(there).toBeVisible();
        await expect.poll(() => marked(again)).toBe(true);
        const moved = await again.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));
        expect(moved, `${size}, ${address}`).toBeLessThan(0.05);
        await again.close();
      }
    });
  });
}

/** True once the app has said that its list or its chat was painted. */
function marked(page) {
  return page.evaluate(() => ['chats', 'timeline'].some((name) => performance.getEntriesByName(`teahouse:${name}`).length > 0));
}
