// Groups: made of contacts, joined by a code that another program can read, governed in the open.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { Group, Join, enter, household, newGroup, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { read } from '../zbar.mjs';

const TITLE = 'Lantern Street';

/** The link of the group whose page is open. */
async function linkOf(group) {
  await group.picture(TITLE);
  const link = await group.link.inputValue();
  await group.closeCode();
  return link;
}

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a code on the screen is read by another program and lets somebody in', async ({ page }) => {
      await household(page, ['Mei', 'Zhou']);
      await newGroup(page, TITLE, ['Mei']);
      const group = await new Group(page).open();
      const picture = await group.picture(TITLE);
      const link = await group.link.inputValue();
      expect(await read(await picture.screenshot())).toEqual([link]);
      await expect(group.code.getByText(/^Valid until /)).toBeVisible();
      const download = page.waitForEvent('download');
      await group.code.getByRole('button', { name: 'Save picture', exact: true }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/\.png$/);
      await group.closeCode();

      const zhou = await tab(page, 'Zhou');
      const join = await new Join(zhou).open(link);
      await expect(join.title).toHaveText(TITLE);
      await expect(zhou.getByText('Ada invites you')).toBeVisible();
      await expect(zhou.getByText('2 people, 2 of them your contacts')).toBeVisible();
      await join.button.click();
      await new Conversation(zhou).say('Hello, I am Zhou');
      const mine = await enter(page, TITLE);
      await expect(mine.words('Hello, I am Zhou')).toBeVisible();
      await expect(mine.log.getByText('Zhou came in with the code that you shared')).toBeVisible();
      await new Group(page).open();
      await page.getByRole('link', { name: /^Members/ }).click();
      await expect(new Group(page).member('Zhou')).toContainText('by your code');

      // The same link again leads to the chat, and says so.
      await join.open(link);
      await expect(zhou.getByText('You are already in this group.')).toBeVisible();
      await expect(join.button).toHaveCount(0);
      await zhou.getByRole('link', { name: 'Open the chat', exact: true }).click();
      await expect(new Conversation(zhou).words('Hello, I am Zhou')).toBeVisible();
    });
  });
}

test('every code that lets nobody in says why', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, TITLE, ['Mei']);
  const group = await new Group(page).open();
  const old = await linkOf(group);
  await group.button('Group code').click();
  await group.code.getByRole('button', { name: 'New code', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New code', exact: true }).last().click();
  await expect.poll(() => group.link.inputValue()).not.toBe(old);
  const link = await group.link.inputValue();
  await group.closeCode();

  const zhou = await tab(page, 'Zhou');
  const join = new Join(zhou);
  const [place, payload] = link.split('#');
  const flipped = payload.slice(0, 20) + (payload[20] === 'A' ? 'B' : 'A') + payload.slice(21);
  for (const damaged of [flipped, payload.slice(0, -3), 'x'.repeat(10_000), '%3Cimg%20src=x%20onerror=alert(1)%3E']) {
    await expect(await join.refusal(`${place}#${damaged}`)).toContainText('damaged or not complete');
  }
  // Version 2, with a checksum that is right.
  await expect(await join.refusal(`${place}#AgEAAA0m8Q`.replace('AgEAAA0m8Q', future()))).toContainText('newer Teahouse');
  await expect(await join.refusal(old)).toContainText('replaced by a newer one');
  await expect(join.title).toHaveText(TITLE);

  await page.getByRole('switch', { name: /^Approve/ }).click();
  await expect(await join.refusal(link)).toContainText('approves everybody who comes in');
  await page.getByRole('switch', { name: /^Approve/ }).click();
  await join.open(link);
  await join.button.click();
  await new Conversation(zhou).field.waitFor();
  await page.getByRole('link', { name: /^Members/ }).click();
  await group.member('Zhou').getByRole('button', { name: 'More about Zhou', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove from group', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove from group', exact: true }).click();
  await expect(new Conversation(zhou).field).toBeHidden();
  await expect(zhou.getByText('You were removed from this group.')).toBeVisible();
  await expect(await join.refusal(link)).toContainText('You were removed from this group');
});

