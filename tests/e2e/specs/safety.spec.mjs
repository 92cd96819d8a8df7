// What the app must never do: run foreign code, ask other hosts, leave messages where they do not belong.
import { expect, test } from '@playwright/test';
import { addProfile, tabOf, writeTo } from '../pages/profiles.mjs';
import { begin } from '../pages/welcome.mjs';

/** Notes everything that a browser complains about, and every request, in all pages and workers of a context. */
async function watch(context) {
  const seen = { errors: [], violations: [], requests: [] };
  context.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  context.on('weberror', (error) => seen.errors.push(String(error.error())));
  context.on('request', (request) => seen.requests.push(request.url()));
  await context.exposeBinding('noteViolation', (_, text) => seen.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.noteViolation(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return seen;
}

test('a whole visit breaks no policy, logs no error and asks nobody else', async ({ page, context, baseURL }) => {
  const seen = await watch(context);
  const { origin } = new URL(baseURL);
  const guide = await begin(page, 'Ada');
  await guide.say('/fail');
  await guide.message('/fail').getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(guide.message('/fail')).toContainText('Sent');
  await addProfile(page, 'Ben');
  const bens = await tabOf(page, 'Ben');
  const chat = await writeTo(page, 'Ben');
  await chat.say('See https://tea.example/ and <img src=https://tea.example/x.png>');
  for (const place of ['#/contacts', '#/discover', '#/me', '#/me/settings', '#/me/code', '#/scan', '#/nonsense', '#/chats']) {
    await page.goto(`./${place}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
  }
  await page.reload();
  await bens.reload();
  await expect(page.getByRole('list', { name: 'Chats', exact: true }).getByRole('link')).toHaveCount(2);
  expect(seen.violations).toEqual([]);
  expect(seen.errors).toEqual([]);
  const elsewhere = seen.requests.filter((url) => new URL(url).origin !== origin && !/^(data|blob):/.test(url));
  expect(elsewhere).toEqual([]);
  expect(seen.requests.length).toBeGreaterThan(10);

  // The watch itself works: this is what it would look like.
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { src: 'https://tea.example/x.png' })));
  await expect.poll(() => seen.violations).toContain('img-src https://tea.example/x.png');
  await expect.poll(() => seen.errors.length).toBeGreaterThan(0);
});

test('the host and the page allow only scripts that belong to the site', async ({ request }) => {
  const response = await request.get('./');
  const header = response.headers()['content-security-policy'];
  const inPage = /http-equiv="?Content-Security-Policy"? content="([^"]*)"/i.exec(await response.text())?.[1];
  for (const policy of [header, inPage]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'/);
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).not.toMatch(/https?:|\*/);
  }
  expect(header).toContain("frame-ancestors 'none'");
  expect(response.headers()['x-content-type-options']).toBe('nosniff');
  expect(response.headers()['referrer-policy']).toBe('no-referrer');
});

test('no word of a message, a draft or a name is kept outside the database', async ({ page }) => {
  const guide = await begin(page, 'Mnemosyne');
  await guide.say('A secret of mine');
  await expect(guide.message('A secret of mine')).toContainText('Sent');
  await guide.field.fill('Another secret');
  await expect(page.getByRole('link', { name: /Draft: Another secret/ })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie]));
  expect(kept).toContain('teahouse');
  for (const word of ['secret', 'Mnemosyne']) expect(kept).not.toContain(word);
});
