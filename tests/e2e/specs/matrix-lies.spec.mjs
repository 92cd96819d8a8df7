// A homeserver that answers what no homeserver answers: the engine that runs in the browser goes on, and hears the truth
// as soon as it is told. What the SDK itself takes is tried outside of a browser (`engine-matrix/tests/live/malice`).
import { expect, test } from '@playwright/test';
import { Gate } from '../gate.mjs';
import { twoAtHome } from '../pages/account.mjs';
import { namesOfEngines } from '../pages/engine.mjs';

test.describe.configure({ timeout: 180_000 });

const MOST = Number.MAX_SAFE_INTEGER;

/** A text that begins as the truth does and never ends. */
function* endless(said) {
  yield `${JSON.stringify(said).slice(0, -1)},"more":"`;
  for (;;) yield 'x'.repeat(1 << 20);
}

const written = (said) => [JSON.stringify(said)];

/** What is said of each room. */
const rooms = (counts) => (said) => {
  Object.values(said.rooms ?? {}).forEach((room) => Object.assign(room, counts));
  return written(said);
};

const LIES = {
  'more rooms than can be counted': (said) => written({ ...said, lists: { ...said.lists, all_rooms: { count: MOST }, all: { count: MOST } } }),
  'more rooms in each list than can be counted': (said) =>
    written({ ...said, lists: Object.fromEntries(Object.keys(said.lists ?? {}).map((name) => [name, { count: MOST }])) }),
  'rooms that are counted in a list': (said) => written({ ...said, lists: { ...said.lists, all_rooms: [MOST], all: [MOST] } }),
  'more people than can be counted': rooms({ joined_count: MOST, invited_count: MOST }),
  'more news than can be counted': rooms({ notification_count: MOST, highlight_count: MOST, num_live: MOST, bump_stamp: MOST }),
  'a position longer than any address': (said) => written({ ...said, pos: 'x'.repeat(200_000) }),
  'an answer that is a list': (said) => written([null, 'x'.repeat(200_000), said.lists, said.rooms, said.extensions]),
  'a position among what devices say': (said) =>
    written({ ...said, extensions: { ...said.extensions, to_device: { events: [], next_batch: 'x'.repeat(20_000_000) } } }),
  'news without end': endless,
};

test('whoever is led elsewhere by a homeserver is told no more there', async ({ browser }) => {
  const gate = await Gate.open();
  const { mei, zhou, meis, zhous } = await twoAtHome(browser, { server: gate.url });
  const engines = await namesOfEngines(mei.page);
  gate.leadOn();
  const told = gate.lie('/elsewhere', LIES['more rooms in each list than can be counted']);
  await zhous.say('Told elsewhere');
  await told;
  await meis.say('Heard elsewhere');
  gate.tellTheTruth();
  await zhous.say('Not told elsewhere');
  await expect(meis.words('Not told elsewhere')).toBeVisible({ timeout: 60_000 });
  expect(await namesOfEngines(mei.page), 'it is the engine that it was').toEqual(engines);
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});

test('what no homeserver says of its news harms nobody, and the truth comes through afterwards', async ({ browser }) => {
  const gate = await Gate.open();
  const { mei, zhou, meis, zhous } = await twoAtHome(browser, { server: gate.url });
  await zhous.say('The first truth');
  await expect(meis.words('The first truth')).toBeVisible();
  const engines = await namesOfEngines(mei.page);
  expect(engines).toHaveLength(1);
  for (const [name, lie] of Object.entries(LIES)) {
    await test.step(name, async () => {
      const told = gate.lie('/sync', lie);
      await zhous.say(`Told as ${name}`);
      await told;
      // It still takes what is written here.
      await meis.say(`Heard: ${name}`);
      gate.tellTheTruth();
      await zhous.say(`Not ${name}`);
      await expect(meis.words(`Not ${name}`)).toBeVisible({ timeout: 60_000 });
      await expect(zhous.words(`Heard: ${name}`)).toBeVisible({ timeout: 60_000 });
      expect(await namesOfEngines(mei.page), 'it is the engine that it was').toEqual(engines);
    });
  }
  await Promise.all([mei.context.close(), zhou.context.close()]);
  await gate.down();
});
