// The limits of a group, in the built app: people are put into its store while it is closed.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { Group, Join, enter, household, newGroup, tab } from '../pages/group.mjs';
import { ageCodes, beside, fillGroup } from '../pages/storage.mjs';

const TITLE = 'Lantern Street';
const DAY = 24 * 60 * 60 * 1000;

/** Ada's group with Mei, and the link of its code; nothing of the app is open afterwards. */
async function prepare(page) {
  await household(page, ['Mei', 'Zhou']);
  const [ada, zhou] = [page, await tab(page, 'Zhou')];
  await newGroup(ada, TITLE, ['Mei']);
  const group = await new Group(ada).open();
  await group.picture(TITLE);
  const link = await group.link.inputValue();
  await group.closeCode();
  return { link, ada, zhou };
}

/** Closes the app in both tabs, changes what is stored, and opens Zhou at the link. */
async function meanwhile({ ada, zhou }, change) {
  const outside = await beside(ada.context());
  for (const one of [ada, zhou]) await one.goto('./404.html');
  await change(outside);
  await outside.close();
}

test('a code that is a week old is dead, and says so on both sides', async ({ page }) => {
  const house = await prepare(page);
  await meanwhile(house, (outside) => ageCodes(outside, 7 * DAY));
  const join = new Join(house.zhou);
  await expect(await join.refusal(house.link)).toContainText('This code has expired');
  await enter(house.ada, TITLE);
  const group = await new Group(house.ada).open();
  await group.button('Group code').click();
  await expect(group.code.getByText(/^This code has expired/)).toBeVisible();
  // Nobody is asked twice about a code that is dead anyway.
  await group.code.getByRole('button', { name: 'New code', exact: true }).click();
  await join.open(await group.link.inputValue());
  await join.button.click();
  await new Conversation(house.zhou).say('In time');
});

test('the hundredth comes by code, the next by invitation', async ({ page }) => {
  const house = await prepare(page);
  await meanwhile(house, async (outside) => expect(await fillGroup(outside, TITLE, 100)).toBe(98));
  await expect(await new Join(house.zhou).refusal(house.link)).toContainText('100 members or more');
  await enter(house.ada, TITLE);
  await expect(house.ada.getByText('100 people', { exact: true })).toBeVisible();
  const group = await new Group(house.ada).open();
  await group.button('Invite').click();
  await house.ada.getByRole('checkbox', { name: /^Zhou/ }).check();
  await house.ada.getByRole('button', { name: 'Send invitations', exact: true }).click();
  await expect(house.ada.getByText('Invited. They come in by accepting.')).toBeVisible();
  // The invitation lies open in two tabs, and is accepted in both.
  const second = await tab(house.ada, 'Zhou');
  const doors = [house.zhou, second];
  for (const door of doors) {
    await door.goto('./#/chats');
    await door.getByRole('link', { name: new RegExp(`^${TITLE}`) }).click();
    await expect(door.getByRole('button', { name: 'Join group', exact: true })).toBeVisible();
  }
  await Promise.all(doors.map((door) => door.getByRole('button', { name: 'Join group', exact: true }).click({ noWaitAfter: true }).catch(() => {})));
  for (const door of doors) await expect(new Conversation(door).field).toBeVisible();
  await expect(house.zhou.getByText('101 people', { exact: true })).toBeVisible();
});

test('a full house takes nobody, and its owner opens the next one', async ({ page }) => {
  test.setTimeout(120_000);
  const house = await prepare(page);
  await meanwhile(house, async (outside) => expect(await fillGroup(outside, TITLE, 500)).toBe(498));
  await expect(await new Join(house.zhou).refusal(house.link)).toContainText('This group is full');
  await enter(house.ada, TITLE);
  const group = await new Group(house.ada).open();
  await house.ada.getByRole('link', { name: /^Members/ }).click();
  await expect(group.members.getByRole('listitem')).toHaveCount(500);
  await house.ada.goto('./#/contacts/groups');
  await house.ada.getByRole('button', { name: 'Open the next group', exact: true }).click();
  const chat = new Conversation(house.ada);
  await chat.say('Room for everybody else');
  await expect(house.ada.getByText('1 person', { exact: true })).toBeVisible();
  await house.ada.goto('./#/contacts/groups');
  await expect(house.ada.getByText('Set of 2 groups, 501 people in all')).toBeVisible();
});
