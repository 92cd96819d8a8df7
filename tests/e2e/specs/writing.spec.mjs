// What the message field does, and what becomes of what was written, on both sides.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { addProfile, tabOf, writeTo } from '../pages/profiles.mjs';
import { begin } from '../pages/welcome.mjs';

/** Ada and Ben with their chat open on both sides. */
async function faceToFace(page) {
  await begin(page, 'Ada');
  await addProfile(page, 'Ben');
  const bens = await tabOf(page, 'Ben');
  const ada = await writeTo(page, 'Ben');
  await ada.say('Shall we begin?');
  await new House(bens).row('Ada').click();
  const ben = new Conversation(bens);
  await expect(ben.words('Shall we begin?')).toBeVisible();
  return { ada, ben };
}

test('the up arrow edits the last message, and both sides see that it was', async ({ page }) => {
  const { ada, ben } = await faceToFace(page);
  await ada.say('tee');
  await expect(ada.message('tee')).toContainText('Sent');
  await ada.field.press('ArrowUp');
  await expect(ada.field).toHaveValue('tee');
  await expect(ada.field).toBeFocused();
  await ada.field.fill('tea');
  await ada.field.press('Enter');
  for (const side of [ada, ben]) {
    await expect(side.message('tea')).toContainText('Edited');
    await expect(side.words('tee')).toHaveCount(0);
    await expect(side.messages).toHaveCount(2);
  }
  await expect(ada.field).toHaveValue('');
});

test('Esc gives up editing and changes nothing', async ({ page }) => {
  const { ada } = await faceToFace(page);
  await expect(ada.message('Shall we begin?')).toContainText('Sent');
  await ada.field.press('ArrowUp');
  await expect(ada.field).toHaveValue('Shall we begin?');
  await ada.field.fill('Something else');
  await ada.field.press('Escape');
  await expect(ada.field).toHaveValue('');
  await expect(ada.words('Shall we begin?')).toHaveCount(1);
  await expect(ada.messages).not.toContainText(['Edited']);
  await expect(ada.field).toBeVisible();
});

test('editing from the menu of a message gives the draft back afterwards', async ({ page }) => {
  const { ada, ben } = await faceToFace(page);
  await expect(ada.message('Shall we begin?')).toContainText('Sent');
  await ada.field.fill('What I wanted to say');
  await ada.choose('Shall we begin?', 'Edit');
  await expect(ada.field).toHaveValue('Shall we begin?');
  await ada.field.fill('We begin.');
  await ada.field.press('Enter');
  await expect(ben.message('We begin.')).toContainText('Edited');
  await expect(ada.field).toHaveValue('What I wanted to say');
});

test('Shift and Enter break the line, here and there', async ({ page }) => {
  const { ada, ben } = await faceToFace(page);
  await ada.field.pressSequentially('one');
  await ada.field.press('Shift+Enter');
  await ada.field.pressSequentially('two');
  await expect(ada.field).toHaveValue('one\ntwo');
  await ada.field.press('Enter');
  for (const side of [ada, ben]) {
    await expect(side.messages).toHaveCount(2);
    await expect.poll(() => side.messages.last().innerText()).toContain('one\ntwo');
  }
});

test('an address becomes a link that gives nothing away', async ({ page }) => {
  const { ada, ben } = await faceToFace(page);
  await ada.say('See https://tea.example/leaf?kind=1#top.');
  const link = ben.log.getByRole('link', { name: 'https://tea.example/leaf?kind=1#top', exact: true });
  await expect(link).toHaveAttribute('href', 'https://tea.example/leaf?kind=1#top');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /\bnoopener\b/);
  await ada.say('javascript:alert(1)');
  await expect(ben.words('javascript:alert(1)')).toBeVisible();
  await expect(ben.log.getByRole('link')).toHaveCount(1);
});

test('markup in a message is text, in the chat and in the list', async ({ page }) => {
  const { ada, ben } = await faceToFace(page);
  const dialogs = [];
  for (const side of [ada, ben]) {
    side.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
  }
  const text = '<img src=x onerror=alert(1)><b>x</b>';
  await ada.say(text);
  for (const side of [ada, ben]) {
    await expect(side.words(text)).toBeVisible();
    await expect(side.log.locator('img, b')).toHaveCount(0);
    await expect(new House(side.page).list.locator('img, b')).toHaveCount(0);
  }
  await expect(new House(ben.page).row('Ada')).toHaveAccessibleName(/<b>x<\/b>/);
  expect(dialogs).toEqual([]);
});
