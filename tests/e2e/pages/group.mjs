// A group: making one, its pages, its code.
import { expect } from '@playwright/test';
import { Conversation } from './conversation.mjs';
import { House, startsWith } from './house.mjs';
import { addProfile, tabOf } from './profiles.mjs';
import { begin } from './welcome.mjs';

/** Makes a group with some of the contacts, and gives its open chat. */
export async function newGroup(page, title, people) {
  await page.goto('./#/chats');
  await new House(page).newMenu.click();
  await page.getByRole('menuitem', { name: 'New group', exact: true }).click();
  for (const name of people) await page.getByRole('checkbox', { name: startsWith(name) }).check();
  await page.getByRole('textbox', { name: 'Group name', exact: true }).fill(title);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const chat = new Conversation(page);
  await chat.field.waitFor();
  return chat;
}

export class Group {
  constructor(page) {
    this.page = page;
    this.chat = new Conversation(page);
    this.heading = page.getByRole('heading', { name: 'Group info', exact: true });
    this.code = page.getByRole('dialog', { name: 'Group code', exact: true });
    this.link = this.code.getByRole('textbox', { name: 'Join link', exact: true });
    this.members = page.getByRole('list', { name: 'Members', exact: true });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** From the open chat to the page about the group. */
  async open() {
    await this.chat.infoButton.click();
    await expect(this.button('Group code')).toBeVisible();
    return this;
  }

  /** The picture of the code, in its dialog. */
  async picture(title) {
    await this.button('Group code').click();
    const picture = this.code.getByRole('img', { name: `Code to join ${title}`, exact: true });
    await picture.waitFor();
    return picture;
  }

  async closeCode() {
    await this.code.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(this.code).toBeHidden();
  }

  /** Dissolves the group, and waits until it is. */
  async dissolve() {
    await this.button('Dissolve group').click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Dissolve group', exact: true }).click();
    await expect(this.page.getByText('This group was dissolved.', { exact: false }).first()).toBeVisible();
  }

  member(name) {
    return this.members.getByRole('listitem').filter({ hasText: name });
  }
}

/** The page behind a link. */
export class Join {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole('main').filter({ visible: true });
    this.title = this.main.getByRole('heading', { level: 1 });
    this.button = page.getByRole('button', { name: 'Join group', exact: true });
  }

  async open(link) {
    await this.page.goto('about:blank');
    await this.page.goto(link);
    return this;
  }

  /** Opens a link that lets nobody in, and gives the sentence that says why. */
  async refusal(link) {
    await this.open(link);
    await expect(this.main.getByRole('alert')).toBeVisible();
    await expect(this.button).toHaveCount(0);
    return this.main.getByRole('alert');
  }
}

/** A household: Ada, and profiles of these names; ends at the list of profiles. */
export async function household(page, names) {
  await begin(page, 'Ada');
  for (const name of names) {
    // On a phone the four places are not beside an open chat.
    await page.goto('./#/me');
    await addProfile(page, name);
  }
}

/** A tab of somebody of the household. */
export async function tab(page, name, click = {}) {
  const here = page.url();
  await page.goto('./#/me/profiles');
  const opened = await tabOf(page, name, click);
  await page.goto(here);
  return opened;
}

/** The same in a window, so that both are in sight: behind another tab a browser hardly draws, and each click waits for that. */
export const windowOf = (page, name) => tab(page, name, { modifiers: ['Shift'] });

/** The chat of this title, open. */
export async function enter(page, title) {
  await page.goto('./#/chats');
  await new House(page).row(title).click();
  const chat = new Conversation(page);
  await chat.log.waitFor();
  return chat;
}
