// One book on every device: a time has one person, and nobody who was told so loses it.
import { expect, test } from '@playwright/test';
import { settle } from '../../../../programs/kit/ops.js';
import { dayOf, emptyOffer, instantOf, nextDay, readOffer } from '../../../../programs/appointment/offer.js';
import { MOST_TIMES, fitting, fold, shapes, startsBetween } from '../../../../programs/appointment/state.js';
import { permutations, shuffles } from './orders.mjs';

const bookOf = (payloads) => fold(settle(payloads, shapes));
/** What all orders of arrival come to. */
const same = (payloads, times = 60) => {
  const first = bookOf(payloads);
  for (const order of shuffles(payloads, times)) expect(bookOf(order)).toEqual(first);
  return first;
};

const MINUTE = 60_000;
const DAY = Date.UTC(2031, 4, 6, 8);
const T = (slot) => DAY + slot * 30 * MINUTE;
/** A book of "keeper" with four times of half an hour. */
function book(fields = {}) {
  const log = [];
  const send = (by, op, more = {}, at = log.length + 1) => {
    const payload = { op, id: `${op}-${log.length}`, at, by, name: by, ...more };
    log.push(payload);
    return payload.id;
  };
  send('keeper', 'open', { title: 'Barber', notice: '', each: 1, zone: 'Europe/Berlin', ...fields });
  send('keeper', 'offer', { starts: [T(0), T(1), T(2), T(3)], minutes: 30 });
  const take = (by, slot, more = {}, at) => send(by, 'take', { start: T(slot), note: '', when: DAY - MINUTE, ...more }, at);
  const now = () => bookOf(log);
  const state = (id) => now().bookings.find((each) => each.id === id)?.state;
  const holder = (slot) => now().slots.find(({ start }) => start === T(slot))?.booking?.by ?? null;
  return { log, send, take, now, state, holder };
}

test('two who book the same time at the same moment: exactly one has it, in every order of arrival', () => {
  const it = book();
  const one = it.take('bob', 1, { note: 'Beard too' }, 7);
  const two = it.take('ann', 1, {}, 7);
  const expected = it.now();
  for (const order of permutations(it.log)) expect(bookOf(order)).toEqual(expected);
  expect(it.holder(1)).toBe('ann');
  expect([it.state(one), it.state(two)]).toEqual(['lost', 'held']);
});

test('what was lost stays lost when the time is free again, and can be booked anew', () => {
  const it = book();
  const ann = it.take('ann', 1);
  const bob = it.take('bob', 1);
  it.send('ann', 'cancel', { booking: ann });
  expect(it.state(bob)).toBe('lost');
  expect(it.holder(1)).toBeNull();
  const again = it.take('bob', 1);
  expect(it.state(again)).toBe('held');
  same(it.log);
});

test('what the keeper confirmed is not lost to a booking that arrives late with an earlier number', () => {
  const it = book();
  const bob = it.take('bob', 1, {}, 10);
  it.send('keeper', 'confirm', { bookings: [bob] }, 11);
  const ann = it.take('ann', 1, {}, 4);
  expect([it.state(bob), it.state(ann)]).toEqual(['held', 'lost']);
  it.send('ann', 'confirm', { bookings: [ann] }, 5);
  expect(same(it.log).slots[1].booking.by).toBe('bob');
  it.send('keeper', 'confirm', { bookings: [ann] }, 20);
  expect(it.state(bob)).toBe('held');
});

test('cancel and rebook: by the booker only, and the time is free at once', () => {
  const it = book();
  const id = it.take('ann', 0);
  it.send('bob', 'cancel', { booking: id });
  expect(it.holder(0)).toBe('ann');
  it.send('ann', 'cancel', { booking: id });
  expect(it.state(id)).toBe('cancelled');
  expect(it.state(it.take('bob', 0))).toBe('held');
  expect(it.state(it.take('ann', 1))).toBe('held');
  same(it.log);
});

test('moving to another time gives up the first one only if the second is had', () => {
  const it = book();
  const first = it.take('ann', 0);
  it.take('bob', 1);
  const lost = it.take('ann', 1, { instead: first });
  expect([it.state(lost), it.state(first)]).toEqual(['lost', 'held']);
  const moved = it.take('ann', 2, { instead: first });
  expect([it.state(moved), it.state(first)]).toEqual(['held', 'moved']);
  expect([it.holder(0), it.holder(1), it.holder(2)]).toEqual([null, 'bob', 'ann']);
  // Nobody moves what is somebody else's.
  const theft = it.take('cat', 3, { instead: moved });
  expect([it.state(theft), it.state(moved)]).toEqual(['held', 'held']);
  same(it.log);
});

