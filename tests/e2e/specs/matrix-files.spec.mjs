// The engine of homeservers: nobody pays for it before it is wanted, and then it is kept like everything else.
import { expect, test } from '@playwright/test';
import { WHOLE, entry, kept, start, stem } from '../pages/matrix.mjs';
import { readyForOffline } from '../pages/offline.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

const NEXT = 'matrix-worker-0123456789abcdef.js';

/** Puts another version on the host, whose entry of the engine has another name. */
async function deploy(site) {
  const old = await entry(site);
  const renamed = (text) => text.replaceAll(old, NEXT);
  site.alias(NEXT, old);
  site.change('index.html', renamed);
  site.change('sw.js', (text) => renamed(text).replace(/const VERSION = "[^"]*"/, 'const VERSION = "next"'));
}

/** Looks for another version; gives what becomes of it. */
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker.state === 'installing') {
      await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    }
    return worker.state;
  });

/** What was asked of the host for the engine. */
const ofEngine = (site) => site.asked.filter((file) => WHOLE.includes(stem(file)));

/** A page of a site whose service worker is in force. */
async function visit(page) {
  const site = await Site.open();
  await begin(page, 'Ada', site.url);
  await readyForOffline(page);
  return site;
}

/** The only list there is. */
const only = async (page) => Object.values(await kept(page))[0];

test('who has no homeserver never fetches its engine, with a new version neither', async ({ page }) => {
  const site = await visit(page);
  await deploy(site);
  expect(await update(page)).toBe('installed');
  expect(Object.values(await kept(page))).toEqual([[], []]);
  expect(ofEngine(site)).toEqual([]);
  await site.down();
});

test('an engine that was started once is there without a network', async ({ page }) => {
  const site = await visit(page);
  await start(page);
  await expect.poll(() => only(page)).toEqual(WHOLE);
  expect(ofEngine(site).length).toBe(3);
  const files = ofEngine(site);
  await site.down();
  const statuses = await page.evaluate(
    (files) => Promise.all(files.map(async (file) => (await fetch(file)).status)),
    files,
  );
  expect(statuses).toEqual([200, 200, 200]);
});

test('an engine that started before the service worker did is kept too', async ({ page }) => {
  const site = await Site.open();
  await page.addInitScript(() => (localStorage['teahouse:home'] = `teahouse-matrix-${'0'.repeat(32)}`));
  await page.goto(site.url);
  await readyForOffline(page);
  await expect.poll(() => only(page)).toEqual(WHOLE);
  await site.down();
});

test('a new version brings its own engine, and fetches only what changed', async ({ page }) => {
  const site = await visit(page);
  await start(page);
  await expect.poll(() => only(page)).toEqual(WHOLE);
  await deploy(site);
  site.asked.length = 0;
  expect(await update(page)).toBe('installed');
  expect(Object.values(await kept(page))).toEqual([WHOLE, WHOLE]);
  expect(ofEngine(site)).toEqual([`/${NEXT}`]);
  await site.down();
});

test('a version whose engine cannot be fetched is no version', async ({ page }) => {
  const site = await visit(page);
  await start(page);
  await expect.poll(() => only(page)).toEqual(WHOLE);
  await deploy(site);
  site.alias(NEXT, 'there-is-no-such-file.js');
  expect(await update(page)).toBe('redundant');
  expect((await kept(page))['teahouse-next'] ?? []).toEqual([]);
  await site.down();
});

test('an engine that came to be wanted while a new version waited comes along', async ({ page }) => {
  const site = await visit(page);
  await deploy(site);
  expect(await update(page)).toBe('installed');
  await start(page);
  await expect.poll(async () => Object.values(await kept(page)).map((files) => files.length).sort()).toEqual([0, 3]);
  await page.evaluate(async () => {
    const changed = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
    (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: 'activate' });
    await changed;
  }).catch(() => {});
  await expect.poll(() => kept(page).catch(() => ({}))).toEqual({ 'teahouse-next': ['engine_matrix', 'engine_matrix_bg'] });
  await site.down();
});

for (const home of ['teahouse-matrix-', `teahouse-matrix-${'0'.repeat(33)}`, `x-teahouse-matrix-${'a'.repeat(32)}`, 'teahouse-local']) {
  test(`a home called ${home} is none`, async ({ page }) => {
    const site = await Site.open();
    await page.addInitScript((home) => (localStorage['teahouse:home'] = home), home);
    await page.goto(site.url);
    await readyForOffline(page);
    expect(site.asked.map(stem)).toContain('engine-worker');
    expect(ofEngine(site)).toEqual([]);
    await site.down();
  });
}

test('only the engine of homeservers may talk to other hosts', async ({ page }) => {
  await page.goto('./');
  /** What the policy of a place refuses of these addresses; the last it always does, so that the wait has an end. */
  const refused = async (addresses) => {
    const refusals = new Set();
    const all = new Promise((done) =>
      globalThis.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
        refusals.add(blockedURI);
        if (blockedURI === addresses.at(-1)) done();
      }),
    );
    for (const address of addresses) await fetch(address, { mode: 'no-cors' }).catch(() => {});
    await all;
    return [...refusals];
  };
  const worker = async (name) => {
    const started = page.waitForEvent('worker');
    await page.evaluate((name) => {
      const url = document.querySelector(`meta[name=${name}]`).content;
      (globalThis.workers ??= []).push(new Worker(url, { type: 'module' }));
    }, name);
    return started;
  };
  // Nothing answers at any of them.
  const addresses = ['https://tea.invalid/', 'http://127.0.0.1:9/', 'http://localhost:9/', 'http://tea.invalid/'];
  const matrix = await worker('teahouse-engine-matrix');
  expect(await matrix.evaluate(refused, addresses)).toEqual(addresses.slice(-1));
  for (const name of ['teahouse-engine-local', 'teahouse-part-scanner']) {
    const near = await worker(name);
    expect(await near.evaluate(refused, addresses), name).toEqual(addresses);
  }
  expect(await page.evaluate(refused, addresses)).toEqual(addresses);
});
