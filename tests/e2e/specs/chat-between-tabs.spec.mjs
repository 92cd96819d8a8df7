// Two profiles of one device, each in a tab of its own.
import { expect, test } from '@playwright/test';
import { House } from '../pages/house.mjs';
import { addProfile, tabOf, writeTo } from '../pages/profiles.mjs';
import { Conversation } from '../pages/conversation.mjs';
import { begin } from '../pages/welcome.mjs';

/** Ada writes to Ben, whose tab shows his list; gives Ada's chat and Ben's tab. */
async function adaAndBen(page) {
  await begin(page, 'Ada');
  await addProfile(page, 'Ben');
  const bens = await tabOf(page, 'Ben');
  const chat = await writeTo(page, 'Ben');
  await chat.say('Is the kettle on?');
  return { ada: chat, bens };
}

test('both write, both read at once, and what is unread is said in words', async ({ page }) => {
  const { ada, bens } = await adaAndBen(page);
  const bensHouse = new House(bens);
  await expect(ada.message('Is the kettle on?')).toContainText('Sent');
  await expect(bensHouse.row('Ada')).toHaveAccessibleName(/Is the kettle on\?, 1 unread message,/);
  await ada.say('I bring cake.');
  await expect(bensHouse.row('Ada')).toHaveAccessibleName(/I bring cake\., 2 unread messages,/);
  // The third one is the guide's welcome, which Ben has not read either.
  await expect(bensHouse.place('Chats')).toHaveAccessibleName('Chats 3 unread messages');
  await bensHouse.row('Ada').click();
  const ben = new Conversation(bens);
  await expect(ben.words('I bring cake.')).toBeVisible();
  await expect(bensHouse.row('Ada')).not.toHaveAccessibleName(/unread/);
  await expect(bensHouse.place('Chats')).toHaveAccessibleName('Chats 1 unread message');
  await ben.say('It is now.');
  await expect(ada.words('It is now.')).toBeVisible();
  await expect(ada.messages).toHaveCount(3);
  await expect(ada.mine).toHaveCount(2);
  await expect(ben.mine).toHaveCount(1);
});

test('each tab keeps its profile when it is loaded again', async ({ page }) => {
  const { ada, bens } = await adaAndBen(page);
  await page.reload();
  await bens.reload();
  await expect(new House(bens).row('Ada')).toBeVisible();
  await expect(new House(bens).row('Ben')).toHaveCount(0);
  await expect(new House(page).row('Ben')).toBeVisible();
  await ada.say('Still me.');
  await expect(new House(bens).row('Ada')).toHaveAccessibleName(/Still me\./);
});

test('switching in the tab shows the chats of the other one', async ({ page }) => {
  const { bens } = await adaAndBen(page);
  await bens.close();
  await new House(page).go('Me');
  await page.getByRole('link', { name: 'Profiles', exact: true }).click();
  await page.getByRole('button', { name: 'Switch to Ben', exact: true }).click();
  await expect(new House(page).row('Ada')).toHaveAccessibleName(/1 unread message/);
  await expect(new House(page).row('Ben')).toHaveCount(0);
});

test('a draft is there after a reload, and the list shows it', async ({ page }) => {
  const { ada } = await adaAndBen(page);
  await ada.field.fill('Half a thought');
  await expect(new House(page).row('Ben')).toHaveAccessibleName(/^Ben, Draft: Half a thought/);
  await page.reload();
  await expect(ada.field).toHaveValue('Half a thought');
  await expect(new House(page).row('Ben')).toHaveAccessibleName(/^Ben, Draft: Half a thought/);
  await ada.field.press('Enter');
  await expect(ada.words('Half a thought')).toHaveCount(1);
  await expect(new House(page).row('Ben')).toHaveAccessibleName(/^Ben, You: Half a thought/);
});

test('a pinned chat stands first and a muted one counts nowhere', async ({ page }) => {
  const { ada, bens } = await adaAndBen(page);
  const house = new House(page);
  await expect(house.rows.first()).toHaveAccessibleName(/^Ben/);
  await house.row('Teahouse guide').click();
  await expect(page.getByRole('heading', { name: 'Teahouse guide', exact: true })).toBeVisible();
  await ada.turn('Keep at the top');
  await expect(house.rows.first()).toHaveAccessibleName(/^Teahouse guide.*, Pinned$/);
  await page.reload();
  await expect(house.rows.first()).toHaveAccessibleName(/^Teahouse guide.*, Pinned$/);
  await house.row('Ben').click();
  await expect(page.getByRole('heading', { name: 'Ben', exact: true })).toBeVisible();
  await ada.turn('Mute');
  await expect(house.row('Ben')).toHaveAccessibleName(/, Muted$/);
  await house.go('Contacts');
  const ben = await writeTo(bens, 'Ada');
  await ben.say('Anybody there?');
  await house.go('Chats');
  await expect(house.row('Ben')).toHaveAccessibleName(/1 unread message.*, Muted$/);
  await expect(house.place('Chats')).toHaveAccessibleName('Chats');
});
