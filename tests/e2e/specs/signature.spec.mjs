// Signatures of publishers, made by Node's own Ed25519 as docs/mini-programs/signatures.md says.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { Shelf } from '../pages/programs.mjs';
import { begin } from '../pages/welcome.mjs';
import { zip } from '../zip.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const files = (code) => ({
  'index.html': `<p id="out">${code}</p>`,
  'manifest.json': JSON.stringify({ app_id: 'org.example.tea', name: 'Tea timer', version: { code, name: `1.${code}` } }),
});

/** Somebody who signs packages. */
class Publisher {
  #keys = generateKeyPairSync('ed25519');
  #key = this.#keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);

  get fingerprint() {
    return sha256(this.#key).slice(0, 32).match(/.{4}/g).join(' ');
  }

  /** The same files, and the signature of them. */
  sign(files) {
    const names = Object.keys(files).sort();
    const lines = names.map((name) => `${sha256(files[name])}  ${name}\n`);
    const statement = Buffer.from(`Teahouse package signature 1\n${lines.join('')}`);
    const signature = sign(null, statement, this.#keys.privateKey);
    const note = { version: 1, key: this.#key.toString('base64'), signature: signature.toString('base64') };
    return { ...files, 'teahouse.sig': JSON.stringify(note) };
  }
}

async function details(page) {
  await page.getByRole('link', { name: 'Details of Tea timer', exact: true }).click();
}

test('a signed program says by whom, and takes versions of nobody else', async ({ page }) => {
  await begin(page);
  const programs = new Shelf(page);
  await programs.goto();
  const [mei, zhou] = [new Publisher(), new Publisher()];
  await programs.install(zip(mei.sign(files(1))), 'Tea timer');
  await programs.choose(zip(zhou.sign(files(2))));
  await expect(programs.alert).toContainText('signed by somebody else');
  await programs.choose(zip(files(2)));
  await expect(programs.alert).toContainText('this version is not');
  await programs.choose(zip({ ...mei.sign(files(2)), 'more.js': '' }));
  await expect(programs.alert).toContainText('changed the package after it was signed');
  await programs.choose(zip(mei.sign(files(3))));
  await expect(page.getByText('Tea timer is up to date now.')).toBeVisible();
  await details(page);
  await expect(page.getByText(`Signed by ${mei.fingerprint}`)).toBeVisible();
  await expect(page.getByText('Version 1.3')).toBeVisible();
  await page.getByRole('button', { name: 'Uninstall', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Uninstall', exact: true }).click();
  await programs.install(zip(files(2)), 'Tea timer');
  await details(page);
  await expect(page.getByText('Not signed: nobody vouches for it.')).toBeVisible();
});
