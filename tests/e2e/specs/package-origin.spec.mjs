// Links to programs on other hosts: those that the build named, as far as they let the app read what they serve.
import { expect, test } from '@playwright/test';
import { xdc } from '../pages/programs.mjs';
import { Host } from '../pages/remote.mjs';
import { begin } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

const PACKAGE = xdc({ 'index.html': '<h1>Oolong</h1>' }, 'Tea list');
const ANYBODY = { 'access-control-allow-origin': '*' };

const it = test.extend({
  host: async ({}, use) => {
    const host = await Host.open();
    await use(host);
    await host.close();
  },
  /** Opens the app as an operator builds it who lets packages come from there, and follows a link in it. */
  follow: async ({ browser }, use) => {
    const open = [];
    await use(async (origin, link) => {
      const site = await Site.open();
      site.change('index.html', (text) => text.replace("connect-src 'self'", `connect-src 'self' ${origin}`));
      const context = await browser.newContext({ baseURL: site.url });
      open.push(site, context);
      const page = await context.newPage();
      await begin(page);
      await page.goto(`/open#${link}`);
      await expect(page.getByText(link, { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Install and open', exact: true }).click();
      return page;
    });
    for (const it of open) await (it.down?.() ?? it.close());
  },
});

const refused = (page) => expect(page.getByRole('alert').filter({ hasText: 'could not be fetched' })).toBeVisible();

it('a program comes from a host that the build named, and that host learns nothing of whoever fetches it', async ({ host, follow }) => {
  host.page('/tea.xdc', PACKAGE, 'application/x-webxdc', ANYBODY);
  const page = await follow(host.origin, `${host.origin}/tea.xdc`);
  await expect(page.locator('#program-frame')).toHaveAttribute('title', 'Tea list');
  expect(host.asked.map(({ url }) => url)).toEqual(['/tea.xdc']);
  expect(host.asked[0].headers).not.toHaveProperty('cookie');
  expect(host.asked[0].headers).not.toHaveProperty('referer');
});

it('a host that does not let the app read what it serves gives nothing', async ({ host, follow }) => {
  host.page('/tea.xdc', PACKAGE, 'application/x-webxdc');
  await refused(await follow(host.origin, `${host.origin}/tea.xdc`));
});

it('a host that nobody named is not asked, nor one to which a named one leads', async ({ host, follow }) => {
  const named = await Host.open();
  host.page('/tea.xdc', PACKAGE, 'application/x-webxdc', ANYBODY);
  named.leadOn('/tea.xdc', `${host.origin}/tea.xdc`);
  await refused(await follow(named.origin, `${host.origin}/tea.xdc`));
  await refused(await follow(named.origin, `${named.origin}/tea.xdc`));
  expect(host.asked).toEqual([]);
  await named.close();
});

it('what a named host serves is checked like any other package', async ({ host, follow }) => {
  host.page('/tea.xdc', 'no package', 'application/x-webxdc', ANYBODY);
  const page = await follow(host.origin, `${host.origin}/tea.xdc`);
  await expect(page.getByRole('alert').filter({ hasText: 'This file is not a program' })).toBeVisible();
});
