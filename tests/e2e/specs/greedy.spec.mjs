// What a program may take that no policy keeps from it: the keyboard, and all the memory there is.
import { chromium, expect, test } from '@playwright/test';
import { chromeArgs, chromePath } from '../chrome.mjs';
import { Shelf, mini } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';

async function open(page, html, wants) {
  await begin(page, 'Ada');
  const shelf = new Shelf(page);
  await shelf.goto();
  await shelf.install(mini({ 'index.html': html }, { wants }), 'Tea timer');
  return { shelf, program: await shelf.open('Tea timer') };
}

test('a program that grasps at the keyboard does not hear what is typed into a question of the app', async ({ page }) => {
  const grasps = `<input id="trap"><p id="out">not yet</p><button id="ask">Ask</button><script>
    addEventListener('keydown', ({ key }) => { out.textContent = 'heard ' + key; });
    ask.onclick = () => {
      webxdc.sendToChat({ text: 'Tea' }).catch(() => {});
      setInterval(() => { window.focus(); trap.focus(); trap.select(); }, 1);
      out.textContent = 'grasping';
    };
  </script>`;
  const { program } = await open(page, grasps, [{ name: 'share' }]);
  await program.getByRole('button', { name: 'Ask' }).click();
  await expect(program.locator('#out')).toHaveText('grasping');
  const sheet = page.getByRole('dialog', { name: 'Permissions for Tea timer' });
  const field = sheet.getByRole('searchbox');
  await field.click();
  await page.keyboard.type('my secret', { delay: 20 });
  await expect(field).toHaveValue('my secret');
  await expect(field).toBeFocused();
  // Neither does it hear the key that answers; the first one would empty the field.
  await field.clear();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(program.locator('#out')).toHaveText('grasping');
  await expect(program.locator('#trap')).toHaveValue('');
});

test('a program that takes all memory ends, and nothing else does', async ({ baseURL }) => {
  // A small heap is full soon, and takes nothing from the rest of the machine.
  const args = [...chromeArgs, '--js-flags=--max-old-space-size=64'];
  const browser = await chromium.launch({ executablePath: chromePath, args });
  const page = await (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage();
  // For the tool the page is over when a frame of it is, so it is asked past the tool.
  const session = await page.context().newCDPSession(page);
  const app = async (expression) => (await session.send('Runtime.evaluate', { expression })).result.value;
  const hog = `<p id="out">here</p><script>
    setTimeout(() => { const all = []; for (;;) all.push(Array.from({ length: 10000 }, (_, n) => ({ n, tea: 'tea' + n }))); }, 500);
  </script>`;
  await open(page, hog);
  const says = () => app('document.body.innerText');
  await expect.poll(says, { timeout: 30_000 }).toContain('The program is not responding.');
  await app('[...document.querySelectorAll("button")].find((it) => it.textContent === "Close program").click()');
  await expect.poll(says).toContain('Install from file');
  await app('document.querySelector("nav a[href=\'#/chats\']").click()');
  await expect.poll(says).toContain('Teahouse guide');
  await browser.close();
});
