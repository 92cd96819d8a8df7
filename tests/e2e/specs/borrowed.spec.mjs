// What some browsers lend and this one does not: a reader of codes of their own, and a way to share. Both are played here.
import { expect, test } from '@playwright/test';
import { MyCode, Scan } from '../pages/codes.mjs';
import { Group, Join, household, newGroup, tab } from '../pages/group.mjs';
import { begin } from '../pages/welcome.mjs';
import { read } from '../zbar.mjs';

const TITLE = 'Lantern Street';

test('where the browser reads codes itself, it is asked and our reader is not fetched', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.BarcodeDetector = class {
      static getSupportedFormats = async () => ['ean_13', 'qr_code'];
      constructor(options) {
        globalThis.asked = options;
      }
      detect = async () => [{ rawValue: 'https://tea.example/menu' }];
    };
  });
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await begin(page);
  const { png } = await (await new MyCode(page).open()).saved();
  const scan = await new Scan(page).open();
  await scan.choose(png);
  await expect(page.getByText('https://tea.example/menu')).toBeVisible();
  expect(await page.evaluate(() => globalThis.asked)).toEqual({ formats: ['qr_code'] });
  expect(fetched.filter((url) => /scanner_bg/.test(url))).toEqual([]);
});

test('where the browser shares, it gets the title and the link of a group', async ({ page }) => {
  await page.addInitScript(() => {
    Navigator.prototype.share = async (data) => {
      globalThis.shared = { title: data.title, url: data.url };
    };
  });
  await household(page, ['Mei']);
  await newGroup(page, TITLE, ['Mei']);
  const group = await new Group(page).open();
  await group.picture(TITLE);
  const link = await group.link.inputValue();
  await group.code.getByRole('button', { name: 'Share', exact: true }).click();
  await expect.poll(() => page.evaluate(() => globalThis.shared)).toEqual({ title: TITLE, url: link });
});

test('the saved picture of a group is read by another program, until the group is dissolved', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, TITLE, ['Mei']);
  const group = await new Group(page).open();
  await group.picture(TITLE);
  const link = await group.link.inputValue();
  const { png } = await new MyCode(page).saved();
  expect(await read(png)).toEqual([link]);
  await group.closeCode();
  await group.dissolve();
  const zhou = await tab(page, 'Zhou');
  await expect(await new Join(zhou).refusal(link)).toContainText('dissolved by its owner');
});
