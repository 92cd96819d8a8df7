// What goes wrong in a chat and in an address is said, and can be mended.
import { expect, test } from '@playwright/test';
import { House } from '../pages/house.mjs';
import { begin } from '../pages/welcome.mjs';

test('a message that was refused says so, and Retry sends it once', async ({ page }) => {
  const guide = await begin(page);
  await guide.say('/fail');
  const failed = guide.message('/fail');
  await expect(failed.getByRole('alert')).toContainText('Not delivered');
  await expect(failed).not.toContainText('Sent');
  await expect(new House(page).row('Teahouse guide')).toHaveAccessibleName(/Not sent: \/fail/);
  await failed.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(failed).toContainText('Sent');
  await expect(failed.getByRole('alert')).toHaveCount(0);
  await expect(guide.messages.last()).toContainText('with Retry and Discard');
  await page.reload();
  await expect(guide.words('/fail')).toHaveCount(1);
  await expect(guide.messages).toHaveCount(3);
});

test('a message that was refused stays through a reload, and Discard takes it away', async ({ page }) => {
  const guide = await begin(page);
  await guide.say('/fail');
  await expect(guide.message('/fail').getByRole('alert')).toBeVisible();
  await page.reload();
  await guide.message('/fail').getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(guide.words('/fail')).toHaveCount(0);
  await page.reload();
  await expect(guide.messages).toHaveCount(1);
});

test('a message that was refused does not hold up the next one', async ({ page }) => {
  const guide = await begin(page);
  await guide.say('/fail');
  await expect(guide.message('/fail').getByRole('alert')).toBeVisible();
  await guide.say('Thank you');
  await expect(guide.message('Thank you')).toContainText('Sent');
  await expect(guide.messages.filter({ hasText: 'The kettle stays on.' })).toHaveCount(1);
});

test('blank text is not sent', async ({ page }) => {
  const guide = await begin(page);
  await guide.field.press('Enter');
  await guide.field.fill('  \n ');
  await guide.field.press('Enter');
  // The button says that it does nothing now; a click on it all the same must not send either.
  await expect(guide.send).toBeDisabled();
  await guide.send.click({ force: true });
  // What is sent afterwards comes right after the welcome.
  await guide.say('Hello');
  await expect(guide.message('Hello')).toContainText('Sent');
  await expect(guide.mine).toHaveCount(1);
});

test('a megabyte is refused with the limit, stays in the field, and the page goes on', async ({ page }) => {
  const guide = await begin(page);
  await guide.field.focus();
  await page.keyboard.insertText('teahouse'.repeat(131_072));
  await guide.field.press('Enter');
  await expect(guide.alert).toContainText('This message has 1024 KB, and at most 32 KB can be sent at once');
  expect(await guide.field.evaluate((field) => field.value.length)).toBe(1_048_576);
  await expect(guide.messages).toHaveCount(1);
  await guide.field.fill('A short one');
  await expect(guide.alert).toHaveCount(0);
  await guide.field.press('Enter');
  await expect(guide.message('A short one')).toContainText('Sent');
  await new House(page).go('Contacts');
  await expect(page.getByRole('heading', { name: 'Contacts', exact: true }).first()).toBeVisible();
});

const addresses = [
  { address: '#/nonsense', title: 'Nothing at this address' },
  { address: '#/chats/%00', title: 'Nothing at this address' },
  { address: '#/chats/doesnotexist', title: 'This chat is not here' },
];

for (const { address, title } of addresses) {
  test(`${address} leads to a clear screen, and on from there`, async ({ page, context }) => {
    await begin(page);
    const other = await context.newPage();
    await other.goto(`./${address}`);
    await expect(other.getByText(title, { exact: true }).first()).toBeVisible();
    const house = new House(other);
    await house.row('Teahouse guide').click();
    await expect(other.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible();
    await expect(other.getByText(title, { exact: true })).toHaveCount(0);
  });

  test(`${address} does so on a phone and for somebody new`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`./${address}`);
    await expect(page.getByRole('button', { name: 'Start on this device', exact: true })).toBeVisible();
    await begin(page, 'Ada', `./${address}`);
    await page.goto(`./${address}`);
    await expect(page.getByText(title, { exact: true }).first()).toBeVisible();
    await page.getByRole('link', { name: /^(Back|Back to chats|Go to Chats)$/ }).first().click();
    await expect(new House(page).row('Teahouse guide')).toBeVisible();
  });
}
