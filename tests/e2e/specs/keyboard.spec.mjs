// Everything by keyboard alone: no test here ever touches a mouse.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { Welcome } from '../pages/welcome.mjs';

/** Presses Tab until this has the focus; every stop on the way must show that it has it. */
async function tabTo(target, key = 'Tab') {
  const page = target.page();
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press(key);
    expect(await focusIsVisible(page), 'the focus can be seen').toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** True when what has the focus is on the screen and drawn in another way than without it. */
function focusIsVisible(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const look = (node) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(node);
      const outline = outlineStyle === 'none' || outlineWidth === '0px' ? 'none' : outlineStyle + outlineWidth;
      return [outline, boxShadow, borderColor, backgroundColor].join();
    };
    // A radio button may be hidden behind the label that shows its focus.
    const shown = element.closest('label') ?? element;
    const { width, height } = shown.getBoundingClientRect();
    const focused = look(element) + look(shown);
    element.blur();
    const plain = look(element) + look(shown);
    element.focus({ focusVisible: true, preventScroll: true });
    return width > 0 && height > 0 && focused !== plain;
  });
}

/** Opens an address; the place is there when its heading has the focus, and no key is pressed before that. */
async function goTo(page, address, name) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeFocused();
}

/** Comes in as Ada, by keyboard, and gives the chat with the guide. */
async function enter(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const welcome = new Welcome(page);
  await page.goto('./');
  await expect(welcome.start).toBeVisible();
  await tabTo(welcome.start);
  await page.keyboard.press('Enter');
  await expect(welcome.name).toBeFocused();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  const guide = new Conversation(page);
  await expect(guide.field).toBeFocused();
  return guide;
}

test('from the start to a sent message and back to the list', async ({ page }) => {
  const guide = await enter(page);
  await page.keyboard.type('Which keys are there on the keyboard?');
  await page.keyboard.press('Enter');
  await expect(guide.messages.last()).toContainText('Enter sends and Shift+Enter starts a new line');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/chats$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Chats', exact: true })).toBeFocused();
  const house = new House(page);
  await tabTo(house.row('Teahouse guide'));
  await page.keyboard.press('Enter');
  await expect(guide.field).toBeFocused();
});

test('the menu New opens and is walked through with arrow keys', async ({ page }) => {
  await enter(page);
  const house = new House(page);
  await tabTo(house.newMenu, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const items = page.getByRole('menuitem');
  const count = await items.count();
  expect(count).toBeGreaterThan(1);
  await expect(items.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(items.nth(count - 1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(house.newMenu).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(0)).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Add profile', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
});

test('the chat info opens, is turned with Space and closes with Esc, and the focus comes back', async ({ page }) => {
  const guide = await enter(page);
  await tabTo(guide.infoButton, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(guide.info).toBeVisible();
  const pin = guide.info.getByRole('switch', { name: 'Keep at the top', exact: true });
  await tabTo(pin);
  await page.keyboard.press('Space');
  await expect(pin).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(guide.info).toBeHidden();
  await expect(guide.infoButton).toBeFocused();
  await expect(new House(page).row('Teahouse guide')).toHaveAccessibleName(/Pinned/);
});

test('all four places, the profiles and the settings are reached', async ({ page }) => {
  await enter(page);
  const house = new House(page);
  for (const name of ['Contacts', 'Discover', 'Me', 'Chats']) {
    await goTo(page, './#/chats', 'Chats');
    await tabTo(house.place(name), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(house.place(name)).toHaveAttribute('aria-current', 'page');
  }
  for (const [name, level] of [['Profiles', 2], ['Settings', 2]]) {
    await goTo(page, './#/me', 'Me');
    await tabTo(page.getByRole('link', { name, exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level, name, exact: true })).toBeFocused();
  }
  await tabTo(page.getByRole('radio', { name: 'System', exact: true }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the first stop skips the navigation', async ({ page }) => {
  await enter(page);
  await page.goto('./#/chats');
  await page.reload();
  const house = new House(page);
  await expect(house.row('Teahouse guide')).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content', exact: true });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Chats', exact: true })).toBeFocused();
  await expect(page).toHaveURL(/#\/chats$/);
});
