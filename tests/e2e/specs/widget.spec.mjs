// A widget made with `matrix-widget-api`, which knows nothing of this app, in a chat of this device and in one at a
// homeserver.
import { expect, test } from '@playwright/test';
import { twoAtHome } from '../pages/account.mjs';
import { household, tab } from '../pages/group.mjs';
import { House } from '../pages/house.mjs';
import { writeTo } from '../pages/profiles.mjs';
import { MOVE, Widget, widget } from '../pages/widget.mjs';

test.describe.configure({ timeout: 120_000 });

/** What two people do with it, wherever they are. */
async function play(mine, theirs, page) {
  await mine.open();
  await expect(mine.dialog.getByRole('checkbox')).toHaveCount(5);
  await mine.allow(/^Write messages/);
  expect(await mine.step('may', `org.matrix.msc2762.send.event:${MOVE}`)).toBe(true);
  expect(await mine.step('may', 'org.matrix.msc2762.send.event:m.room.message#m.text')).toBe(false);
  expect(await mine.step('may', 'town.robin.everything')).toBe(false);
  expect(await mine.step('versions')).toContain('org.matrix.msc2762');
  await theirs.open();
  await theirs.allow();

  // What one sends the other hears, and both read.
  const sent = await mine.step('move', 'e4');
  expect(sent).toEqual({ value: { room_id: expect.any(String), event_id: expect.any(String) } });
  const move = expect.objectContaining({ type: MOVE, content: { to: 'e4' }, event_id: sent.value.event_id });
  await expect.poll(() => theirs.step('heard'), { timeout: 20_000 }).toContainEqual(move);
  const answer = await theirs.step('move', 'e5');
  expect(answer.value.event_id).not.toBe(sent.value.event_id);
  await expect.poll(async () => (await mine.step('moves')).value.map(({ content }) => content.to), { timeout: 20_000 }).toEqual(['e5', 'e4']);
  expect((await theirs.step('say', 'Your turn')).value.event_id).toBeTruthy();
  await expect.poll(async () => (await mine.step('messages')).value[0]?.content.body, { timeout: 20_000 }).toBe('Your turn');
  await expect.poll(async () => (await mine.step('members')).value.length).toBe(2);

  // What was not granted, or cannot be, is refused at once, with a reason.
  for (const step of ['notice', 'topic']) expect(await theirs.step(step)).toEqual({ refused: expect.stringMatching(/\w/) });
  expect(await mine.step('say', 'no')).toEqual({ refused: expect.stringMatching(/\w/) });
  expect(await mine.step('openid')).toEqual({ refused: expect.stringMatching(/\w/) });
  expect(await mine.step('themes')).toEqual(['light']);

  // Nobody is asked twice; what was said is there again.
  await page.reload();
  await mine.ready();
  await expect(mine.dialog).toBeHidden();
  expect((await mine.step('moves')).value).toHaveLength(2);
}

test('a widget made elsewhere works in a chat of this device', async ({ page }) => {
  await household(page, ['Mei']);
  const chat = await writeTo(page, 'Mei');
  await chat.attach(await widget());
  await chat.send.click();
  const other = await tab(page, 'Mei');
  await new House(other).rows.filter({ hasText: 'Ada' }).first().click();
  await play(new Widget(page), new Widget(other), page);
});

test('a widget made elsewhere works in an encrypted chat at a homeserver', async ({ browser }) => {
  const { mei, zhou, zhous } = await twoAtHome(browser);
  await zhous.attach(await widget());
  await zhous.send.click();
  await play(new Widget(mei.page), new Widget(zhou.page), mei.page);
  await Promise.all([mei.context.close(), zhou.context.close()]);
});

test('a widget that is granted nothing hears and does nothing, and whoever closes the question has granted nothing', async ({ page }) => {
  await household(page, ['Mei']);
  const chat = await writeTo(page, 'Mei');
  await chat.attach(await widget());
  await chat.send.click();
  const mine = await new Widget(page).open();
  await expect(mine.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await mine.ready();
  for (const step of ['move', 'moves', 'messages', 'members']) expect(await mine.step(step, 'e4')).toEqual({ refused: expect.stringMatching(/\w/) });
  expect(await mine.step('heard')).toEqual([]);
});
