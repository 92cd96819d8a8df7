// Nothing that was written is lost or doubled when the page or the engine ends in the middle.
import { expect, test } from '@playwright/test';
import { LOCAL, killEngine, trapEngines } from '../pages/engine.mjs';
import { addProfile, writeTo } from '../pages/profiles.mjs';
import { begin } from '../pages/welcome.mjs';

test('a page that is loaded again right after Enter has sent its message once', async ({ page }) => {
  const guide = await begin(page);
  for (const text of ['First', 'Second', 'Third', 'Fourth', 'Fifth']) {
    await guide.field.fill(text);
    await guide.field.press('Enter');
    await page.reload();
    await expect(guide.message(text)).toContainText('Sent');
    await expect(guide.words(text)).toHaveCount(1);
    await expect(guide.field).toHaveValue('');
  }
});

test('two hundred messages arrive once and in order though the engine is killed three times', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const all = Array.from({ length: 200 }, (_, index) => `Number ${index + 1}.`);
  await begin(page, 'Ada');
  await addProfile(page, 'Ben');
  const chat = await writeTo(page, 'Ben');
  for (const [index, text] of all.entries()) {
    await chat.field.fill(text);
    await chat.field.press('Enter');
    // The kill falls between the keystroke and the answer, which nobody waits for here.
    if ([40, 97, 163].includes(index)) expect(await killEngine(browser)).toBe(1);
    await expect(chat.field).toHaveValue('');
  }
  await expect(chat.message('Number 200.')).toContainText('Sent');
  await chat.showAll();
  expect(await numbers(chat)).toEqual(all);
  await expect(chat.messages.filter({ hasNotText: 'Sent' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.reload();
  await expect(chat.message('Number 200.')).toContainText('Sent');
  await chat.showAll();
  await expect(chat.messages).toHaveCount(200);
  expect(await numbers(chat)).toEqual(all);
  expect(errors).toEqual([]);
});

test('after the engine was killed the guide still answers, in the same page', async ({ page, browser }) => {
  const guide = await begin(page);
  expect(await killEngine(browser)).toBe(1);
  await guide.say('Thank you');
  await expect(guide.message('Thank you')).toContainText('Sent');
  await expect(guide.messages.last()).toContainText('The kettle stays on.');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an engine that fails in itself is replaced, in the same page', async ({ page }) => {
  const guide = await begin(page);
  expect(await trapEngines(page, LOCAL)).toBe(1);
  await guide.say('Thank you');
  await expect(guide.message('Thank you')).toContainText('Sent');
  await expect(guide.messages.last()).toContainText('The kettle stays on.');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

/** What the messages say, in their order on the screen. */
async function numbers(chat) {
  const texts = await chat.messages.allTextContents();
  return texts.map((text) => /Number \d+\./.exec(text)?.[0]);
}
