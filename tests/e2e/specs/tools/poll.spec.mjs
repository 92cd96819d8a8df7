import { expect, test } from '@playwright/test';
import { settle } from '../../../../programs/kit/kit.js';
import { fold, isSlot, optionsOf, peopleFor, shapes, tally } from '../../../../programs/poll/state.js';
import { NONSENSE, opsOf, outcomes, permutations, shuffles } from './orders.mjs';

const from = (ops) => fold(settle(ops, shapes));
/** What is seen of it. */
const seen = ({ poll, earlier }) => ({
  question: poll?.question,
  maker: poll?.maker,
  closed: poll?.closed,
  options: poll && optionsOf(poll).map((option) => [option.label, [...option.votes].sort()]),
  earlier: earlier.map((each) => each.question),
});
const asked = (fields) => ['anna', 'ask', { question: 'Lunch?', kind: 'text', options: ['Noodles', 'Rice'], many: false, open: false, ...fields }];
const labels = (state) => optionsOf(state.poll).map(({ label }) => label);
const yes = (option, by) => [by, 'vote', { option, answer: 'yes' }];

test('every order of arrival gives the same poll', () => {
  const ops = opsOf(
    asked({ open: true }), yes('op1-0', 'ben'), ['cleo', 'add', { poll: 'op1', label: 'Soup' }], yes('op3', 'ben'), yes('op1-1', 'anna'),
    ['anna', 'reword', { poll: 'op1', question: 'Dinner?' }], ['anna', 'close', { poll: 'op1', closed: true }],
  );
  const wanted = { question: 'Dinner?', maker: 'anna', closed: true, options: [['Noodles', []], ['Rice', [['anna', 'yes']]], ['Soup', [['ben', 'yes']]]], earlier: [] };
  expect(outcomes(permutations(ops), (order) => seen(from(order)))).toEqual([wanted]);
});

test('what happens at the same time is settled by the address, on every device alike', () => {
  const ops = [
    ...opsOf(asked()),
    { id: 'x', at: 2, by: 'ben', op: 'vote', option: 'op1-0', answer: 'yes' },
    { id: 'y', at: 2, by: 'anna', op: 'close', poll: 'op1', closed: true },
    { id: 'z', at: 2, by: 'abe', op: 'vote', option: 'op1-1', answer: 'yes' },
    { id: 'w', at: 1, by: 'aaron', op: 'ask', question: 'Mine?', kind: 'text', options: [], many: true, open: true },
  ];
  for (const order of permutations(ops)) expect(from(order).poll.question).toBe('Mine?');
  for (const order of permutations(ops.slice(0, 4))) {
    expect(seen(from(order)).options).toEqual([['Noodles', []], ['Rice', [['abe', 'yes']]]]);
  }
});

test('one answer replaces the other, more stand beside each other, and each can be taken back', () => {
  const rows = [yes('op1-0', 'ben'), yes('op1-1', 'ben')];
  expect(tally(from(opsOf(asked(), ...rows)).poll)).toMatchObject({ voters: 1, best: [{ label: 'Rice' }] });
  const many = from(opsOf(asked({ many: true }), ...rows));
  expect(many.poll.all.map((option) => peopleFor(option, 'yes'))).toEqual([['ben'], ['ben']]);
  for (const isMany of [true, false]) {
    const none = from(opsOf(asked({ many: isMany }), yes('op1-0', 'ben'), ['ben', 'vote', { option: 'op1-0', answer: 'none' }]));
    expect(tally(none.poll)).toEqual({ voters: 0, can: 0, yes: 0, best: [] });
  }
  expect(tally(from(opsOf(asked(), ['ben', 'vote', { option: 'op1-0', answer: 'maybe' }])).poll).voters).toBe(0);
});

test('of days, those lead on which most can come, and of these the ones that suit most', () => {
  const days = { kind: 'date', options: ['2026-06-07', '2026-06-06T18:00', '2026-06-06', 'not a day', '2026-02-30'] };
  const answers = (...rows) => rows.map(([by, at, answer]) => [by, 'vote', { option: `op1-${at}`, answer }]);
  const state = from(opsOf(asked(days), ...answers(['a', 0, 'yes'], ['b', 0, 'yes'], ['c', 0, 'no'], ['a', 1, 'maybe'], ['b', 1, 'maybe'], ['c', 1, 'yes'], ['a', 2, 'yes'], ['b', 2, 'yes'], ['c', 2, 'maybe'])));
  expect(labels(state)).toEqual(['2026-06-06', '2026-06-06T18:00', '2026-06-07']);
  const { best, ...counts } = tally(state.poll);
  expect(counts).toEqual({ voters: 3, can: 3, yes: 2 });
  expect(best.map(({ label }) => label)).toEqual(['2026-06-06']);
  const level = from(opsOf(asked(days), ...answers(['a', 0, 'yes'], ['a', 1, 'yes'], ['b', 2, 'no'])));
  expect(tally(level.poll).best.map(({ label }) => label)).toEqual(['2026-06-06T18:00', '2026-06-07']);
  expect(tally(from(opsOf(asked(days), ...answers(['a', 0, 'no']))).poll).best).toEqual([]);
});

