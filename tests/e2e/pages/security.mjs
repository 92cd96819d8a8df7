// Keys and devices of an account: its page, and two devices that compare.
import { expect } from '@playwright/test';

export class Security {
  constructor(page) {
    this.page = page;
    this.setUp = page.getByRole('button', { name: 'Set up recovery', exact: true });
    this.key = page.getByRole('textbox', { name: 'Recovery key', exact: true });
    this.compare = page.getByRole('button', { name: 'Compare with another device', exact: true });
    this.confirmed = page.getByText(/^This device is confirmed\./);
    this.notConfirmed = page.getByText(/^This device is not confirmed yet/);
    this.devices = page.getByRole('list', { name: 'Devices', exact: true }).getByRole('listitem');
  }

  async open() {
    await this.page.goto('/#/me/security');
    await expect(this.page.getByRole('heading', { name: 'Devices', exact: true })).toBeVisible({ timeout: 30_000 });
    return this;
  }

  /** Makes a recovery key, keeps it, and gives it. */
  async makeKey() {
    await this.setUp.click();
    const shown = this.page.getByRole('region', { name: 'Recovery key', exact: true });
    await expect(shown).toBeVisible({ timeout: 30_000 });
    const key = (await shown.getByRole('code').innerText()).trim();
    await shown.getByRole('checkbox', { name: 'I have kept it', exact: true }).check();
    await shown.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(this.page.getByText(/^Your keys are kept, and this device adds new ones\./)).toBeVisible();
    return key;
  }

  /** Hands in a recovery key. */
  async enter(key) {
    await this.key.fill(key);
    await this.page.getByRole('button', { name: 'Open', exact: true }).click();
  }

  /** Asks to sign out another device. */
  async signOutOther(password) {
    const dialog = this.page.getByRole('dialog', { name: /^Sign out/ });
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
    return dialog;
  }
}

/** The dialog of a device that compares with another one. */
export class Comparison {
  constructor(page) {
    this.dialog = page.getByRole('dialog', { name: 'Compare devices', exact: true });
    this.pictures = this.dialog.getByRole('list', { name: 'Seven pictures', exact: true }).getByRole('listitem');
  }

  /** Presses a button; the head of the dialog has one to close it too. */
  async press(name) {
    await this.dialog.getByRole('button', { name, exact: true }).last().click();
  }

  /** The names of the seven pictures, once they are there. */
  async names() {
    await expect(this.pictures).toHaveCount(7, { timeout: 30_000 });
    return this.pictures.allInnerTexts();
  }
}

/** Two devices come to their pictures: one has asked, the other one accepts. Gives both dialogs. */
export async function comparing(asks, asked) {
  const [one, other] = [new Comparison(asks), new Comparison(asked)];
  await expect(one.dialog.getByText(/^Waiting for the other device/)).toBeVisible();
  await expect(other.dialog).toBeVisible({ timeout: 30_000 });
  await other.press('Compare');
  const [first, second] = await Promise.all([one.names(), other.names()]);
  expect(first).toEqual(second);
  return [one, other];
}