/** A payload of version 2 whose checksum is right. */
function future() {
  const body = Buffer.from([2, 1, 2, 3]);
  let crc = ~0;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const check = Buffer.alloc(4);
  check.writeUInt32LE(~crc >>> 0);
  return Buffer.concat([body, check]).toString('base64url');
}

test('an owner rules in the open: rules, words to all, an admin, and a log of it', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, TITLE, ['Mei', 'Zhou']);
  const mei = await tab(page, 'Mei');
  const theirs = await enter(mei, TITLE);
  const group = await new Group(page).open();

  await group.button('House rules').click();
  await page.getByRole('textbox', { name: 'House rules', exact: true }).fill('Be kind.');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('The house rules were published.')).toBeVisible();
  await expect(mei.getByText('This group has house rules')).toBeVisible();
  await mei.getByRole('link', { name: 'Read', exact: true }).click();
  await expect(mei.getByText('Be kind.')).toBeVisible();
  await expect(mei.getByText('Kept by Ada.')).toBeVisible();
  await enter(mei, TITLE);
  await expect(mei.getByText('This group has house rules')).toBeHidden();

  await page.goBack();
  await group.button('Announcement').click();
  await page.getByRole('textbox', { name: 'Announcement', exact: true }).fill('Tea at nine');
  await page.getByRole('button', { name: 'Announce', exact: true }).click();
  const news = mei.getByRole('dialog', { name: 'Announcement', exact: true });
  await expect(news.getByText('Tea at nine')).toBeVisible();
  await news.getByRole('button', { name: 'Close', exact: true }).click();
  await mei.reload();
  await expect(mei.getByRole('button', { name: /^Announcement.*Tea at nine/ })).toBeVisible();
  await expect(news).toBeHidden();

  await theirs.field.fill('@all who comes?');
  await theirs.field.press('Enter');
  await expect(mei.getByRole('alert')).toContainText('Only the owner and the admins');
  await expect(theirs.field).toHaveValue('@all who comes?');
  await page.getByRole('link', { name: /^Members/ }).click();
  await group.member('Mei').getByRole('button', { name: 'More about Mei', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Make admin', exact: true }).click();
  await expect(group.member('Mei')).toContainText('Admin');
  await theirs.field.press('Enter');
  await expect(theirs.field).toHaveValue('');

  const zhou = await tab(page, 'Zhou');
  await expect(new House(zhou).row(TITLE)).toHaveAccessibleName(/Called/);
  await enter(zhou, TITLE);
  // Whoever was away sees what was announced as well, once.
  await zhou.getByRole('dialog', { name: 'Announcement', exact: true }).getByRole('button', { name: 'Close', exact: true }).click();
  await new Group(zhou).open();
  await zhou.getByRole('link', { name: 'Group log', exact: true }).or(zhou.getByRole('button', { name: 'Group log', exact: true })).click();
  for (const line of ['Ada made Mei an admin', 'Ada announced: Tea at nine', 'Ada wrote the house rules', 'Ada made the group']) {
    await expect(zhou.getByText(line)).toBeVisible();
  }
});

test('an alias is seen by all, and a remark by one', async ({ page }) => {
  await household(page, ['Mei']);
  await newGroup(page, TITLE, ['Mei']);
  const mei = await tab(page, 'Mei');
  const theirs = await enter(mei, TITLE);
  await theirs.say('It is me');
  const mine = new Conversation(page);
  await expect(mine.log.getByRole('article', { name: /^Mei, / })).toHaveCount(1);
  const group = await new Group(mei).open();
  await group.button('My alias').click();
  await mei.getByRole('dialog').getByRole('textbox', { name: 'My alias', exact: true }).fill('Mei of the teapots');
  await mei.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(mine.log.getByRole('article', { name: /^Mei of the teapots, / })).toHaveCount(1);
  await page.goto('./#/contacts');
  await page.getByRole('link', { name: 'About Mei', exact: true }).click();
  await page.getByRole('textbox', { name: 'Remark', exact: true }).fill('Cousin');
  await page.getByRole('textbox', { name: 'Tags', exact: true }).fill('family, tea');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await enter(page, TITLE);
  await expect(mine.log.getByRole('article', { name: /^Cousin, / })).toHaveCount(1);
});

