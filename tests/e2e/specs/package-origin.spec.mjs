// Links to programs on other hosts: those that the build named, as far as they let the app read what they serve.
import { expect } from '@playwright/test';
import { hosted } from '../pages/hosts.mjs';
import { xdc } from '../pages/programs.mjs';
import { Site } from '../site.mjs';

const PACKAGE = xdc({ 'index.html': '<h1>Oolong</h1>' }, 'Tea list');
const ANYBODY = { 'access-control-allow-origin': '*' };

const it = hosted.extend({
  /** Opens the app as an operator builds it who lets packages come from there, and follows a link in it. */
  follow: async ({ enter }, use) => {
    await use(async (origin, link) => {
      const site = await Site.open();
      site.change('index.html', (text) => text.replace("connect-src 'self'", `connect-src 'self' ${origin}`));
      const { page } = await enter(site);
      await page.goto(`/open#${link}`);
      await expect(page.getByText(link, { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Install and open', exact: true }).click();
      return page;
    });
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

it('a host that nobody named is not asked, nor one to which a named one leads', async ({ host, stranger, follow }) => {
  stranger.page('/tea.xdc', PACKAGE, 'application/x-webxdc', ANYBODY);
  host.leadOn('/tea.xdc', `${stranger.origin}/tea.xdc`);
  await refused(await follow(host.origin, `${stranger.origin}/tea.xdc`));
  await refused(await follow(host.origin, `${host.origin}/tea.xdc`));
  expect(stranger.asked).toEqual([]);
});

it('what a named host serves is checked like any other package', async ({ host, follow }) => {
  host.page('/tea.xdc', 'no package', 'application/x-webxdc', ANYBODY);
  const page = await follow(host.origin, `${host.origin}/tea.xdc`);
  await expect(page.getByRole('alert').filter({ hasText: 'This file is not a program' })).toBeVisible();
});
