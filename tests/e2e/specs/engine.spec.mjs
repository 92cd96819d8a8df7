// An engine that cannot be talked to: each has its own words, and a way on.
import { expect, test } from '@playwright/test';
import { Welcome, enter } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

// A host never changes a file under the same name, as these tests do: so nothing may be kept.
test.use({ serviceWorkers: 'block' });

// Answers the greeting in a protocol of the version 999, little endian.
const OTHER_VERSION = `
self.onconnect = ({ ports: [port] }) => {
  port.onmessage = () => port.postMessage(new Uint8Array([0xe7, 0x03, 0, 0]));
};`;

async function visit(page, rewrite) {
  const site = await Site.open();
  const entry = /content="\.\/(engine-worker[^"]*)"/.exec(await site.text('index.html'))[1];
  site.change(entry, rewrite);
  await page.goto(site.url);
  await expect(page.getByRole('heading', { level: 1, name: 'Teahouse cannot go on', exact: true })).toBeVisible();
  return { site, entry, alert: page.getByRole('alert').filter({ visible: true }) };
}

test('an engine of another version is named as such, and the right one is taken after a reload', async ({ page }) => {
  const { site, entry, alert } = await visit(page, () => OTHER_VERSION);
  await expect(alert).toContainText('Two versions of Teahouse are open');
  await expect(page.getByText('other-protocol')).toBeVisible();
  site.change(entry, (script) => script);
  await page.goto('about:blank');
  await page.goto(site.url);
  await expect(new Welcome(page).start).toBeVisible();
  await enter(page, 'Ada');
  await site.down();
});

test('an engine that cannot be loaded is named as such, and trying again loads it', async ({ page }) => {
  const { site, entry, alert } = await visit(page, () => {
    throw new Error('The host does not have it.');
  });
  await expect(alert).toContainText('could not be started');
  await expect(page.getByText('engine-missing')).toBeVisible();
  site.change(entry, (script) => script);
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(new Welcome(page).start).toBeVisible();
  await enter(page, 'Ada');
  await site.down();
});
