// Language and theme: at once, everywhere, and again next time.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { Welcome, begin } from '../pages/welcome.mjs';

const chineseNav = (page) => page.getByRole('navigation', { name: '主导航', exact: true });

/** Opens the settings. */
async function settings(page) {
  await new House(page).go('Me');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
}

test('the settings change the language of everything at once, and it stays', async ({ page }) => {
  await begin(page);
  await settings(page);
  await page.getByRole('radio', { name: '简体中文', exact: true }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  for (const name of ['聊天', '联系人', '发现', '我']) {
    await expect(chineseNav(page).getByRole('link', { name, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: '设置', exact: true })).toBeVisible();
  await expect(new House(page).nav).toHaveCount(0);
  await chineseNav(page).getByRole('link', { name: '聊天', exact: true }).click();
  await page.getByRole('list', { name: '聊天', exact: true }).getByRole('link', { name: /^茶馆向导/ }).click();
  await expect(page.getByRole('log', { name: '消息', exact: true }).getByRole('article')).toContainText('我是');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(chineseNav(page)).toBeVisible();
  await expect(page).toHaveTitle('茶馆向导 · Teahouse');
});

test('the welcome changes its language at once, and it stays', async ({ page }) => {
  await page.goto('./');
  await expect(new Welcome(page).start).toBeVisible();
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
  await expect(page.getByRole('button', { name: '在本机开始使用', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.reload();
  await expect(page.getByRole('button', { name: '在本机开始使用', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await expect(new Welcome(page).start).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a change of language keeps what is being written', async ({ page }) => {
  const guide = await begin(page);
  await guide.field.fill('Half a thought');
  await settings(page);
  await page.getByRole('radio', { name: '简体中文', exact: true }).check();
  await chineseNav(page).getByRole('link', { name: '聊天', exact: true }).click();
  await page.getByRole('list', { name: '聊天', exact: true }).getByRole('link', { name: /^茶馆向导，草稿：Half a thought/ }).click();
  await expect(page.getByRole('textbox', { name: '消息', exact: true })).toHaveValue('Half a thought');
});

test.describe('in a browser that asks for Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the app begins in Chinese, and the guide answers in it', async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await page.getByRole('button', { name: '在本机开始使用', exact: true }).click();
    await page.getByRole('textbox', { name: '你的名字', exact: true }).fill('小梅');
    await page.getByRole('button', { name: '继续', exact: true }).click();
    await page.getByRole('textbox', { name: '消息', exact: true }).fill('谢谢！');
    await page.keyboard.press('Enter');
    const messages = page.getByRole('log', { name: '消息', exact: true }).getByRole('article');
    await expect(messages).toHaveCount(3);
    await expect(messages.nth(1)).toContainText('已发送');
    await expect(messages.last()).toContainText(/[\u4e00-\u9fff]{4}/);
    await expect(messages.last()).not.toContainText(/[A-Za-z]{4}/);
  });
});

test.describe('the theme', () => {
  test.use({ colorScheme: 'dark' });

  test('follows the device until somebody chooses, and the choice is there before the app is', async ({ page }) => {
    await begin(page);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await settings(page);
    await page.getByRole('radio', { name: 'Light', exact: true }).check();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect.poll(background).not.toBe(dark);
    const light = await background();
    await page.reload({ waitUntil: 'commit' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    // Until the styles are there nothing has a colour, and nothing is drawn.
    await expect.poll(background).not.toBe('rgba(0, 0, 0, 0)');
    expect(await background()).toBe(light);
    await page.getByRole('radio', { name: 'System', exact: true }).check();
    await expect(page.locator('html')).not.toHaveAttribute('data-theme');
    await expect.poll(background).toBe(dark);
    await expect(new Conversation(page).log).toHaveCount(0);
  });
});
