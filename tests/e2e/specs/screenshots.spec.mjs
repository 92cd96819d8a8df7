// The main states in every size and both themes; with TEAHOUSE_LOOKS=1 also as pictures, to look at.
// With TEAHOUSE_SHOTS=1 also those of the README and of the manifest, which are part of the repository.
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { picture } from '../looks.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { Group, Join, enter, household, newGroup, tab } from '../pages/group.mjs';
import { expectToFit, sizes } from '../pages/screen.mjs';
import { openChat, tellStory } from '../pages/story.mjs';
import { writeTo } from '../pages/profiles.mjs';
import { Card } from '../pages/cards.mjs';
import { Shelf, choose, mini, xdc } from '../pages/programs.mjs';
import { answer, ask } from '../pages/tools/poll.mjs';
import { Welcome, begin } from '../pages/welcome.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test.use({ contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 1, viewport: sizes.wide });

const PLACES = {
  contacts: '#/contacts',
  discover: '#/discover',
  me: '#/me',
  profiles: '#/me/profiles',
  settings: '#/me/settings',
  'not-found': '#/nonsense',
};

/** Takes the screen in every size and both themes. */
async function shoot(page, screen, language) {
  // Nothing looks touched.
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await expectToFit(page);
      await picture(page, `${screen}-${size}-${colorScheme}-${language}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes.wide);
}

async function keep(page, size, file) {
  await page.mouse.move(0, 0);
  await page.setViewportSize(sizes[size]);
  await page.screenshot({ path: `${root}${file}`, caret: 'hide' });
  await page.setViewportSize(sizes.wide);
}

test('before somebody is in', async ({ page }) => {
  test.setTimeout(120_000);
  const welcome = new Welcome(page);
  await page.goto('./');
  await expect(welcome.start).toBeVisible();
  await shoot(page, 'welcome', 'en');
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
  await expect(page.getByRole('button', { name: '在本机开始使用', exact: true })).toBeVisible();
  await shoot(page, 'welcome', 'zh');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await welcome.start.click();
  await welcome.continue.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, 'start-error', 'en');
  await page.goto('./#/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await shoot(page, 'sign-in', 'en');
});

test('a household that talks', async ({ page }) => {
  test.setTimeout(240_000);
  await tellStory(page);
  await shoot(page, 'chats', 'en');
  await openChat(page, 'Mei');
  const chat = new Conversation(page);
  await expect(chat.messages).toHaveCount(7);
  await shoot(page, 'chat', 'en');
  if (process.env.TEAHOUSE_SHOTS === '1') {
    await keep(page, 'wide', 'docs/screenshot.png');
    await keep(page, 'wide', 'public/screenshots/wide-light.png');
    await page.goto('./#/chats');
    await keep(page, 'phone', 'public/screenshots/phone-light.png');
    await openChat(page, 'Mei');
  }
  await chat.infoButton.click();
  await expect(chat.info).toBeVisible();
  await shoot(page, 'chat-info', 'en');
  await page.keyboard.press('Escape');
  await openChat(page, 'Teahouse guide');
  await chat.say('/fail');
  await expect(chat.message('/fail').getByRole('alert')).toBeVisible();
  await shoot(page, 'failed', 'en');
  for (const [screen, address] of Object.entries(PLACES)) {
    await page.goto(`./${address}`);
    await expect(page.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
    await shoot(page, screen, 'en');
  }
  await page.goto('./#/me/settings');
  await page.getByRole('radio', { name: '简体中文', exact: true }).check();
  await shoot(page, 'settings', 'zh');
  await page.goto('./#/chats');
  const list = page.getByRole('list', { name: '聊天', exact: true });
  await expect(list.getByRole('link')).toHaveCount(4);
  await shoot(page, 'chats', 'zh');
  await list.getByRole('link', { name: /^Mei/ }).click();
  await expect(page.getByRole('log', { name: '消息', exact: true }).getByRole('article')).toHaveCount(7);
  await shoot(page, 'chat', 'zh');
  await list.getByRole('link', { name: /^茶馆向导/ }).click();
  await expect(page.getByRole('log', { name: '消息', exact: true }).getByRole('article')).toHaveCount(4);
  await shoot(page, 'guide', 'zh');
});

test('a group and the ways into it', async ({ page }) => {
  test.setTimeout(240_000);
  await household(page, ['Mei', 'Jonas', 'Amina', '周舟']);
  const chat = await newGroup(page, 'Lantern Street Tea', ['Mei', 'Jonas', '周舟']);
  await chat.say('Morning! The spring Longjing is in, I kept four tins for us.');
  const mei = await tab(page, 'Mei');
  const theirs = await enter(mei, 'Lantern Street Tea');
  await theirs.say('Count me in for two. 院子三点以后有空。');
  await theirs.say('Shall we ask next door as well?');
  await expect(chat.words('Shall we ask next door as well?')).toBeVisible();
  const address = new URL(page.url()).hash;
  await page.goto(`./${address}/group/rules`);
  await page.getByRole('textbox', { name: 'House rules', exact: true }).fill('Be kind, and pay for what you drink.\nNo advertising.');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('The house rules were published.')).toBeVisible();
  await shoot(page, 'group-rules', 'en');
  await page.goto(`./${address}`);
  await expect(chat.words('Shall we ask next door as well?')).toBeVisible();
  await shoot(page, 'group-chat', 'en');
  for (const part of ['members', 'invite', 'log']) {
    await page.goto(`./${address}/group/${part}`);
    await expect(page.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
    await shoot(page, `group-${part}`, 'en');
  }
  await page.goto(`./${address}/group`);
  const group = new Group(page);
  await expect(group.button('Group code')).toBeVisible();
  await shoot(page, 'group-info', 'en');
  await group.picture('Lantern Street Tea');
  const link = await group.link.inputValue();
  await shoot(page, 'group-code', 'en');
  if (process.env.TEAHOUSE_SHOTS === '1') await keep(page, 'phone', 'docs/group-code.png');
  const amina = await tab(page, 'Amina');
  await amina.emulateMedia({ reducedMotion: 'reduce' });
  await expect((await new Join(amina).open(link)).button).toBeVisible();
  await shoot(amina, 'join', 'en');
  for (const [screen, place] of [['scan', '#/scan'], ['meet', '#/chats/meet'], ['new-group', '#/chats/new-group'], ['my-code', '#/me/code'], ['groups', '#/contacts/groups']]) {
    await amina.goto(`./${place}`);
    await expect(amina.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
    await shoot(amina, screen, 'en');
  }
});

test('programs', async ({ page }) => {
  test.setTimeout(240_000);
  await begin(page, 'Ada');
  const shelf = new Shelf(page);
  await shelf.goto();
  await expect(page.getByText('No programs yet')).toBeVisible();
  await shoot(page, 'programs-none', 'en');
  const wants = [{ name: 'profile', reason: 'To write your name on the cup' }, { name: 'links', reason: 'To show how it is brewed' }];
  const steeps = `<meta name="color-scheme" content="light dark"><style>body { font: 1.25rem/1.5 system-ui; padding: 2rem }</style>
    <h1>Three minutes</h1><p>Sencha, 70 °C</p><button onclick="teahouse.getProfile()">Who drinks?</button>`;
  await shelf.install(mini({ 'index.html': steeps }, { wants }), 'Tea timer');
  await shelf.install(xdc({ 'index.html': '<p>List' }, 'Shopping for the tea house'), 'Shopping for the tea house');
  await shoot(page, 'programs', 'en');
  const program = await shelf.open('Tea timer');
  await program.getByRole('button', { name: 'Who drinks?' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'program-asks', 'en');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await shoot(page, 'program', 'en');
  await choose(page, 'About this program');
  await expect(page.getByRole('list', { name: 'What it asked for' })).toBeVisible();
  await shoot(page, 'program-about', 'en');
  await shelf.goto();
  await shelf.choose(Buffer.from('not a program'));
  await expect(shelf.alert).toBeVisible();
  await shoot(page, 'program-refused', 'en');
  await page.evaluate(() => localStorage.setItem('teahouse:locale', 'zh-Hans'));
  await page.reload();
  await expect(page.getByRole('link', { name: '打开 Tea timer', exact: true })).toBeVisible();
  await shoot(page, 'programs', 'zh');
  await page.getByRole('link', { name: 'Tea timer 的详情', exact: true }).click();
  await expect(page.getByRole('list', { name: '请求记录' })).toBeVisible();
  await shoot(page, 'program-about', 'zh');
});

test('programs in chats', async ({ page }) => {
  test.setTimeout(240_000);
  await household(page, ['Mei']);
  const chat = await writeTo(page, 'Mei');
  await chat.say('Which tea shall we bring on Sunday?');
  await page.getByRole('link', { name: 'Mini-programs', exact: true }).filter({ visible: true }).last().click();
  await expect(page.getByRole('button', { name: 'Get Poll', exact: true })).toBeVisible();
  await shoot(page, 'program-pick', 'en');
  await page.getByRole('button', { name: 'Get Poll', exact: true }).click();
  await page.getByRole('button', { name: 'Send Poll', exact: true }).click();
  const card = new Card(page);
  await expect(card.link).toBeVisible();
  await shoot(page, 'program-card', 'en');
  await card.link.click();
  await ask(card.program, 'Which tea?', ['Sencha', 'Oolong']);
  await answer(card.program, 'Oolong');
  await expect(card.program.getByText('1 person has answered')).toBeVisible();
  await shoot(page, 'program-in-chat', 'en');
  await card.leave();
  await expect(card.link).toHaveAccessibleName(/^Open Which tea/);
  await shoot(page, 'program-told', 'en');
  await card.link.click();
  await card.choose('Send to a chat');
  await expect(page.getByRole('list', { name: 'Send to a chat', exact: true })).toBeVisible();
  await shoot(page, 'program-share', 'en');
  await page.goto('/open#https://tea.example/timer.xdc');
  await expect(page.getByRole('button', { name: 'Install and open', exact: true })).toBeVisible();
  await shoot(page, 'program-get', 'en');
  await page.evaluate(() => localStorage.setItem('teahouse:locale', 'zh-Hans'));
  await page.goto('/#/discover/programs');
  await page.reload();
  await page.getByRole('button', { name: '获取清单', exact: true }).click();
  await expect(page.getByRole('link', { name: '打开 Checklist', exact: true })).toBeVisible();
  await shoot(page, 'programs-shipped', 'zh');
});
