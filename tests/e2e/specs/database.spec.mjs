// `indexedDB` of programs: to a page it is what the browser's own is to an ordinary page, and it is kept in the shelf.
import { expect, test } from '@playwright/test';
import { everything, story } from '../pages/database.mjs';
import { shelf, xdc } from '../pages/programs.mjs';

const KEEPER = xdc({ 'index.html': '<!doctype html><title>Keeper</title><p id="here">here</p><script>window.keeps = indexedDB;</script>' }, 'Keeper');

async function keeper(page) {
  const programs = await shelf(page);
  await programs.install(KEEPER, 'Keeper');
  await expect((await programs.open('Keeper')).locator('#here')).toBeVisible();
  return programs;
}

test('a program sees what an ordinary page sees, step by step, and finds it again', async ({ page, context }) => {
  const ordinary = await context.newPage();
  await ordinary.goto('./');
  const expected = await ordinary.evaluate(story);
  expect(expected.length).toBeGreaterThan(60);
  const kept = await ordinary.evaluate(everything);
  await ordinary.close();

  const programs = await keeper(page);
  expect(await (await programs.frame()).evaluate(story)).toEqual(expected);
  await page.reload();
  await expect((await programs.running('Keeper')).locator('#here')).toBeVisible();
  expect(await (await programs.frame()).evaluate(everything)).toBe(kept);
});

test('what does not fit takes its transaction back and says so, and what was there stays', async ({ page }) => {
  const programs = await keeper(page);
  const frame = await programs.frame();
  const told = await frame.evaluate(async () => {
    const open = indexedDB.open('tea');
    open.onupgradeneeded = () => open.result.createObjectStore('a');
    const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
    const put = (text, key) =>
      new Promise((resolve) => {
        const it = db.transaction('a', 'readwrite');
        it.objectStore('a').put(text, key);
        it.oncomplete = () => resolve('kept');
        it.onabort = () => resolve(it.error.name);
      });
    const said = [await put('small', 1)];
    for (let key = 2; key <= 4; key += 1) said.push(await put('x'.repeat(4_000_000), key));
    return said;
  });
  expect(told).toEqual(['kept', 'kept', 'kept', 'QuotaExceededError']);
  await page.reload();
  await expect((await programs.running('Keeper')).locator('#here')).toBeVisible();
  const there = await (await programs.frame()).evaluate(async () => {
    const open = indexedDB.open('tea');
    const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
    const keys = db.transaction('a').objectStore('a').getAllKeys();
    return new Promise((resolve) => (keys.onsuccess = () => resolve(keys.result)));
  });
  expect(there).toEqual([1, 2, 3]);
});
