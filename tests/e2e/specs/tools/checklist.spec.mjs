import { expect, test } from '@playwright/test';
import { fold, MAX_ITEMS, placeAfterMove, shapes } from '../../../../programs/checklist/state.js';
import { settle } from '../../../../programs/kit/kit.js';
import { NONSENSE, opsOf, outcomes, permutations, shuffles } from './orders.mjs';

const from = (ops) => fold(settle(ops, shapes));
const texts = (items) => items.map(({ text }) => text);
const add = (by, ...all) => [by, 'add', { texts: all }];
const start = add('anna', 'Milk', 'Bread', 'Tea');
const open = (...rows) => texts(from(opsOf(start, ...rows)).open);

test('every order of arrival gives the same list', () => {
  const ops = opsOf(
    start, ['ben', 'check', { item: 'op1-0', done: true }], ['anna', 'move', { item: 'op1-2', behind: '' }], ['ben', 'rename', { item: 'op1-1', text: 'Rolls' }],
    ['cleo', 'take', { item: 'op1-1', mine: true }], add('cleo', 'Jam'), ['ben', 'remove', { items: ['op1-2'], gone: true }],
  );
  const wanted = from(ops);
  expect([texts(wanted.open), texts(wanted.done), texts(wanted.gone), wanted.open[0].who]).toEqual([['Rolls', 'Jam'], ['Milk'], ['Tea'], 'cleo']);
  expect(outcomes(permutations(ops), from)).toEqual([wanted]);
});

test('at the same time, the later address decides, on every device alike', () => {
  const ops = [
    ...opsOf(start),
    { id: 'x', at: 2, by: 'ben', op: 'rename', item: 'op1-0', text: 'Cream' },
    { id: 'y', at: 2, by: 'cleo', op: 'rename', item: 'op1-0', text: 'Yoghurt' },
    { id: 'z', at: 2, by: 'ben', op: 'take', item: 'op1-1', mine: true },
    { id: 'w', at: 2, by: 'abe', op: 'take', item: 'op1-1', mine: true },
  ];
  for (const order of permutations(ops)) {
    const [milk, bread] = from(order).open;
    expect([milk.text, bread.who]).toEqual(['Yoghurt', 'ben']);
  }
});

test('checking and taking are reversible, and nobody gives back what another one took', () => {
  const [check, take] = [(by, done) => [by, 'check', { item: 'op1-0', done }], (by, mine) => [by, 'take', { item: 'op1-0', mine }]];
  expect(from(opsOf(start, check('ben', true))).done[0]).toMatchObject({ text: 'Milk', doneBy: 'ben' });
  expect(from(opsOf(start, check('ben', true), check('anna', false))).open[0]).toMatchObject({ text: 'Milk', done: false, doneBy: '' });
  const who = (...rows) => from(opsOf(start, ...rows)).open[0].who;
  expect(who(take('ben', true))).toBe('ben');
  expect(who(take('ben', true), take('ben', false))).toBe('');
  expect(who(take('ben', true), take('cleo', false))).toBe('ben');
  expect(who(take('ben', true), take('cleo', true))).toBe('cleo');
});

test('moving goes to the top, behind another one, and nowhere that is not there', () => {
  const move = (item, behind) => ['ben', 'move', { item, behind }];
  expect(open(move('op1-2', ''))).toEqual(['Tea', 'Milk', 'Bread']);
  expect(open(['ben', 'move', { item: 'op1-2' }])).toEqual(['Milk', 'Bread', 'Tea']);
  expect(open(move('op1-0', 'op1-2'))).toEqual(['Bread', 'Tea', 'Milk']);
  expect(open(move('op1-0', 'op1-0'))).toEqual(['Milk', 'Bread', 'Tea']);
  expect(open(move('op1-0', 'gone'), move('gone', 'op1-0'), move('__proto__', 'op1-0'), move('op1-0', 'constructor'))).toEqual(['Milk', 'Bread', 'Tea']);
});

test('the buttons for up and down skip what is not shown, and end at the ends', () => {
  const ops = opsOf(add('anna', 'A', 'B', 'C', 'D'), ['anna', 'check', { item: 'op1-1', done: true }]);
  const state = from(ops);
  expect([placeAfterMove(state.open, 'op1-0', -1), placeAfterMove(state.open, 'op1-3', 1), placeAfterMove(state.open, 'none', 1)]).toEqual([null, null, null]);
  const step = (item, way) => texts(from([...ops, { op: 'move', id: 'm', at: 9, by: 'anna', item, behind: placeAfterMove(state.open, item, way) }]).open);
  expect(step('op1-2', -1)).toEqual(['C', 'A', 'D']);
  expect(step('op1-3', -1)).toEqual(['A', 'D', 'C']);
  expect(step('op1-0', 1)).toEqual(['C', 'A', 'D']);
});

test('deleted things come back to their place, and are not there twice', () => {
  const remove = (gone, ...items) => ['ben', 'remove', { items, gone }];
  expect(open(remove(true, 'op1-1'))).toEqual(['Milk', 'Tea']);
  expect(open(remove(true, 'op1-1', 'op1-1'), remove(true, 'op1-1'), remove(false, 'op1-1', 'op1-1'))).toEqual(['Milk', 'Bread', 'Tea']);
  const state = from(opsOf(start, remove(true, 'op1-0', 'op1-1'), remove(false, 'op1-0')));
  expect([texts(state.open), texts(state.gone)]).toEqual([['Milk', 'Tea'], ['Bread']]);
});

test('a full list takes no more, has room again, and remembers the last fifty that were deleted', () => {
  const bulk = Array.from({ length: 20 }, (_, at) => add('anna', ...Array.from({ length: 50 }, (_, n) => `${at}/${n}`)));
  const full = from(opsOf(...bulk));
  expect(full.open.length).toBe(MAX_ITEMS);
  const ids = full.open.map(({ id }) => id);
  const cleared = from(opsOf(...bulk, ['ben', 'remove', { items: ids, gone: true }], add('ben', 'One more')));
  expect([texts(cleared.open), cleared.gone.length]).toEqual([['One more'], 50]);
  expect(cleared.gone[0].id).toBe(ids.at(-1));
  const back = from(opsOf(...bulk, ['ben', 'remove', { items: ids, gone: true }], ['ben', 'remove', { items: ids, gone: false }]));
  expect(back.open.map(({ id }) => id)).toEqual(ids.slice(-50));
});

test('nonsense and floods change nothing and are bounded', () => {
  const base = opsOf(start);
  const hostile = NONSENSE.flatMap((bad, at) => [
    bad,
    ...['add', 'check', 'rename', 'take', 'move', 'remove'].map((op) => ({ op, id: `h${at}`, at: 3, by: 'eve', item: bad, text: bad, texts: [bad], items: bad, done: bad, mine: bad, gone: bad, behind: bad })),
  ]);
  for (const order of shuffles([...base, ...hostile], 5)) expect(texts(from(order).open)).toEqual(['Milk', 'Bread', 'Tea']);
  const flood = Array.from({ length: 3_000 }, (_, at) => ({ op: 'move', id: `f${at}`, at: 3 + at, by: 'eve', item: `op1-${at % 3}`, behind: `op1-${(at + 1) % 3}` }));
  expect(texts(from([...base, ...flood]).open).sort()).toEqual(['Bread', 'Milk', 'Tea']);
});
