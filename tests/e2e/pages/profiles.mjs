// More than one person on a device.
import { Conversation } from './conversation.mjs';
import { House, startsWith } from './house.mjs';

/** Makes another profile; ends at the list of profiles. */
export async function addProfile(page, name) {
  await new House(page).go('Me');
  await page.getByRole('link', { name: 'Profiles', exact: true }).click();
  await page.getByRole('button', { name: 'Add profile', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await openInTab(page, name).waitFor();
}

export function openInTab(page, name) {
  return page.getByRole('link', { name: `Open ${name} in a new tab`, exact: true });
}

/** Opens a profile in a tab of its own, or with the Shift key in a window. */
export async function tabOf(page, name, click = {}) {
  const opened = page.context().waitForEvent('page');
  await openInTab(page, name).click(click);
  const tab = await opened;
  await new House(tab).list.waitFor();
  return tab;
}

/** Opens the chat with a contact. */
export async function writeTo(page, name) {
  await new House(page).go('Contacts');
  await contact(page, name).click();
  const chat = new Conversation(page);
  await chat.field.waitFor();
  return chat;
}

export function contact(page, name) {
  const list = page.getByRole('list', { name: 'Contacts', exact: true });
  return list.getByRole('button', { name: startsWith(name) });
}
