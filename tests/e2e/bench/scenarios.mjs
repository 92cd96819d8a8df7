// What is measured. Times are in milliseconds since the navigation began, unless they say otherwise.
// The app sets the marks teahouse:shell, :chats and :timeline, each after the paint.

import { MB, settledMemory } from './memory.mjs';

const MARK_TIMEOUT = 60_000;

/** Collects long tasks from the very start of each page. */
export async function prepare(context) {
  context.setDefaultTimeout(MARK_TIMEOUT);
  await context.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) globalThis.longTasks.push({ startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** A browser that was never here: to the welcome; then signs up on the device, for what follows. */
export async function firstVisit(context) {
  const page = await context.newPage();
  await page.goto('./');
  const shell = await mark(page, 'shell');
  await page.getByRole('button', { name: 'Start on this device' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  // What follows is about a person who has been here: the worker must have finished installing.
  await workerInstalled(page);
  await page.close();
  return { 'first visit: welcome': shell };
}

/** A profile on the device, but nothing of the site in any cache. */
export async function measureCold(context) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  // The caches belong to the origin: clearing them must not touch what the person has stored.
  const origin = new URL(process.env.TEAHOUSE_URL).origin;
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'service_workers,cache_storage' });
  await devtools.send('Network.clearBrowserCache');
  const times = await startAtChats(page);
  const memory = await memoryOf(page, devtools);
  await workerInstalled(page);
  await page.close();
  return { ...named('cold', times), ...memory };
}

/** The same person again, from the service worker. */
export async function measureWarm(context) {
  const page = await context.newPage();
  const times = await startAtChats(page);
  const controlled = await page.evaluate(() => Boolean(navigator.serviceWorker?.controller));
  await page.close();
  if (!controlled) console.warn('The service worker did not serve the warm start.');
  return named('warm', times);
}

/** From the tap on a chat to its painted timeline, in a page that is at rest. */
export async function measureOpening(context) {
  const page = await context.newPage();
  await startAtChats(page);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve())));
  const link = page.getByRole('list', { name: 'Chats' }).getByRole('link').first();
  await link.waitFor();
  await page.evaluate(() => {
    performance.clearMarks();
    // The tap as the page sees it, so that the time of the remote control does not count.
    const note = (event) => (globalThis.tapped ??= event.timeStamp);
    addEventListener('pointerdown', note, { capture: true, once: true });
  });
  await link.click();
  const painted = await mark(page, 'timeline');
  const tapped = await page.evaluate(() => globalThis.tapped);
  await page.close();
  return { 'tap to timeline': painted - tapped };
}

/** Waits for the service worker, but not for ever: a site without one can be measured too. */
export async function workerInstalled(page) {
  await page.evaluate(() => {
    const enough = new Promise((resolve) => setTimeout(resolve, 15_000));
    return Promise.race([navigator.serviceWorker?.ready.then(() => {}), enough]);
  });
}

async function startAtChats(page) {
  await page.goto('./');
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.waitFor();
  const list = page.getByRole('list', { name: 'Chats' });
  if ((await list.count()) === 0) await main.getByRole('link', { name: /^Chats/ }).click();
  const chats = await mark(page, 'chats');
  return { shell: await mark(page, 'shell'), chats, blocking: await blockingSince(page, 0, chats) };
}

/** How long tasks kept the page from answering that began in a span of time: what each has beyond 50 ms. */
export async function blockingSince(page, since, until) {
  return page.evaluate(
    ([since, until]) => {
      const tasks = globalThis.longTasks.filter((task) => task.startTime >= since && task.startTime < until);
      return tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
    },
    [since, until],
  );
}

/** The first mark of this name. */
export async function mark(page, name) {
  const entry = `teahouse:${name}`;
  try {
    await page.waitForFunction((entry) => performance.getEntriesByName(entry).length > 0, entry, { timeout: MARK_TIMEOUT });
  } catch (error) {
    throw new Error(`The app never set the mark ${entry}.`, { cause: error });
  }
  return page.evaluate((entry) => performance.getEntriesByName(entry)[0].startTime, entry);
}

/** The page's heap, and the private memory of all renderers, after a collection. */
async function memoryOf(page, devtools) {
  const renderers = (await settledMemory(page)) / MB;
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const heap = metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  return { 'JS heap of the page, MB': heap / MB, 'renderers, private, MB': renderers };
}

function named(start, times) {
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [`${start}: ${name}`, value]));
}
