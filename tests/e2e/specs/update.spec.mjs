// A new version waits until somebody says yes, and then all tabs have it: never two versions at once.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { runningEngines } from '../pages/engine.mjs';
import { readyForOffline } from '../pages/offline.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

/** Puts another version on the host: another page that names another engine, and a service worker that knows both. */
async function deploy(site) {
  const page = await site.text('index.html');
  const engine = /content="\.\/(engine-worker[^"]*)"/.exec(page)[1];
  const renamed = (text) => text.replaceAll(engine, 'engine-worker-next.js');
  site.alias('engine-worker-next.js', engine);
  site.change('index.html', (text) => renamed(text).replace('<title>', '<meta name="test-version" content="next"><title>'));
  site.change('sw.js', (text) => renamed(text).replace(/const VERSION = "[^"]*"/, 'const VERSION = "next"'));
}

const version = (page) => page.evaluate(() => document.querySelector('meta[name=test-version]')?.content ?? 'first');

/** The line that tells of a new version, where it can be seen. */
const prompt = (page) => page.getByRole('status').filter({ hasText: 'A new version of Teahouse is ready.' });

test('a new version asks, waits, and comes to all tabs together', async ({ page, context, browser }) => {
  const site = await Site.open();
  const guide = await begin(page, 'Ada', site.url);
  await readyForOffline(page);
  await deploy(site);
  await page.evaluate(() => (globalThis.notReloaded = true));
  await guide.field.fill('Half a thought');

  // Whoever comes now gets the old version whole, and the browser finds the new one.
  const second = await context.newPage();
  await second.goto(site.url);
  await expect(prompt(second)).toBeVisible();
  await expect(prompt(page)).toBeVisible();
  expect(await version(second)).toBe('first');
  expect(await page.evaluate(() => globalThis.notReloaded)).toBe(true);
  await expect(guide.field).toHaveValue('Half a thought');
  const [before, ...others] = await runningEngines(browser);
  expect(others).toEqual([]);
  expect(before).not.toContain('next');

  await prompt(second).getByRole('button', { name: 'Update now', exact: true }).click();
  await expect.poll(() => version(second).catch(() => 'loading')).toBe('next');
  await expect.poll(() => version(page).catch(() => 'loading')).toBe('next');
  await expect(guide.field).toHaveValue('Half a thought');
  await guide.field.press('Enter');
  await expect(guide.message('Half a thought')).toContainText('Sent');
  await expect(prompt(page)).toHaveCount(0);
  await expect.poll(() => runningEngines(browser)).toEqual([`${site.url}engine-worker-next.js`]);
  await site.down();
});

test('who does not want the new version now gets it at a later start', async ({ page, context }) => {
  const site = await Site.open();
  await begin(page, 'Ada', site.url);
  await readyForOffline(page);
  await deploy(site);
  await page.reload();
  await expect(prompt(page)).toBeVisible();
  await prompt(page).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(prompt(page)).toHaveCount(0);
  await new Conversation(page).say('Still the old one');
  expect(await version(page)).toBe('first');
  await page.close();
  const later = await context.newPage();
  await expect
    .poll(async () => {
      await later.goto(`${site.url}404.html`);
      await later.goto(site.url);
      return version(later);
    })
    .toBe('next');
  await site.down();
});
