// From an address to a sent message, for somebody who was never here.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { Welcome, begin } from '../pages/welcome.mjs';

test('three clicks lead from the address to a message that was sent and answered', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.clicks = 0;
    addEventListener('pointerdown', () => globalThis.clicks++, { capture: true });
  });
  await page.goto('./');
  const welcome = new Welcome(page);
  await expect(welcome.heading).toBeVisible();
  await expect(welcome.signIn).toBeVisible();
  await welcome.start.click();
  await expect(welcome.name).toBeFocused();
  await page.keyboard.type('Ada');
  await welcome.continue.click();
  const guide = new Conversation(page);
  await expect(guide.messages).toHaveCount(1);
  await expect(guide.messages).toContainText('I am the guide');
  await expect(guide.field).toBeFocused();
  await page.keyboard.type('Who can read this?');
  await guide.send.click();
  await expect(guide.message('Who can read this?')).toContainText('Sent');
  await expect(guide.messages.last()).toContainText('stays in this browser');
  await expect(guide.messages).toHaveCount(3);
  expect(await page.evaluate(() => globalThis.clicks)).toBe(3);
});

test('the keyboard alone sends as well', async ({ page }) => {
  const guide = await begin(page);
  await expect(guide.field).toBeFocused();
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await expect(guide.message('Hello')).toContainText('Sent');
  await expect(guide.field).toBeFocused();
});

test('who was here before lands in the chats, and does not see the welcome again', async ({ page, context }) => {
  await begin(page);
  await page.close();
  const again = await context.newPage();
  await again.addInitScript(() => {
    globalThis.welcomed = false;
    const look = () => (globalThis.welcomed ||= document.body?.innerText.includes('Start on this device') ?? false);
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await again.goto('./');
  await expect(new House(again).row('Teahouse guide')).toBeVisible();
  await expect(again).toHaveURL(/#\/chats$/);
  expect(await again.evaluate(() => globalThis.welcomed)).toBe(false);
  await again.reload();
  await expect(new House(again).row('Teahouse guide')).toBeVisible();
  expect(await again.evaluate(() => globalThis.welcomed)).toBe(false);
});

test('the sign-in screen has all that it asks for at once, says what is left out, and leads back', async ({ page }) => {
  await page.goto('./');
  const welcome = new Welcome(page);
  await welcome.signIn.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in to a homeserver', exact: true })).toBeVisible();
  for (const name of ['Homeserver', 'Username', 'Password']) {
    await expect(page.getByRole('textbox', { name, exact: true })).toBeVisible();
  }
  const password = page.getByRole('textbox', { name: 'Password', exact: true });
  await password.fill('secret');
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('checkbox', { name: 'Show what I type', exact: true }).check();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter the name of a homeserver, for example tea.example.');
  await expect(page.getByRole('textbox', { name: 'Homeserver', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Create an account', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create an account', exact: true })).toBeVisible();
  await expect(password, 'what was typed stays').toHaveValue('secret');
  await page.goBack();
  await expect(welcome.heading).toBeVisible();
});

const badNames = [
  { what: 'no name', name: '', says: 'Enter a name.' },
  { what: 'blank space', name: '   ', says: 'Enter a name.' },
  { what: 'a name of 10,000 characters', name: 'x'.repeat(10_000), says: 'This name has 10000 characters. Use at most 40.' },
  { what: 'a control character', name: 'A\u0007da', says: 'invisible characters' },
  { what: 'a mark that turns the text around', name: 'A\u202eda', says: 'invisible characters' },
];

for (const { what, name, says } of badNames) {
  test(`${what} is refused beside the field, and stays there to be mended`, async ({ page }) => {
    await page.goto('./');
    const welcome = new Welcome(page);
    await welcome.start.click();
    await welcome.name.fill(name);
    await welcome.continue.click();
    await expect(page.getByRole('alert')).toContainText(says);
    await expect(welcome.name).toHaveAccessibleDescription(new RegExp(says.replaceAll('.', '\\.')));
    await expect(welcome.name).toHaveAttribute('aria-invalid', 'true');
    await expect(welcome.name).toHaveValue(name);
    await welcome.name.fill('Ada');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await welcome.continue.click();
    await expect(new Conversation(page).messages).toHaveCount(1);
  });
}
