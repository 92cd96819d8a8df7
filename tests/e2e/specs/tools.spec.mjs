// The programs that ship: each is had in one step and starts, and what one does in a chat the others see.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { household, windowOf } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { writeTo } from '../pages/profiles.mjs';
import { Shelf } from '../pages/programs.mjs';
import { STORIES, play, sendTool } from '../pages/tools.mjs';
import { begin } from '../pages/welcome.mjs';

const NAMES = STORIES.map(({ name }) => name);
/** What each is called in Chinese, in the same order, and what stands at the top of its first page. */
const CHINESE = [
  ['投票', '问问大家'],
  ['清单', '清单'],
  ['分账', '分账'],
  ['预约', '开放预约'],
  ['小店', '开一家小店'],
  ['五子棋', '五子棋'],
];

test('each program that ships is had in one step, and starts', async ({ page }) => {
  await begin(page, 'Ada');
  const shelf = new Shelf(page);
  for (const name of NAMES) {
    await shelf.goto();
    await page.getByRole('button', { name: `Get ${name}`, exact: true }).click();
    await expect(page.getByText(`${name} is installed.`, { exact: true })).toBeVisible();
    const program = await shelf.open(name);
    await expect(program.getByRole('heading').first()).toBeVisible();
    await expect(program.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await shelf.goto();
  await expect(shelf.list.getByRole('listitem')).toHaveCount(NAMES.length);
  await expect(page.getByRole('heading', { name: 'From Teahouse' })).toHaveCount(0);
});

test('each program that ships speaks Chinese where the app does', async ({ page }) => {
  await begin(page, 'Ada');
  await page.evaluate(() => localStorage.setItem('teahouse:locale', 'zh-Hans'));
  await page.reload();
  const shelf = new Shelf(page);
  for (const [at, [name, heading]] of CHINESE.entries()) {
    await page.goto('./#/discover/programs');
    await page.getByRole('button', { name: `获取${name}`, exact: true }).click();
    await page.getByRole('link', { name: `打开 ${NAMES[at]}`, exact: true }).click();
    const program = await shelf.running(NAMES[at]);
    await expect(program.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(program.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  }
});

for (const tool of STORIES) {
  test(`in a chat of this device, ${tool.does}`, async ({ page }) => {
    await household(page, ['Mei']);
    const chat = await writeTo(page, 'Mei');
    await sendTool(chat, tool.name);
    const mei = await windowOf(page, 'Mei');
    await new House(mei).row('Ada').click();
    await play(tool, [page, mei]);
    // None of it is a message.
    for (const each of [chat, new Conversation(mei)]) await expect(each.messages).toHaveCount(1);
  });
}
