// Groups: made of contacts, joined by a code that another program can read, governed in the open.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { Group, Join, newGroup } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { addProfile, tabOf } from '../pages/profiles.mjs';
import { begin } from '../pages/welcome.mjs';
import { read } from '../zbar.mjs';

/** Ada with profiles of these names, at the list of profiles. */
async function household(page, names) {
  await begin(page, 'Ada');
  for (const name of names) await addProfile(page, name);
}

/** A tab of somebody, opened from the list of profiles. */
async function tab(page, name) {
  await page.goto('./#/me/profiles');
  return tabOf(page, name);
}

test('a code on the screen is read by another program and lets somebody in', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, 'Lantern Street', ['Mei']);
  const group = await new Group(page).open();
  const picture = await group.picture('Lantern Street');
  const link = await group.link.inputValue();
  expect(await read(await picture.screenshot())).toEqual([link]);
  await expect(group.code.getByText(/^Valid until /)).toBeVisible();
  await group.closeCode();

  const zhou = await tab(page, 'Zhou');
  const join = await new Join(zhou).open(link);
  await expect(join.title).toHaveText('Lantern Street');
  await expect(zhou.getByText('Ada invites you')).toBeVisible();
  await expect(zhou.getByText('2 people, 2 of them your contacts')).toBeVisible();
  await join.button.click();
  const theirs = new Conversation(zhou);
  await theirs.say('Hello, I am Zhou');
  await page.goto('./#/chats');
  await new House(page).row('Lantern Street').click();
  const mine = new Conversation(page);
  await expect(mine.words('Hello, I am Zhou')).toBeVisible();
  await expect(mine.log.getByText('Zhou joined by your code')).toBeVisible();
  await (await new Group(page).open()).page.getByRole('link', { name: /^Members/ }).click();
  await expect(new Group(page).member('Zhou')).toContainText('by your code');

  // The same link again leads to the chat, and says so.
  await new Join(zhou).open(link);
  await expect(zhou.getByText('You are already in this group.')).toBeVisible();
  await expect(new Join(zhou).button).toHaveCount(0);
});