test('two who want each other\'s time at once both keep what they have', () => {
  const it = book();
  const ann = it.take('ann', 0);
  const bob = it.take('bob', 1);
  it.take('ann', 1, { instead: ann }, 9);
  it.take('bob', 0, { instead: bob }, 9);
  same(it.log);
  expect([it.holder(0), it.holder(1)]).toEqual(['ann', 'bob']);
});

test('one person has as many coming times as the keeper allows', () => {
  const it = book();
  it.take('ann', 0);
  const more = it.take('ann', 1);
  expect(it.state(more)).toBe('many');
  it.send('keeper', 'book', { title: 'Barber', notice: '', each: 2, zone: 'Europe/Berlin' });
  expect(it.state(it.take('ann', 2))).toBe('held');
  expect(it.state(it.take('ann', 3))).toBe('many');
  same(it.log);
});

test('a time that is over does not count against the next one, and cannot be booked', () => {
  const it = book();
  it.take('ann', 0);
  expect(it.state(it.take('ann', 2, { when: T(1) - 1 }))).toBe('many');
  expect(it.state(it.take('ann', 2, { when: T(1) }))).toBe('held');
  expect(it.state(it.take('bob', 0, { when: T(1) }))).toBe('closed');
});

test('the keeper closes, opens again and frees; nobody else does', () => {
  const it = book();
  it.send('ann', 'close', { starts: [T(0)] });
  it.send('ann', 'offer', { starts: [T(9)], minutes: 30 });
  expect(it.now().slots).toHaveLength(4);
  it.send('keeper', 'close', { starts: [T(0), T(8)] });
  expect(it.state(it.take('ann', 0))).toBe('closed');
  it.send('keeper', 'offer', { starts: [T(0)], minutes: 45 });
  const id = it.take('ann', 0);
  expect(it.now().slots[0]).toMatchObject({ minutes: 45, isOpen: true, booking: { by: 'ann' } });
  it.send('bob', 'free', { booking: id });
  expect(it.state(id)).toBe('held');
  // A time that is closed later is still theirs who have it, and keeps its length.
  it.send('keeper', 'close', { starts: [T(0)] });
  it.send('keeper', 'offer', { starts: [T(0)], minutes: 10 });
  expect(it.now().slots[0]).toMatchObject({ minutes: 45, booking: { by: 'ann' } });
  it.send('keeper', 'free', { booking: id });
  expect(it.state(id)).toBe('freed');
  expect(it.holder(0)).toBeNull();
  same(it.log);
});

test('a confirmed booking holds although the time was closed at the same moment', () => {
  const it = book();
  it.send('keeper', 'close', { starts: [T(1)] }, 4);
  const id = it.take('ann', 1, {}, 5);
  expect(it.state(id)).toBe('closed');
  it.send('keeper', 'confirm', { bookings: [id] }, 6);
  expect(it.state(id)).toBe('held');
  same(it.log);
});

test('the keeper is who opened first, and settings are the keeper\'s', () => {
  const it = book();
  it.send('x', 'open', { title: 'Mine', notice: '', each: 5, zone: 'UTC' }, 1);
  it.send('x', 'book', { title: 'Mine', notice: '', each: 5, zone: 'UTC' }, 1);
  expect(same(it.log)).toMatchObject({ keeper: 'keeper', title: 'Barber', each: 1 });
  it.send('a', 'open', { title: 'Earlier', notice: '', each: 5, zone: 'UTC' }, 1);
  expect(same(it.log)).toMatchObject({ keeper: 'a', title: 'Earlier', slots: [] });
});

