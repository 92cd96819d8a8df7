// One's own code: read by a program that shares nothing with the app, in both themes, as it is shown, kept and printed.
import { expect, test } from '@playwright/test';
import { MyCode } from '../pages/codes.mjs';
import { House } from '../pages/house.mjs';
import { begin } from '../pages/welcome.mjs';
import { read } from '../zbar.mjs';

const sizes = { phone: { width: 360, height: 740 }, wide: { width: 1440, height: 900 } };

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, permissions: ['clipboard-read', 'clipboard-write'] });

      test('the code on the screen and the saved one say what the link says', async ({ page, baseURL }) => {
        await begin(page, 'Ada Lovelace');
        const code = await new MyCode(page).open();
        const link = await code.link.inputValue();
        expect(link).toMatch(new RegExp(`^${baseURL}join#[A-Za-z0-9_-]{40,120}$`));
        expect(await read(await page.screenshot())).toEqual([link]);
        const { name, png } = await code.saved();
        expect(name).toBe('teahouse-Ada-Lovelace.png');
        expect(png.readUInt32BE(16), 'the width in the header of the PNG').toBeGreaterThanOrEqual(1024);
        expect(await read(png)).toEqual([link]);
        await expect(page.getByRole('status').filter({ hasText: 'Picture saved' })).toBeVisible();
        await code.copy.click();
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
      });
    });
  }
}

test('the way leads from Me, and drawing the code is measured', async ({ page }) => {
  await begin(page);
  await page.goto('./#/me');
  await page.getByRole('link', { name: 'My code', exact: true }).click();
  const code = new MyCode(page);
  await expect(code.heading).toBeVisible();
  await expect(code.picture).toHaveAccessibleName('QR code: Ada');
  const [measure] = await page.evaluate(() => performance.getEntriesByType('measure').map(({ name, duration }) => ({ name, duration })));
  expect(measure.name).toBe('teahouse:code');
  await expect(new House(page).nav).toBeVisible();
});

test('on paper there is the code with its title, and nothing else', async ({ page }) => {
  await page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
  await begin(page);
  const code = await new MyCode(page).open();
  await code.print.click();
  expect(await page.evaluate(() => globalThis.printed)).toBe(true);
  const link = await code.link.inputValue();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(code.picture).toBeVisible();
  await expect(page.getByText('Ada', { exact: true }).filter({ visible: true })).toHaveCount(1);
  for (const gone of [code.heading, code.link, code.save]) await expect(gone).toBeHidden();
  expect(await read(await page.screenshot())).toEqual([link]);
});
