// Storage that is full, forbidden, newer than this app, or damaged.
import { expect, test } from '@playwright/test';
import { Conversation } from '../pages/conversation.mjs';
import { House } from '../pages/house.mjs';
import { beside, damageMessage, deleteDatabase, fillUp, loads, readNewerDatabase, writeNewerDatabase } from '../pages/storage.mjs';
import { Welcome, begin, enter } from '../pages/welcome.mjs';
import { Site } from '../site.mjs';

test('on a full disk the text stays where it was written, and is sent once there is room', async ({ page, context, baseURL }) => {
  test.setTimeout(120_000);
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(baseURL);
  // From before the start: the browser looks at its quota now and then only.
  await page.goto('./404.html');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 });
  const guide = await begin(page);
  const { full, texts, marks } = await fillUp(guide);
  await expect(guide.alert.filter({ has: full })).toBeVisible();
  await expect(guide.field).toHaveValue(texts.at(-1));
  await expect(guide.mine).toHaveCount(texts.length - 1);

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await guide.field.press('Enter');
  await expect(guide.field).toHaveValue('');
  await expect(full).toHaveCount(0);
  // What was stored already but could not be delivered waits for its sender.
  const unsent = guide.log.getByRole('button', { name: 'Retry', exact: true });
  for (let left = await unsent.count(); left > 0; left--) {
    await unsent.first().click();
    await expect(unsent).toHaveCount(left - 1);
  }
  await page.reload();
  await guide.showAll();
  await expect(guide.mine).toHaveCount(texts.length);
  await expect(guide.mine.filter({ hasText: 'Sent' })).toHaveCount(texts.length);
  expect((await loads(guide.mine)).sort()).toEqual(marks.sort());
});

test('a browser that forbids storage is told apart, and trying again goes on once it allows it', async ({ page, context }) => {
  const site = await Site.open();
  const entry = /content="\.\/(engine-worker[^"]*)"/.exec(await site.text('index.html'))[1];
  site.change(entry, (script) => `${FORBID}\n${script}`);
  await page.goto(site.url);
  const stopped = page.getByRole('heading', { level: 1, name: 'Teahouse cannot go on', exact: true });
  await expect(stopped).toBeVisible();
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('does not let this site store anything');
  const again = page.getByRole('button', { name: 'Try again', exact: true });
  await again.click();
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('does not let this site store anything');
  const other = await beside(context, site.url);
  await other.evaluate(() => new BroadcastChannel('storage').postMessage('allowed'));
  await again.click();
  await expect(stopped).toHaveCount(0);
  await enter(page, 'Ada');
  await site.down();
});

test('data of a newer version is left alone, and the screen says what to do', async ({ page, context }) => {
  const other = await beside(context);
  await writeNewerDatabase(other);
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1, name: 'Teahouse cannot go on', exact: true })).toBeVisible();
  const alert = page.getByRole('alert').filter({ visible: true });
  await expect(alert).toContainText('written by a newer Teahouse (format 99; this one reads up to 4)');
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(alert).toContainText('written by a newer Teahouse');
  expect(await readNewerDatabase(other)).toEqual({ version: 99, record: 'precious' });
  await deleteDatabase(other);
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(new Welcome(page).start).toBeVisible();
});

test('one damaged message is said to be so, and its neighbours are as they were', async ({ page, context }) => {
  const guide = await begin(page);
  for (const text of ['Before it', 'The damaged one', 'After it']) {
    await guide.say(text);
    await expect(guide.message(text)).toContainText('Sent');
  }
  await expect(guide.messages).toHaveCount(7);
  const other = await beside(context);
  await page.close();
  expect(await damageMessage(other, 'The damaged one')).toBe(1);
  await other.goto('./');
  await new House(other).row('Teahouse guide').click();
  const again = new Conversation(other);
  await expect(again.messages).toHaveCount(7);
  await expect(again.message('This message is damaged and cannot be shown.')).toHaveCount(1);
  await expect(again.words('The damaged one')).toHaveCount(0);
  await expect(again.messages.nth(1)).toContainText('Before it');
  await expect(again.messages.nth(3)).toContainText('damaged');
  await expect(again.messages.nth(5)).toContainText('After it');
  await again.say('Life goes on');
  await expect(again.message('Life goes on')).toContainText('Sent');
});

// Runs before the engine: the browser throws, as it does where a person or a policy forbids storage.
const FORBID = `{
  const real = self.indexedDB;
  let allowed = false;
  self.switch = new BroadcastChannel('storage');
  self.switch.onmessage = () => (allowed = true);
  Object.defineProperty(self, 'indexedDB', {
    get() {
      if (allowed) return real;
      throw new DOMException('Storage is forbidden.', 'SecurityError');
    },
  });
}`;