test('people who type the same four digits meet', async ({ page }) => {
  await household(page, ['Mei']);
  const mei = await tab(page, 'Mei');
  for (const one of [page, mei]) {
    await one.goto('./#/chats/meet');
    await one.getByRole('textbox', { name: 'Four digits', exact: true }).fill('12');
    await one.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(one.getByText('Enter four digits.')).toBeVisible();
    await one.getByRole('textbox', { name: 'Four digits', exact: true }).fill('0471');
    await one.getByRole('button', { name: 'Continue', exact: true }).click();
  }
  await expect(page.getByRole('list', { name: 'Here now' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Enter the group', exact: true }).click();
  await new Conversation(page).field.waitFor();
  await mei.getByRole('button', { name: 'Enter the group', exact: true }).click();
  await new Conversation(mei).say('Here I am');
  await expect(new Conversation(page).words('Here I am')).toBeVisible();
});

test('who has no profile yet is told of the invitation, and comes to it afterwards', async ({ page, browser, baseURL }) => {
  await household(page, ['Mei']);
  await newGroup(page, TITLE, ['Mei']);
  const link = await linkOf(await new Group(page).open());
  // Another browser: the invitation is shown, and the group is out of reach there.
  const elsewhere = await browser.newContext({ baseURL, locale: 'en-GB' });
  const stranger = await elsewhere.newPage();
  await stranger.goto(link);
  await expect(stranger.getByText(`You are invited to ${TITLE}.`)).toBeVisible();
  await stranger.getByRole('button', { name: 'Start on this device', exact: true }).click();
  await stranger.getByRole('textbox', { name: 'Your name', exact: true }).fill('Sam');
  await stranger.getByRole('button', { name: 'Continue', exact: true }).click();
  const join = new Join(stranger);
  await expect(join.title).toHaveText(TITLE);
  await expect(join.main.getByRole('alert')).toContainText('made for another backend or in another browser');
  await elsewhere.close();
});

test('a code also works from a picture', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, TITLE, ['Mei']);
  const picture = await (await new Group(page).open()).picture(TITLE);
  const png = await picture.screenshot();
  const zhou = await tab(page, 'Zhou');
  await zhou.goto('./#/scan');
  await zhou.getByLabel('Choose a picture', { exact: true }).setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: png });
  await expect(new Join(zhou).title).toHaveText(TITLE);
  await new Join(zhou).button.click();
  await new Conversation(zhou).say('Read and joined');
});

test('an official account is followed by choice, quiet, and speaks seldom', async ({ page }) => {
  await household(page, []);
  await page.goto('./#/me/profiles/add');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tea News');
  await page.getByRole('radio', { name: 'Subscription', exact: true }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Open Tea News in a new tab', exact: true }).waitFor();
  const news = await tab(page, 'Tea News');
  await news.goto('./#/me/code');
  const link = await news.getByRole('textbox', { name: 'Contact link', exact: true }).inputValue();
  await new Join(page).open(link);
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await news.goto('./#/chats');
  const say = async (text) => {
    await news.getByRole('textbox', { name: 'To all followers', exact: true }).fill(text);
    await news.getByRole('button', { name: 'Send to all followers', exact: true }).click();
  };
  await say('Spring is here');
  await expect(news.getByText('Sent to all followers.')).toBeVisible();
  await page.goto('./#/chats');
  await page.getByRole('link', { name: /^Official accounts/ }).click();
  await page.getByRole('link', { name: /^Tea News/ }).click();
  await expect(new Conversation(page).words('Spring is here')).toBeVisible();
  await say('And once more');
  await expect(news.getByText(/^You can send to all again on/)).toBeVisible();
  await expect(news.getByRole('textbox', { name: 'To all followers', exact: true })).toHaveValue('And once more');
});

test('where the owner approves, a member asks somebody in and says why', async ({ page }) => {
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, TITLE, ['Mei']);
  const group = await new Group(page).open();
  await page.getByRole('switch', { name: /^Approve/ }).click();
  await group.button('Group code').click();
  await expect(group.code.getByText(/^Approval is on, so codes let nobody in/)).toBeVisible();
  await expect(group.link).toHaveCount(0);
  await group.closeCode();

  const mei = await tab(page, 'Mei');
  await enter(mei, TITLE);
  await (await new Group(mei).open()).button('Invite').click();
  await mei.getByRole('checkbox', { name: /^Zhou/ }).check();
  await mei.getByRole('textbox', { name: 'Reason', exact: true }).fill('My neighbour');
  await mei.getByRole('button', { name: 'Send invitations', exact: true }).click();
  await expect(mei.getByText('The owner and the admins were asked.')).toBeVisible();

  await page.getByRole('link', { name: /^Members/ }).click();
  await expect(page.getByText('“My neighbour”')).toBeVisible();
  await page.getByRole('button', { name: 'Approve Zhou', exact: true }).click();
  await expect(group.member('Zhou')).toContainText('added by Mei');
  const zhou = await tab(page, 'Zhou');
  await enter(zhou, TITLE);
  await new Conversation(zhou).say('Thank you both');
});

