// Most pages are fetched when one of them is first wanted.
import { expect, test } from '@playwright/test';
import { House } from '../pages/house.mjs';
import { begin } from '../pages/welcome.mjs';

const PAGES = /\/split_pages-/;

// It would fetch them ahead of everybody.
test.use({ serviceWorkers: 'block' });

test('the first page of all fetches them, and no other does again', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => PAGES.test(request.url()) && fetched.push(request.url()));
  await begin(page);
  expect(fetched).toEqual([]);
  const house = new House(page);
  for (const place of ['Me', 'Contacts', 'Discover', 'Me']) {
    await house.go(place);
    await expect(page.getByRole('heading', { level: 1, name: place, exact: true })).toBeFocused();
  }
  expect(fetched).toHaveLength(1);
});

test('pages that keep one waiting say so, and the keyboard is there when they come', async ({ page }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(PAGES, (route) => released.then(() => route.continue()));
  await begin(page);
  await new House(page).go('Me');
  await expect(page.getByRole('status').filter({ hasText: 'Opening' })).toBeVisible();
  release();
  await page.getByRole('link', { name: 'Settings', exact: true }).waitFor();
  await expect(page.getByRole('heading', { level: 1, name: 'Me', exact: true })).toBeFocused();
});

test('pages that do not come say so, and Try again brings them', async ({ page }) => {
  await page.route(PAGES, (route) => route.abort());
  await begin(page);
  const house = new House(page);
  await house.go('Me');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This page did not come');
  await page.unroute(PAGES);
  await alert.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).waitFor();
  await expect(page.getByRole('heading', { level: 1, name: 'Me', exact: true })).toBeFocused();
  await expect(alert).toHaveCount(0);
});

test('an address opens its page at once, and leaves the keyboard where it is', async ({ page }) => {
  await begin(page);
  await page.goto('about:blank');
  await page.goto('./#/me/settings');
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});
