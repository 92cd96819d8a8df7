// One open chat.
import { expect } from '@playwright/test';

export class Conversation {
  constructor(page) {
    this.page = page;
    this.log = page.getByRole('log', { name: 'Messages', exact: true });
    this.messages = this.log.getByRole('article');
    this.mine = this.log.getByRole('article', { name: /^You, / });
    this.field = page.getByRole('textbox', { name: 'Message', exact: true });
    this.send = page.getByRole('button', { name: 'Send', exact: true });
    this.earlier = page.getByRole('button', { name: 'Earlier messages', exact: true });
    this.infoButton = page.getByRole('button', { name: 'Chat info', exact: true });
    this.info = page.getByRole('dialog', { name: 'Chat info', exact: true });
    this.alert = page.getByRole('alert');
  }

  /** The words of a message, each time they are there. */
  words(text) {
    return this.log.getByText(text, { exact: true });
  }

  /** The messages that say this. */
  message(text) {
    return this.messages.filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** Writes and sends; the field is empty when the message is stored. */
  async say(text) {
    await this.field.fill(text);
    await this.field.press('Enter');
    await expect(this.field).toHaveValue('');
  }

  /** Chooses a file for the next message: its name, type and content. */
  async attach(file) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.getByRole('button', { name: 'Attach', exact: true }).click()]);
    await chooser.setFiles(file);
    await expect(this.page.getByRole('button', { name: `Take ${file.name} out`, exact: true })).toBeVisible();
  }

  /** The picture of this name in the conversation; what was said with it makes no difference. */
  picture(name) {
    return this.log.getByRole('button', { name: new RegExp(`^Show ${name.replaceAll('.', '\\.')}`) }).locator('img');
  }

  /** Loads older messages until there are no more. */
  async showAll() {
    await this.messages.first().waitFor();
    while ((await this.earlier.count()) > 0) {
      const shown = await this.messages.count();
      await this.earlier.click();
      await expect.poll(() => this.messages.count()).toBeGreaterThan(shown);
    }
  }

  /** Opens the menu of a message and chooses from it. */
  async choose(text, item) {
    const message = this.message(text);
    await message.hover();
    await message.getByRole('button', { name: 'Message menu', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Turns a switch of the chat info. */
  async turn(name) {
    await this.infoButton.click();
    await this.info.getByRole('switch', { name, exact: true }).click();
    await this.info.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(this.info).toBeHidden();
  }
}
