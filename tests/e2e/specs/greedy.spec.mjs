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
  // Neither does it hear the key that answers.
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
  const hog = `<p id="out">here</p><script>
    setTimeout(() => { const all = []; for (;;) all.push(Array.from({ length: 10000 }, (_, n) => ({ n, tea: 'tea' + n }))); }, 500);
  </script>`;
  const { shelf } = await open(page, hog);
  await expect(page.getByText('The program is not responding.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close program', exact: true }).click();
  await expect(shelf.link('Tea timer')).toBeVisible();
  await page.getByRole('link', { name: 'Chats', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Chats', exact: true }).first()).toBeVisible();
  await browser.close();
});
