// Mini-programs: from the tap to the first thing that the program paints, what a program that hangs does to the app, and
// how long it takes until a thousand updates are heard.
import { Shelf, xdc } from '../pages/programs.mjs';
import { MB, settledMemory } from './memory.mjs';

const UPDATES = 1_000;

const SLOW = xdc(
  {
    'index.html': '<!doctype html><h1>Busy</h1><script src="main.js"></script>',
    'main.js': `addEventListener('load', () => setTimeout(() => { const end = Date.now() + 3000; while (Date.now() < end); document.title = 'done'; }, 500));`,
  },
  'Busy',
);

const MANY = xdc(
  {
    'index.html': '<!doctype html><h1 id="count">0</h1><script src="main.js"></script>',
    'main.js': `let heard = 0;
      const start = performance.now();
      webxdc.setUpdateListener(() => {
        if (++heard === ${UPDATES}) document.getElementById('count').textContent = String(performance.now() - start);
      }, 0);`,
  },
  'Many',
);

/** Programs that ship, each to be opened beside the one before. */
const FURTHER = ['Poll', 'Split a bill', 'Appointments'];

/** Installs what is measured, and measures it. */
export async function measurePrograms(context) {
  const page = await context.newPage();
  const shelf = new Shelf(page);
  await shelf.goto('./');
  for (const name of ['Checklist', ...FURTHER]) {
    await page.getByRole('button', { name: `Get ${name}`, exact: true }).click();
    await shelf.link(name).waitFor();
  }
  await shelf.install(SLOW, 'Busy');
  await shelf.install(MANY, 'Many');
  await page.reload();
  const results = {
    'tap to program painted, cold': await opened(page, shelf, 'Checklist'),
    'tap to program painted, in the warm frame': await opened(page, shelf, FURTHER[0]),
    'tap to program shown again': await shownAgain(page, shelf, FURTHER[0]),
    'renderers, private, each further program, MB': await further(page, shelf),
    'longest pause of the app while a program hangs': await pause(page, shelf),
    '1,000 updates heard': await replayed(page, shelf),
  };
  await page.close();
  return results;
}

/** The list, once nothing else is to be done. */
async function atRest(page, shelf, name) {
  await shelf.goto('./');
  await shelf.link(name).waitFor();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve())));
}

/** Taps on a program; when that was comes from `tapped`. */
async function tap(page, shelf, name) {
  await page.evaluate(() => {
    globalThis.tapped = undefined;
    const note = (event) => (globalThis.tapped = performance.timeOrigin + event.timeStamp);
    addEventListener('pointerdown', note, { capture: true, once: true });
  });
  await shelf.link(name).click();
}

const tapped = (page) => page.evaluate(() => globalThis.tapped);

/** A program that does not run yet. */
async function opened(page, shelf, name) {
  await atRest(page, shelf, name);
  await tap(page, shelf, name);
  const frame = await shelf.frame();
  const painted = await frame.evaluate(
    () =>
      new Promise((resolve) => {
        const seen = (entries) => entries.find(({ name }) => name === 'first-contentful-paint');
        new PerformanceObserver((list) => {
          const entry = seen(list.getEntries());
          if (entry) resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  return painted - (await tapped(page));
}

/** A program that was left, and is in the page. What is out of sight draws no frames: the next one is that after the tap. */
async function shownAgain(page, shelf, name) {
  const frame = await shelf.frame();
  await atRest(page, shelf, name);
  const drawn = frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))));
  await tap(page, shelf, name);
  return (await drawn) - (await tapped(page));
}

/** What two more programs take, which go on beside those that are there. */
async function further(page, shelf) {
  const before = await settledMemory(page);
  for (const name of FURTHER.slice(1)) await opened(page, shelf, name);
  return ((await settledMemory(page)) - before) / (FURTHER.length - 1) / MB;
}

async function pause(page, shelf) {
  await shelf.goto('./');
  await shelf.link('Busy').click();
  const frame = await shelf.frame();
  const longest = page.evaluate(async () => {
    let [last, most] = [performance.now(), 0];
    const end = last + 3_500;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const now = performance.now();
      most = Math.max(most, now - last - 5);
      last = now;
    }
    return most;
  });
  await frame.waitForFunction(() => document.title === 'done');
  return longest;
}

async function replayed(page, shelf) {
  await shelf.goto('./');
  // Put where the shelf keeps them, before it has read them.
  await page.evaluate(async (count) => {
    const open = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
    const database = await open(indexedDB.open('teahouse-shelf'));
    const transaction = database.transaction(['programs', 'values'], 'readwrite');
    const programs = await open(transaction.objectStore('programs').getAll());
    const { owner, id: program } = programs.find(({ version }) => version.manifest.name === 'Many');
    for (let number = 1; number <= count; number += 1) {
      const key = `p/u:${String(number).padStart(10, '0')}`;
      transaction.objectStore('values').put({ owner, program, key, value: `- {"payload":{"op":"add","text":"Thing ${number}"},"summary":"${number}"}` });
    }
    await new Promise((done) => Object.assign(transaction, { oncomplete: done }));
    database.close();
  }, UPDATES);
  await shelf.link('Many').click();
  const frame = await shelf.frame();
  await frame.waitForFunction(() => document.getElementById('count')?.textContent !== '0');
  return Number(await frame.locator('#count').textContent());
}
