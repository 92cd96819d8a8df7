import { expect, test } from '@playwright/test';
import { balances, fold, MAX_AMOUNT, settlement, shapes, split, totalOf } from '../../../../programs/bill/state.js';
import { settle } from '../../../../programs/kit/kit.js';
import { NONSENSE, opsOf, outcomes, permutations, random, shuffles } from './orders.mjs';

const from = (ops) => fold(settle(ops, shapes));
const parts = (shares) => Object.entries(shares).map(([who, share]) => ({ who, share }));
const sum = (numbers) => [...numbers].reduce((total, each) => total + each, 0);
const start = ['anna', 'open', { title: 'Trip', currency: 'EUR', digits: 2 }];
const spend = (payer, amount, shares, what = 'Dinner') => [payer, 'spend', { what, amount, payer, parts: parts(shares) }];
const three = [start, ['ben', 'join'], ['cleo', 'join']];
const open = (...rows) => Object.fromEntries(balances(from(opsOf(...rows))));

/** What is left when these payments are made. */
function after(balance, payments) {
  const left = new Map(balance);
  for (const { from: payer, to, amount } of payments) {
    left.set(payer, left.get(payer) + amount);
    left.set(to, left.get(to) - amount);
  }
  return [...left.values()];
}

test('every order of arrival gives the same bill', () => {
  const ops = opsOf(...three, spend('ben', 1000, { anna: 1, ben: 1, cleo: 1 }), ['ben', 'change', { expense: 'op4', what: 'Supper', amount: 1001, payer: 'cleo', parts: parts({ anna: 2, cleo: 1 }) }],
    ['anna', 'pay', { from: 'anna', to: 'cleo', amount: 100 }], ['cleo', 'title', { title: 'Lake' }]);
  const wanted = from(ops);
  expect([wanted.bill.title, totalOf(wanted), wanted.expenses[0].what, Object.fromEntries(balances(wanted))]).toEqual(['Lake', 1001, 'Supper', { anna: -567, ben: 0, cleo: 567 }]);
  expect(outcomes(permutations(ops), from)).toEqual(outcomes([ops], from));
});

test('parts add up to the amount, to the last unit, and nobody is off by a whole one', () => {
  const next = random(3);
  for (let turn = 0; turn < 600; turn += 1) {
    const amount = turn < 20 ? turn + 1 : 1 + Math.floor(next() ** 4 * (MAX_AMOUNT - 1));
    const shares = Array.from({ length: 1 + Math.floor(next() * 60) }, (_, at) => ({ who: `p${at}`, share: turn % 2 ? 1 : 1 + Math.floor(next() * 100) }));
    const total = sum(shares.map(({ share }) => share));
    const found = split(amount, shares, `e${turn}`);
    expect(sum(found.values())).toBe(amount);
    const isNear = ({ who, share }) => Math.abs(Number(BigInt(found.get(who)) * BigInt(total) - BigInt(amount) * BigInt(share))) < total;
    expect(shares.every(isNear)).toBe(true);
  }
});

test('the greatest amount and the greatest shares are still exact', () => {
  const shares = Array.from({ length: 60 }, (_, at) => ({ who: `p${at}`, share: 100 - (at % 3) }));
  const found = split(MAX_AMOUNT, shares, 'e');
  const total = BigInt(sum(shares.map(({ share }) => share)));
  expect(sum(found.values())).toBe(MAX_AMOUNT);
  for (const { who, share } of shares) {
    const floor = (BigInt(MAX_AMOUNT) * BigInt(share)) / total;
    expect([floor, floor + 1n]).toContain(BigInt(found.get(who)));
  }
});

test('the odd unit does not depend on the order of people, and is not always the same one\'s', () => {
  const people = parts({ anna: 1, ben: 1, cleo: 1 });
  const times = { anna: 0, ben: 0, cleo: 0 };
  for (let turn = 0; turn < 900; turn += 1) {
    const id = `expense${turn}`;
    const first = Object.fromEntries(split(100, people, id));
    if (turn < 30) for (const order of permutations(people)) expect(Object.fromEntries(split(100, order, id))).toEqual(first);
    for (const [who, units] of Object.entries(first)) times[who] += units - 33;
  }
  expect(sum(Object.values(times))).toBe(900);
  for (const each of Object.values(times)) expect(Math.abs(each - 300)).toBeLessThan(60);
});