test('a quiet group is folded away, kept among the contacts, and emptied for one', async ({ page }) => {
  await household(page, ['Mei']);
  const chat = await newGroup(page, TITLE, ['Mei']);
  await chat.say('One for the record');
  const mei = await tab(page, 'Mei');
  await enter(mei, TITLE);
  await new Group(mei).open();
  for (const name of ['Save to contacts', 'Mute', 'Fold this chat']) await mei.getByRole('switch', { name, exact: true }).click();
  await mei.getByRole('button', { name: 'Clear history', exact: true }).click();
  await mei.getByRole('dialog').getByRole('button', { name: 'Clear history', exact: true }).click();
  await expect(mei.getByText('The history was cleared.')).toBeVisible();
  await mei.goto('./#/chats');
  await expect(new House(mei).row(TITLE)).toHaveCount(0);
  await mei.getByRole('link', { name: /^Folded chats/ }).click();
  await mei.getByRole('link', { name: new RegExp(`^${TITLE}`) }).click();
  await expect(new Conversation(mei).field).toBeVisible();
  await expect(new Conversation(mei).words('One for the record')).toHaveCount(0);
  await expect(chat.words('One for the record')).toBeVisible();
  await mei.goto('./#/contacts/groups');
  await expect(mei.getByRole('link', { name: new RegExp(`^${TITLE}`) })).toBeVisible();
});

test('one word goes to several groups', async ({ page }) => {
  await household(page, ['Mei']);
  for (const title of ['First house', 'Second house']) await newGroup(page, title, ['Mei']);
  await page.goto('./#/contacts/groups');
  await page.getByRole('textbox', { name: 'Announcement', exact: true }).fill('Closed on Monday');
  await page.getByRole('button', { name: 'Announce to 2 groups', exact: true }).click();
  await expect(page.getByText('Announced in 2 groups.')).toBeVisible();
  const mei = await tab(page, 'Mei');
  for (const title of ['First house', 'Second house']) {
    await enter(mei, title);
    await expect(mei.getByRole('dialog', { name: 'Announcement', exact: true }).getByText('Closed on Monday')).toBeVisible();
  }
});

test('an owner hands the house over and goes; the last one closes it', async ({ page }) => {
  await household(page, ['Mei']);
  await newGroup(page, TITLE, ['Mei']);
  const group = await new Group(page).open();
  await group.button('Leave group').click();
  await expect(page.getByText('You own this group, and a group needs its owner.', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Transfer group', exact: true }).click();
  await page.getByRole('button', { name: 'Transfer to Mei', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer group', exact: true }).click();
  await expect(group.button('Dissolve group')).toHaveCount(0);
  await group.button('Leave group').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave group', exact: true }).click();
  await expect(new House(page).row(TITLE)).toHaveCount(0);
  const mei = await tab(page, 'Mei');
  await enter(mei, TITLE);
  await (await new Group(mei).open()).dissolve();
});

test('a name that looks like markup is a name', async ({ page }) => {
  const title = '<img src=x onerror=alert(1)>';
  let asked = false;
  page.context().on('dialog', () => (asked = true));
  await household(page, ['Mei', 'Zhou']);
  await newGroup(page, title, ['Mei']);
  const group = await new Group(page).open();
  await group.picture(title);
  const link = await group.link.inputValue();
  await group.closeCode();
  const zhou = await tab(page, 'Zhou');
  await expect((await new Join(zhou).open(link)).title).toHaveText(title);
  expect(asked).toBe(false);
});
