// Programs that run at the same time are in one page, and know nothing of each other.
import { expect, test } from '@playwright/test';
import { Shelf, xdc } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';

const LISTENS = `<!doctype html><p id="heard"></p><script>
  const heard = document.getElementById('heard');
  // What the app says by the widget API is of no interest.
  const note = (how) => ({ data }) => { if (data.action !== 'capabilities') heard.textContent += how + ' ' + (data.action ?? data) + '. '; };
  addEventListener('message', note('listener'), true);
  onmessage = note('handler');
</script>`;

/** Every window that can be reached: says something to each, if there is something to say, and gives their number. */
const reach = (word) => {
  const all = (window) => [window, ...Array.from({ length: window.length }, (_, at) => all(window[at])).flat()];
  const windows = all(top);
  if (word) for (const window of windows) window.postMessage(word, '*');
  return windows.length;
};

/** One that would hear, and takes away what it could be kept from it with. */
const WANTS = `<script>
  Object.defineProperty(MessageEvent.prototype, 'source', { get: () => window });
  Event.prototype.stopImmediatePropagation = () => {};
  const { addEventListener } = window;
  window.addEventListener = EventTarget.prototype.addEventListener = function (name, ...rest) {
    if (String(rest[0]).startsWith('({ data })')) addEventListener.call(this, name, ...rest);
  };
  setTimeout(() => { document.write(${JSON.stringify(LISTENS).replaceAll('</', '<\\/')}); document.close(); });
</script>`;

for (const [how, page] of [
  ['that listens', LISTENS],
  ['that does all to hear', WANTS],
]) {
  test(`a program ${how} hears nothing that another one says`, async ({ page: tab }) => {
    await begin(tab, 'Ada');
    const shelf = new Shelf(tab);
    await shelf.goto();
    await shelf.install(xdc({ 'index.html': page }, 'Listener'), 'Listener');
    await shelf.install(xdc({ 'index.html': '<h1>Whisperer</h1>' }, 'Whisperer'), 'Whisperer');
    const heard = (await shelf.open('Listener')).locator('#heard');
    await expect(heard).toBeAttached();
    const listener = await shelf.frame();
    // It does hear itself: the test can hear.
    await listener.evaluate(() => window.postMessage('self', '*'));
    await expect(heard).toHaveText('listener self. handler self.');
    await tab.getByRole('link', { name: 'Back', exact: true }).filter({ visible: true }).last().click();
    await expect((await shelf.open('Whisperer')).getByRole('heading')).toBeVisible();
    const whisperer = await shelf.frame();
    // The app, the room, both programs, and one that waits.
    await expect.poll(() => whisperer.evaluate(reach)).toBe(5);
    await whisperer.evaluate(reach, { api: 'toWidget', action: 'whisper' });
    await listener.evaluate(() => window.postMessage('later', '*'));
    await expect.poll(() => listener.evaluate(() => document.getElementById('heard').textContent)).toContain('handler later');
    expect(await listener.evaluate(() => document.getElementById('heard').textContent)).toBe('listener self. handler self. listener later. handler later. ');
  });
}