test('with unequal shares the odd unit goes to the largest remainder', () => {
  for (const id of ['a', 'b', 'c', 'd']) expect([...split(100, parts({ anna: 1, ben: 5 }), id)]).toEqual([['anna', 17], ['ben', 83]]);
  expect([...split(1, parts({ anna: 1, ben: 2 }), 'x')]).toEqual([['anna', 0], ['ben', 1]]);
});

test('balances add up to nothing, and the payments bring all of them there', () => {
  const next = random(11);
  const people = Array.from({ length: 9 }, (_, at) => `p${at}`);
  for (let turn = 0; turn < 60; turn += 1) {
    const rows = [['p0', 'open', { title: 'T', currency: 'JPY', digits: 0 }], ...people.slice(1).map((who) => [who, 'join'])];
    for (let n = 0; n < 12; n += 1) {
      const shares = Object.fromEntries(people.filter(() => next() < 0.6).map((who) => [who, 1 + Math.floor(next() * 4)]));
      rows.push(spend(people[Math.floor(next() * 9)], 1 + Math.floor(next() * 99_999), Object.keys(shares).length ? shares : { p0: 1 }));
    }
    const balance = balances(from(opsOf(...rows)));
    expect(sum(balance.values())).toBe(0);
    const payments = settlement(balance);
    expect(after(balance, payments).every((units) => units === 0)).toBe(true);
    expect(payments.length).toBeLessThan(9);
    expect(payments.every(({ amount, from: payer, to }) => amount > 0 && payer !== to)).toBe(true);
  }
});

/** The fewest payments by trying all ways to part people into groups that owe each other nothing else. */
function fewest(units) {
  const left = units.filter((each) => each !== 0);
  if (!left.length) return 0;
  let best = left.length - 1;
  for (let mask = 1; mask < 2 ** left.length - 1; mask += 2) {
    const inside = left.filter((_, at) => mask & (1 << at));
    if (sum(inside) === 0) best = Math.min(best, fewest(inside) + fewest(left.filter((_, at) => !(mask & (1 << at)))));
  }
  return best;
}

test('no fewer payments would do', () => {
  expect(settlement(new Map([['a', 500], ['b', -500], ['c', 300], ['d', -300]])).length).toBe(2);
  // Who pays most to whom is owed most would need four here.
  expect(settlement(new Map([['a', 7], ['b', 5], ['c', -6], ['d', -4], ['e', -2]])).length).toBe(4);
  expect(settlement(new Map([['a', 6], ['b', 5], ['c', -4], ['d', -4], ['e', -3]])).length).toBe(4);
  expect(settlement(new Map([['a', 8], ['b', 5], ['c', -3], ['d', -5], ['e', -5]])).length).toBe(3);
  const next = random(5);
  for (let turn = 0; turn < 300; turn += 1) {
    const units = Array.from({ length: 2 + (turn % 6) }, () => Math.floor(next() * 13) - 6);
    units.push(-sum(units));
    const balance = new Map(units.map((each, at) => [`p${at}`, each]));
    const payments = settlement(balance);
    expect(after(balance, payments).every((each) => each === 0)).toBe(true);
    expect(payments.length, `${units}`).toBe(fewest(units));
  }
});

