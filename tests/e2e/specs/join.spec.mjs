// A code's link: with a network and without, under any path, and with nothing after the `#`.
import { expect, test } from '@playwright/test';
import { readyForOffline } from '../pages/offline.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

for (const base of ['/', '/~somebody/teahouse/']) {
  test(`a code's link opens the app, also without a network, under ${base}`, async ({ page, context }) => {
    const site = await Site.open(base);
    for (const address of ['join#x', 'join/#x', 'join?y=1#x']) {
      await page.goto(site.url + address);
      await expect(page).toHaveURL(`${site.url}#/join/x`);
    }
    await page.goto(`${site.url}join`);
    await expect(page).toHaveURL(new RegExp(`^${site.url.replaceAll('.', '\\.')}(#/)?$`));
    await begin(page, 'Ada', site.url);
    await readyForOffline(page);
    await site.down();
    await context.setOffline(true);
    for (const address of ['join#x', 'join/#x', 'join/index.html#x']) {
      await page.goto('about:blank');
      await page.goto(site.url + address);
      await expect(page).toHaveURL(`${site.url}#/join/x`);
      await expect(page.getByRole('navigation', { name: 'Main', exact: true }).or(page.getByRole('main')).first()).toBeAttached();
    }
  });
}

test('the page of the link leaves no trace in the history, and its own policy holds', async ({ page, request }) => {
  await page.goto('./404.html');
  await page.goto('./join#x');
  await expect(page).toHaveURL(/#\/join\/x$/);
  await page.goBack();
  await expect(page).toHaveURL(/404\.html$/);
  const response = await request.get('./join/');
  expect(response.headers()['content-security-policy']).toContain("script-src 'self'");
  expect(response.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(await response.text()).toContain('needs JavaScript');
});