test('times between two instants: none ends later, pauses count between them only', () => {
  expect(startsBetween(DAY, DAY + 60 * MINUTE, 30, 0)).toEqual([T(0), T(1)]);
  expect(startsBetween(DAY, DAY + 60 * MINUTE - 1, 30, 0)).toEqual([T(0)]);
  expect(startsBetween(DAY, DAY + 70 * MINUTE, 30, 10)).toEqual([DAY, DAY + 40 * MINUTE]);
  expect(startsBetween(DAY, DAY + 69 * MINUTE, 30, 10)).toEqual([DAY]);
  expect(startsBetween(DAY, DAY + 29 * MINUTE, 30, 0)).toEqual([]);
  expect(startsBetween(DAY, DAY, 30, 0)).toEqual([]);
  expect(startsBetween(DAY, DAY - MINUTE, 30, 0)).toEqual([]);
  expect(startsBetween(DAY, DAY + 1e12, 5, 0)).toHaveLength(MOST_TIMES);
  expect(startsBetween(DAY, DAY + 1e12, 0, 0)).toHaveLength(MOST_TIMES);
});

test('new times leave out what touches times that are there', () => {
  const it = book();
  it.send('keeper', 'close', { starts: [T(3)] });
  const { slots } = it.now();
  expect(fitting(slots, [T(-1), T(0), T(0) + 15 * MINUTE, T(3), T(4)], 30)).toEqual([T(-1), T(3), T(4)]);
  expect(fitting(slots, [T(-1)], 31)).toEqual([]);
});

/** Runs in a zone, whatever zone the machine is in. */
function inZone(zone, act) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

test('the form of times: local times become instants, in any zone', () => {
  const draft = { ...emptyOffer('2031-05-06'), from: '09:00', to: '10:00', minutes: '30' };
  const starts = (zone) => inZone(zone, () => readOffer(draft, [], 0).starts);
  expect(starts('UTC')).toEqual([Date.UTC(2031, 4, 6, 9), Date.UTC(2031, 4, 6, 9, 30)]);
  expect(starts('Asia/Shanghai')).toEqual([Date.UTC(2031, 4, 6, 1), Date.UTC(2031, 4, 6, 1, 30)]);
  expect(starts('Asia/Kathmandu')).toEqual([Date.UTC(2031, 4, 6, 3, 15), Date.UTC(2031, 4, 6, 3, 45)]);
});

test('the form of times knows the day on which the clocks change', () => {
  inZone('Europe/Berlin', () => {
    // 30 March 2031: after 01:59 comes 03:00.
    expect(instantOf('2031-03-30', '02:30')).toEqual({ wrong: 'noSuchTime' });
    expect(readOffer({ ...emptyOffer('2031-03-30'), from: '02:30' }, [], 0).wrong).toEqual({ from: 'noSuchTime' });
    const short = readOffer({ ...emptyOffer('2031-03-30'), from: '01:00', to: '04:00', minutes: '60' }, [], 0).starts;
    expect(short).toEqual([Date.UTC(2031, 2, 30, 0), Date.UTC(2031, 2, 30, 1)]);
    const long = readOffer({ ...emptyOffer('2031-10-26'), from: '01:00', to: '04:00', minutes: '60' }, [], 0).starts;
    expect(long).toHaveLength(4);
    expect([nextDay('2031-03-29'), nextDay('2031-03-30'), nextDay('2031-12-31'), nextDay('2032-02-28')]).toEqual(['2031-03-30', '2031-03-31', '2032-01-01', '2032-02-29']);
    expect(dayOf(Date.UTC(2031, 4, 5, 22))).toBe('2031-05-06');
  });
});

test('the form of times: to midnight, one time, and what has passed or is there already', () => inZone('UTC', () => {
  const draft = (fields) => ({ ...emptyOffer('2031-05-06'), ...fields });
  const at = (hour, minute = 0) => Date.UTC(2031, 4, 6, hour, minute);
  expect(readOffer(draft({ from: '23:00', to: '00:00' }), [], 0).starts).toEqual([at(23), at(23, 30)]);
  expect(readOffer(draft({ kind: 'one', from: '23:50', to: '', pause: 'x' }), [], 0)).toMatchObject({ starts: [at(23, 50)], minutes: 30 });
  expect(readOffer(draft({}), [], at(10)).starts).toEqual([at(10, 30), at(11), at(11, 30)]);
  const slots = [{ start: at(9, 15), minutes: 30, isOpen: true, booking: null }];
  expect(readOffer(draft({}), slots, 0)).toMatchObject({ starts: [at(10), at(10, 30), at(11), at(11, 30)], left: 2, last: at(12) });
}));

