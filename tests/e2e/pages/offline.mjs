// The service worker, as a page sees it.
import { expect } from '@playwright/test';

/** Waits until the page's next start needs no network: the worker is active and in control. */
export async function readyForOffline(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}