test('sixteen people are settled with the fewest payments, sixty with less than sixty, both at once', () => {
  const pairs = (n) => new Map(Array.from({ length: n }, (_, at) => [`p${String(at).padStart(2, '0')}`, at % 2 ? -(at + 10) : at + 11]));
  const began = performance.now();
  expect(settlement(pairs(16)).length).toBe(8);
  const all = pairs(60);
  const many = settlement(all);
  expect(many.length).toBeLessThan(60);
  expect(after(all, many).every((units) => units === 0)).toBe(true);
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a payment counts until it is taken back, and an expense until it is deleted', () => {
  const dinner = spend('ben', 900, { anna: 1, ben: 1, cleo: 1 });
  expect(open(...three, dinner)).toEqual({ anna: -300, ben: 600, cleo: -300 });
  const pay = ['anna', 'pay', { from: 'anna', to: 'ben', amount: 300 }];
  expect(open(...three, dinner, pay)).toEqual({ anna: 0, ben: 300, cleo: -300 });
  expect(open(...three, dinner, pay, ['ben', 'unpay', { payment: 'op5', gone: true }])).toEqual({ anna: -300, ben: 600, cleo: -300 });
  const gone = ['ben', 'unspend', { expense: 'op4', gone: true }];
  expect(open(...three, dinner, gone)).toEqual({ anna: 0, ben: 0, cleo: 0 });
  expect(open(...three, dinner, gone, ['anna', 'unspend', { expense: 'op4', gone: false }])).toEqual({ anna: -300, ben: 600, cleo: -300 });
});

test('people join once, are added by name, and may say which one they are', () => {
  const invited = [start, ['anna', 'invite', { called: 'Ben' }], spend('anna', 200, { anna: 1, op2: 1 })];
  const claim = (by, mine = true) => [by, 'claim', { who: 'op2', mine }];
  const members = (...rows) => from(opsOf(...rows)).members.map(({ id, address, called }) => [id, address, called]);
  const [asAnna, asNobody, asBen] = [['anna', 'anna', ''], ['op2', '', 'Ben'], ['op2', 'ben', 'Ben']];
  expect(members(...invited, ['ben', 'join'], ['ben', 'join'])).toEqual([asAnna, asNobody, ['ben', 'ben', '']]);
  expect(members(...invited, claim('ben'), ['ben', 'join'], claim('eve'), claim('eve', false))).toEqual([asAnna, asBen]);
  expect(members(...invited, claim('ben'), claim('ben', false))).toEqual([asAnna, asNobody]);
  const called = (by) => from(opsOf(...invited, claim('ben'), [by, 'call', { who: 'op2', called: 'B' }])).everybody.get('op2').called;
  expect([called('ben'), called('eve')]).toEqual(['B', 'Ben']);
});

test('whoever joined and was added by name is one person from then on, and two again if it was a mistake', () => {
  const both = [start, ['anna', 'invite', { called: 'Ben' }], ['ben', 'join'], spend('anna', 400, { anna: 1, op2: 1, ben: 2 }), spend('ben', 100, { op2: 1 }), ['op2', 'pay', { from: 'ben', to: 'anna', amount: 10 }]];
  const claim = (mine) => ['ben', 'claim', { who: 'op2', mine }];
  expect(open(...both)).toEqual({ anna: 290, op2: -200, ben: -90 });
  expect(open(...both, claim(true))).toEqual({ anna: 290, op2: -290 });
  expect(from(opsOf(...both, claim(true))).expenses[0].parts).toEqual(parts({ anna: 1, op2: 3 }));
  expect(open(...both, claim(true), claim(false))).toEqual({ anna: 290, op2: -200, ben: -90 });
  const twice = [['anna', 'invite', { called: 'B' }], ['ben', 'claim', { who: 'op8', mine: true }]];
  expect(open(...both, claim(true), ...twice)).toEqual({ anna: 290, op8: -290 });
  expect(open(...both, claim(true), ...twice, claim(false), ['ben', 'claim', { who: 'ben', mine: false }])).toEqual({ anna: 290, op8: -290 });
});

test('who is in an expense stays in the bill; who is not may leave and come back', () => {
  const leave = (who, gone) => ['anna', 'leave', { who, gone }];
  const ids = (...rows) => from(opsOf(...three, ...rows)).members.map(({ id }) => id);
  expect(ids(leave('cleo', true))).toEqual(['anna', 'ben']);
  expect(ids(leave('cleo', true), ['cleo', 'join'])).toEqual(['anna', 'ben', 'cleo']);
  expect(ids(spend('ben', 100, { cleo: 1 }), leave('cleo', true), leave('ben', true))).toEqual(['anna', 'ben', 'cleo']);
});