test('the form of times says what is wrong with which field', () => inZone('UTC', () => {
  const wrong = (fields, slots = [], now = 0) => readOffer({ ...emptyOffer('2031-05-06'), ...fields }, slots, now).wrong;
  for (const minutes of ['', '4', '601', '-5', '7.5', 'x', '٣٠']) expect(wrong({ minutes }), minutes).toEqual({ minutes: 'badMinutes' });
  for (const pause of ['', '241', '-1', '1.5']) expect(wrong({ pause }), pause).toEqual({ pause: 'badPause' });
  expect(wrong({ day: '', from: '', to: '' })).toEqual({ day: 'needsDay', from: 'needsTime', to: 'needsTime' });
  expect(wrong({ from: '12:00', to: '12:00' })).toEqual({ to: 'endsBefore' });
  expect(wrong({ from: '13:00', to: '12:00' })).toEqual({ to: 'endsBefore' });
  expect(wrong({ from: '09:00', to: '09:20' })).toEqual({ minutes: 'tooLong' });
  expect(wrong({ day: '1999-12-31' })).toEqual({ day: 'badDay' });
  expect(wrong({}, [], Date.UTC(2031, 4, 6, 12))).toEqual({ day: 'inPast' });
  expect(wrong({}, [{ start: Date.UTC(2031, 4, 6, 8), minutes: 600, isOpen: false, booking: {} }])).toEqual({ from: 'allTaken' });
}));

test('hostile payloads change nothing and throw nothing', () => {
  const it = book();
  it.take('ann', 0);
  const before = it.now();
  const take = { ...it.log[2], id: 'bad', at: 20, by: 'bob', start: T(1) };
  const offer = { ...it.log[1], id: 'bad', at: 20, starts: [T(9)] };
  const open = { ...it.log[0], id: 'bad', at: 1, by: 'a' };
  const bad = [
    null, 7, [], {}, 'take', { op: 'take' }, JSON.parse('{"op":"offer","__proto__":{"by":"keeper"},"id":{"toString":1}}'),
    ...[null, '1', -1, 0, T(1) + 1, T(1) + 0.5, T(50), NaN, 1e300, Date.UTC(2201, 0, 1), [T(1)], { valueOf: 1 }].map((start) => ({ ...take, start })),
    ...[null, 7, 'x'.repeat(301), {}].map((note) => ({ ...take, note })),
    ...['../x', 7, {}].map((instead) => ({ ...take, instead })),
    ...[null, -1, 'now', 1e300].map((when) => ({ ...take, when })),
    ...[null, {}, [], 'x', [null], [T(9) + 1], Array.from({ length: MOST_TIMES + 1 }, (_, at) => T(at)), [T(9), '1']].map((starts) => ({ ...offer, starts })),
    ...[0, 4, 601, -30, 1.5, '30', null, Infinity].map((minutes) => ({ ...offer, minutes })),
    ...['', null, 7, 'x'.repeat(61)].map((title) => ({ ...open, title })),
    ...[0, 6, 1.5, '1', null].map((each) => ({ ...open, each })),
    ...['', '<b>', 7, null, 'x'.repeat(61)].map((zone) => ({ ...open, zone })),
    ...[null, {}, '', 'nothing', '__proto__'].flatMap((booking) => ['cancel', 'free'].map((op) => ({ op, id: 'bad', at: 20, by: 'keeper', booking }))),
    ...[null, [], {}, ['nothing'], ['../x'], Array(101).fill('x')].map((bookings) => ({ op: 'confirm', id: 'bad', at: 20, by: 'keeper', bookings })),
  ];
  for (const payload of bad) expect(bookOf([...it.log, payload]), JSON.stringify(payload)).toEqual(before);
  expect(same([...it.log, ...bad], 10)).toEqual(before);
});

test('thousands of bookings are read in bounded time, and still one person has each time', () => {
  const it = book();
  const flood = Array.from({ length: 20000 }, (_, at) => ({ op: 'take', id: `f${at}`, at: 5, by: `p${at}`, name: '', start: T(at % 4), note: '', when: 1 }));
  const start = performance.now();
  const { slots, bookings } = bookOf([...it.log, ...flood]);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(slots.every(({ booking }) => booking !== null)).toBe(true);
  expect(bookings.filter(({ state }) => state === 'held')).toHaveLength(4);
});
