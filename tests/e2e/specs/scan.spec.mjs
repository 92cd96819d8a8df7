// Reading a code from a picture, a link, the clipboard and the camera. Chromium on Linux reads no codes by itself,
// so this tests the worker that ships.
import { expect, test } from '@playwright/test';
import { MyCode, Scan } from '../pages/codes.mjs';
import { readyForOffline } from '../pages/offline.mjs';
import { begin } from '../pages/welcome.mjs';

/** A code on the device, as a link and as a picture. */
async function myCode(page) {
  const code = await new MyCode(page).open();
  const link = await code.link.inputValue();
  return { link, payload: link.split('#')[1], png: (await code.saved()).png };
}

test('a picture of a code leads where the code says, also without a network', async ({ page, context }) => {
  await begin(page);
  const { payload, png } = await myCode(page);
  const scan = await new Scan(page).open();
  await readyForOffline(page);
  await context.setOffline(true);
  await scan.choose(png);
  await expect(page).toHaveURL(new RegExp(`#/join/${payload}$`));
});

test('a turned, slanted and inverted code in a photograph is read', async ({ page }) => {
  await begin(page);
  const { payload, png } = await myCode(page);
  for (const filter of ['none', 'invert(1)']) {
    const photograph = await page.evaluate(async ({ bytes, filter }) => {
      const code = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
      const context = canvas.getContext('2d');
      context.filter = filter;
      context.fillStyle = '#b9b2a4';
      context.fillRect(0, 0, 3000, 2000);
      context.setTransform(0.9, 0.35, -0.3, 0.85, 900, 150);
      context.drawImage(code, 0, 0, 1300, (1300 * code.height) / code.width);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
      return [...new Uint8Array(await blob.arrayBuffer())];
    }, { bytes: [...png], filter });
    const scan = await new Scan(page).open();
    await scan.choose(Buffer.from(photograph), 'photo.jpg', 'image/jpeg');
    await expect(page, filter).toHaveURL(new RegExp(`#/join/${payload}$`));
  }
});

test('what is no code of ours is said, shown, and never opened', async ({ page, context }) => {
  const opened = [];
  context.on('page', (other) => opened.push(other));
  await begin(page);
  const scan = await new Scan(page).open();
  for (const [text, said] of [
    ['upi://pay?pa=tea@bank', 'This is a payment code; this version cannot pay yet.'],
    ['http://tea.example/join#x', 'This code is damaged or not complete.'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['   ', 'There is nothing to read.'],
    ['https://tea.example/leaf?kind=1', 'https://tea.example/leaf?kind=1'],
  ]) {
    await scan.link.fill(text);
    await scan.link.press('Enter');
    await expect(scan.result).toContainText(said);
    await expect(scan.result.locator('img')).toHaveCount(0);
  }
  const link = scan.result.getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://tea.example/leaf?kind=1');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  expect(opened).toEqual([]);
  await expect(page).toHaveURL(/#\/scan$/);
  await scan.choose(Buffer.from('no picture'), 'a.png');
  await expect(scan.result).toContainText('not a picture');
  await scan.choose(await page.screenshot());
  await expect(scan.result).toContainText('No code was found in this picture.');
});

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('a pasted link and a pasted picture are read', async ({ page }) => {
    await begin(page);
    const { link, payload, png } = await myCode(page);
    const scan = await new Scan(page).open();
    await page.evaluate((link) => navigator.clipboard.writeText(link), link);
    await scan.paste.click();
    await expect(page).toHaveURL(new RegExp(`#/join/${payload}$`));
    await scan.open();
    await page.evaluate((bytes) => {
      const picture = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
      return navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    }, [...png]);
    await scan.paste.click();
    await expect(page).toHaveURL(new RegExp(`#/join/${payload}$`));
  });
});

test('a camera that is not there or not allowed is said to be so, and the other ways stay', async ({ page }) => {
  await begin(page);
  const faults = { NotAllowedError: 'does not let Teahouse use the camera', NotFoundError: 'No camera was found', NotReadableError: 'in use by something else' };
  const scan = await new Scan(page).open();
  for (const [name, said] of Object.entries(faults)) {
    await page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
    }, name);
    await scan.camera.click();
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
    await expect(scan.link).toBeEditable();
    await expect(scan.paste).toBeEnabled();
  }
});

test('the camera looks until it sees a code, and is let go', async ({ page }) => {
  await begin(page);
  const { payload, png } = await myCode(page);
  const scan = await new Scan(page).open();
  // A film instead of a camera: the same kind of stream, with a code that appears after a while.
  await page.evaluate(async (bytes) => {
    const code = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const context = canvas.getContext('2d');
    let frame = 0;
    const draw = () => {
      context.fillStyle = '#b9b2a4';
      context.fillRect(0, 0, 1280, 720);
      if (frame++ > 10) context.drawImage(code, 340, 50, 600, (600 * code.height) / code.width);
    };
    draw();
    setInterval(draw, 50);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve((globalThis.stream = canvas.captureStream(20)));
  }, [...png]);
  await scan.camera.click();
  await expect(page).toHaveURL(new RegExp(`#/join/${payload}$`));
  expect(await page.evaluate(() => globalThis.stream.getTracks().map((track) => track.readyState))).toEqual(['ended']);

  await scan.open();
  await page.evaluate(() => (globalThis.stream = document.createElement('canvas').captureStream()));
  await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve((globalThis.stream = canvas.captureStream(20)));
  });
  await scan.camera.click();
  await expect(scan.stop).toBeVisible();
  await page.goto('./#/me');
  await expect.poll(() => page.evaluate(() => globalThis.stream.getTracks().map((track) => track.readyState))).toEqual(['ended']);
});