test('only the maker closes, rewords and, if others may not, adds', () => {
  const ben = [['ben', 'close', { poll: 'op1', closed: true }], ['ben', 'reword', { poll: 'op1', question: 'Mine' }], ['ben', 'add', { poll: 'op1', label: 'Soup' }], ['ben', 'drop', { option: 'op1-0', gone: true }]];
  expect(seen(from(opsOf(asked(), ...ben)))).toEqual(seen(from(opsOf(asked()))));
  const anna = ben.map(([, ...rest]) => ['anna', ...rest]).reverse();
  expect(seen(from(opsOf(asked(), ...anna)))).toMatchObject({ closed: true, question: 'Mine', options: [['Rice', []], ['Soup', []]] });
});

test('an option that is there is not added twice, and votes for either are votes for it', () => {
  const state = from(opsOf(asked({ open: true, options: ['Tea'] }), ['ben', 'add', { poll: 'op1', label: 'tea' }], yes('op2', 'ben'), yes('op1-0', 'cleo')));
  expect(seen(state).options).toEqual([['Tea', [['ben', 'yes'], ['cleo', 'yes']]]]);
});

test('a removed option comes back with its votes; its adder may remove it, others may not', () => {
  const start = [asked({ open: true }), ['ben', 'add', { poll: 'op1', label: 'Soup' }], yes('op2', 'cleo')];
  const drop = (by, gone) => [by, 'drop', { option: 'op2', gone }];
  expect(labels(from(opsOf(...start, drop('cleo', true))))).toEqual(['Noodles', 'Rice', 'Soup']);
  expect(labels(from(opsOf(...start, drop('ben', true), yes('op2', 'dan'))))).toEqual(['Noodles', 'Rice']);
  expect(seen(from(opsOf(...start, drop('ben', true), yes('op2', 'dan'), drop('anna', false)))).options.at(-1)).toEqual(['Soup', [['cleo', 'yes']]]);
});

test('a closed poll takes no answers until it is open again; then the next question may follow', () => {
  const close = (closed) => ['anna', 'close', { poll: 'op1', closed }];
  const next = ['ben', 'ask', { question: 'Next?', kind: 'text', options: ['A', 'B'], many: false, open: false }];
  expect(tally(from(opsOf(asked(), close(true), yes('op1-0', 'ben'))).poll).voters).toBe(0);
  expect(tally(from(opsOf(asked(), close(true), close(false), yes('op1-0', 'ben'))).poll).voters).toBe(1);
  expect(seen(from(opsOf(asked(), next)))).toMatchObject({ question: 'Lunch?', earlier: [] });
  expect(seen(from(opsOf(asked(), close(true), next)))).toMatchObject({ question: 'Next?', maker: 'ben', earlier: ['Lunch?'] });
});

test('days and times are real ones', () => {
  expect(['2024-02-29', '1900-01-01', '2199-12-31', '2026-06-06T00:00', '2026-06-06T23:59'].every(isSlot)).toBe(true);
  for (const bad of ['2026-02-29', '2026-00-01', '2026-6-6', '1899-12-31', '2200-01-01', '2026-06-06T24:00', '2026-06-06T10:60', '2026-06-06T10:00Z', '', '2026-06-06\n']) expect(isSlot(bad), bad).toBe(false);
});

test('nonsense, strangers and floods change nothing and are bounded', () => {
  const base = opsOf(asked({ open: true }), yes('op1-0', 'ben'));
  const hostile = NONSENSE.flatMap((bad, at) => [
    bad,
    ...['ask', 'reword', 'add', 'drop', 'vote', 'close'].map((op) => ({ op, id: `h${at}`, at: 3, by: 'eve', poll: bad, option: bad, question: bad, answer: bad, closed: bad, label: bad, gone: bad, options: bad, kind: bad, many: bad, open: bad })),
  ]);
  for (const order of shuffles([...base, ...hostile], 5)) expect(seen(from(order))).toEqual(seen(from(base)));
  const flood = Array.from({ length: 5_000 }, (_, at) => ({ op: 'add', id: `f${at}`, at: 3 + at, by: 'eve', poll: 'op1', label: `No ${at}` }));
  expect(optionsOf(from([...base, ...flood]).poll).length).toBe(60);
});