test('the currency is chosen once, and the next bill begins when this one is put away', () => {
  const again = ['ben', 'open', { title: 'Other', currency: 'JPY', digits: 0 }];
  const away = (bill, is) => ['ben', 'away', { bill, away: is }];
  expect(from(opsOf(start, again)).bill).toMatchObject({ title: 'Trip', currency: 'EUR' });
  const next = from(opsOf(...three, spend('ben', 900, { anna: 1 }), away('op1', true), again));
  expect([next.bill.title, next.expenses, next.earlier]).toEqual(['Other', [], [{ id: 'op1', title: 'Trip', currency: 'EUR', digits: 2, total: 900 }]]);
  expect(from(opsOf(start, away('op1', true))).bill).toBe(null);
  expect(from(opsOf(start, away('op1', true), away('op1', false))).bill.title).toBe('Trip');
  expect(from(opsOf(start, away('op1', true), again, away('op1', false))).bill.title).toBe('Other');
});

test('expenses with strangers, doubles, wrong amounts or wrong shares are none', () => {
  const bad = [
    { parts: parts({ eve: 1 }) }, { payer: 'eve' }, { parts: [] }, { parts: [...parts({ anna: 1 }), ...parts({ anna: 1 })] },
    { amount: 0 }, { amount: -5 }, { amount: 1.5 }, { amount: '100' }, { amount: MAX_AMOUNT + 1 }, { amount: NaN },
    { parts: parts({ anna: 0 }) }, { parts: parts({ anna: -1 }) }, { parts: parts({ anna: 101 }) }, { parts: parts({ anna: 0.5 }) }, { what: '' }, { what: 'x'.repeat(81) },
  ];
  for (const fields of bad) {
    const [by, op, good] = spend('ben', 100, { anna: 1 });
    expect(from(opsOf(...three, [by, op, { ...good, ...fields }])).expenses, JSON.stringify(fields)).toEqual([]);
    expect(from(opsOf(...three, [by, op, good], [by, 'change', { expense: 'op4', ...good, ...fields }])).expenses[0]).toMatchObject({ what: 'Dinner', amount: 100 });
  }
  const pay = (fields) => from(opsOf(...three, ['anna', 'pay', { from: 'anna', to: 'ben', amount: 1, ...fields }])).payments.length;
  expect([{}, { to: 'anna' }, { to: 'eve' }, { amount: 0 }, { amount: -1 }].map(pay)).toEqual([1, 0, 0, 0, 0]);
});

test('nonsense and floods change nothing and are bounded', () => {
  const base = opsOf(...three, spend('ben', 900, { anna: 1, ben: 1, cleo: 1 }));
  const names = ['open', 'title', 'claim', 'invite', 'call', 'leave', 'spend', 'change', 'unspend', 'pay', 'unpay', 'away'];
  const hostile = NONSENSE.flatMap((bad, at) => [bad, ...names.map((op) => ({ op, id: `h${at}`, at: 5, by: 'eve', title: bad, currency: bad, digits: bad, who: bad, called: bad, gone: bad, what: bad, amount: bad, payer: bad, parts: bad, expense: bad, payment: bad, from: bad, to: bad, bill: bad, away: bad }))]);
  for (const order of shuffles([...base, ...hostile], 5)) expect(from(order)).toEqual(from(base));
  const flood = Array.from({ length: 6_000 }, (_, at) => ({ id: `f${at}`, at: 5 + at, by: `eve${at}`, ...(at % 3 ? { op: 'spend', what: 'x', amount: MAX_AMOUNT, payer: 'ben', parts: parts({ anna: 1 }) } : { op: 'join' }) }));
  const began = performance.now();
  const state = from([...base, ...flood]);
  expect([state.members.length, state.expenses.length]).toEqual([60, 2_000]);
  expect(Number.isSafeInteger(totalOf(state))).toBe(true);
  expect(sum(balances(state).values())).toBe(0);
  expect(performance.now() - began).toBeLessThan(3_000);
});
