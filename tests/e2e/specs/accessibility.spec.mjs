// Every screen, in both themes, on a phone and on a wide screen, by all rules of axe.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { MyCode, Scan } from '../pages/codes.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { Group, Join, household, newGroup, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { addProfile, tabOf, writeTo } from '../pages/profiles.mjs';
import { beside, damageMessage, writeNewerDatabase } from '../pages/storage.mjs';
import { Welcome, begin } from '../pages/welcome.mjs';

const sizes = { phone: { width: 360, height: 740 }, wide: { width: 1440, height: 900 } };

/** What axe has to say about the page as it is: rule, element and reason. */
async function complaints(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all }) => [id, ...target, any[0]?.message ?? all[0]?.message].join(' · ')));
}

async function check(page, screen) {
  expect.soft(await complaints(page), screen).toEqual([]);
}

/** Goes to an address of the app and waits for what is there. */
async function open(page, address, name) {
  await page.goto(`./${address}`);
  await expect(page.getByText(name, { exact: true }).filter({ visible: true }).first()).toBeVisible();
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('before somebody is in', async ({ page, context }) => {
        const welcome = new Welcome(page);
        await page.goto('./');
        await expect(welcome.start).toBeVisible();
        await check(page, 'welcome');
        await welcome.signIn.click();
        await expect(page.getByRole('heading', { name: 'Sign in to a homeserver' })).toBeVisible();
        await check(page, 'sign-in');
        await page.goto('./#/');
        await welcome.start.click();
        await expect(welcome.name).toBeVisible();
        await check(page, 'start');
        await welcome.continue.click();
        await expect(page.getByRole('alert')).toBeVisible();
        await check(page, 'start with an error');
        await page.close();
        const other = await beside(context);
        await other.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('teahouse-local').onsuccess = resolve)));
        await writeNewerDatabase(other);
        await other.goto('./');
        await expect(other.getByRole('heading', { name: 'Teahouse cannot go on' })).toBeVisible();
        await check(other, 'stopped');
      });

      test('chats and what belongs to them', async ({ page, context }) => {
        test.setTimeout(120_000);
        const guide = await begin(page, 'Ada');
        await guide.say('Who can read this?');
        await guide.say('This one is damaged');
        await guide.say('/fail');
        await expect(guide.message('/fail').getByRole('alert')).toBeVisible();
        await page.goto('./#/chats');
        await expect(new House(page).row('Teahouse guide')).toBeVisible();
        await damageMessage(await beside(context), 'This one is damaged');
        await page.reload();
        await check(page, 'chat list');
        await new House(page).newMenu.click();
        await expect(page.getByRole('menu')).toBeVisible();
        await check(page, 'menu New');
        await page.keyboard.press('Escape');
        await new House(page).row('Teahouse guide').click();
        await expect(guide.messages).toHaveCount(6);
        await guide.field.fill('See https://tea.example/');
        await guide.field.press('Enter');
        await expect(guide.message('https://tea.example/')).toContainText('Sent');
        await guide.field.press('ArrowUp');
        await guide.field.fill('See https://tea.example/leaf');
        await guide.field.press('Enter');
        await expect(guide.message('https://tea.example/leaf')).toContainText('Edited');
        await check(page, 'conversation with messages of all kinds');
        await guide.field.press('ArrowUp');
        await check(page, 'editing');
        await guide.field.press('Escape');
        await guide.message('https://tea.example/leaf').getByRole('button', { name: 'Message menu' }).click();
        await check(page, 'message menu');
        await page.keyboard.press('Escape');
        await guide.field.fill('x'.repeat(40_000));
        await guide.field.press('Enter');
        await expect(page.getByText('at most 32 KB')).toBeVisible();
        await check(page, 'composer with an alert');
        await guide.infoButton.click();
        await expect(guide.info).toBeVisible();
        await check(page, 'chat info');
      });

      test('contacts, discover, me', async ({ page }) => {
        test.setTimeout(120_000);
        await begin(page, 'Ada');
        await open(page, '#/contacts', 'Only the guide so far');
        await check(page, 'contacts, alone');
        await open(page, '#/discover', 'There is no feed here, and there will not be one.');
        await check(page, 'discover');
        await open(page, '#/discover/programs', 'No programs yet');
        await check(page, 'programs');
        await open(page, '#/me', 'Settings');
        await check(page, 'me');
        await addProfile(page, 'Ben');
        await check(page, 'profiles');
        const bens = await tabOf(page, 'Ben');
        await (await writeTo(bens, 'Ada')).say('Hello');
        await open(page, '#/chats', 'Ben');
        await expect(new House(page).row('Ben')).toHaveAccessibleName(/1 unread message/);
        await check(page, 'chat list, unread');
        await open(page, '#/contacts', 'On this device');
        await check(page, 'contacts');
        await open(page, '#/me/profiles/add', 'Add');
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        await check(page, 'add profile, with an error');
        await open(page, '#/me/settings', 'Your data');
        await check(page, 'settings');
        await open(page, '#/nonsense', 'Nothing at this address');
        await check(page, 'not found');
        await open(page, '#/chats/doesnotexist', 'This chat is not here');
        await check(page, 'missing chat');
      });

      test('codes', async ({ page }) => {
        await begin(page, 'Ada');
        await new MyCode(page).open();
        await check(page, 'my code');
        const scan = await new Scan(page).open();
        await check(page, 'scan');
        await scan.link.fill('https://tea.example/leaf?kind=1');
        await scan.link.press('Enter');
        await expect(scan.result).toContainText('tea.example');
        await check(page, 'scan, with a link');
        await page.evaluate(() => {
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        });
        await scan.camera.click();
        await expect(page.getByRole('alert').filter({ hasText: 'does not let' })).toBeVisible();
        await check(page, 'scan, without a camera');
      });

      test('groups and the ways into them', async ({ page }) => {
        test.setTimeout(120_000);
        await household(page, ['Mei', 'Zhou']);
        await open(page, '#/chats/new-group', 'New group');
        await expect(page.getByRole('checkbox', { name: /^Mei/ })).toBeVisible();
        await check(page, 'new group');
        await newGroup(page, 'Lantern Street', ['Mei']);
        await check(page, 'a chat of a group');
        const address = new URL(page.url()).hash;
        const group = await new Group(page).open();
        await check(page, 'group info');
        await group.picture('Lantern Street');
        const link = await group.link.inputValue();
        await check(page, 'group code');
        await group.closeCode();
        for (const [path, name] of [['members', 'Members'], ['invite', 'Invite'], ['rules', 'House rules'], ['log', 'Group log']]) {
          await open(page, `${address}/group/${path}`, name);
          await check(page, name);
        }
        const zhou = await tab(page, 'Zhou');
        await expect((await new Join(zhou).open(link)).button).toBeVisible();
        await check(zhou, 'join');
        await new Join(zhou).refusal(`${link.split('#')[0]}#AAAA`);
        await check(zhou, 'a damaged code');
        await open(zhou, '#/chats/meet', 'Meet face to face');
        await check(zhou, 'meet');
        await open(zhou, '#/contacts/groups', 'Groups');
        await check(zhou, 'groups');
        await zhou.goto('./#/contacts');
        await zhou.getByRole('link', { name: 'About Mei', exact: true }).click();
        await expect(zhou.getByRole('textbox', { name: 'Remark', exact: true })).toBeVisible();
        await check(zhou, 'a contact');
      });
    });
  }
}

test('axe does find what is wrong', async ({ page }) => {
  await begin(page);
  await expect(new Conversation(page).field).toBeVisible();
  await page.evaluate(() => document.querySelector('textarea').removeAttribute('aria-label'));
  await page.evaluate(() => document.querySelector('textarea').removeAttribute('placeholder'));
  expect((await complaints(page)).join()).toContain('label · ');
});
