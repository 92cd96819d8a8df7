// Showing a code, and reading one.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';

export class MyCode {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'My code', exact: true });
    this.picture = page.getByRole('img', { name: /^QR code: / });
    this.link = page.getByRole('textbox', { name: 'Contact link', exact: true });
    this.copy = page.getByRole('button', { name: 'Copy link', exact: true });
    this.save = page.getByRole('button', { name: 'Save picture', exact: true });
    this.print = page.getByRole('button', { name: 'Print', exact: true });
  }

  async open() {
    await this.page.goto('./#/me/code');
    await expect(this.picture).toBeVisible();
    return this;
  }

  /** The picture that the app saves, as bytes of a PNG. */
  async saved() {
    const download = this.page.waitForEvent('download');
    await this.save.click();
    const file = await download;
    return { name: file.suggestedFilename(), png: await readFile(await file.path()) };
  }
}

export class Scan {
  constructor(page) {
    this.page = page;
    this.file = page.getByLabel('Choose a picture', { exact: true });
    this.paste = page.getByRole('button', { name: 'Paste', exact: true });
    this.camera = page.getByRole('button', { name: 'Use camera', exact: true });
    this.stop = page.getByRole('button', { name: 'Stop camera', exact: true });
    this.link = page.getByRole('textbox', { name: 'Link of a code', exact: true });
    this.continue = page.getByRole('button', { name: 'Continue', exact: true });
    this.result = page.getByRole('alert', { name: 'Result', exact: true });
  }

  async open() {
    await this.page.goto('./#/scan');
    await expect(this.link).toBeVisible();
    return this;
  }

  async choose(buffer, name = 'code.png', mimeType = 'image/png') {
    await this.file.setInputFiles({ name, mimeType, buffer });
  }
}
