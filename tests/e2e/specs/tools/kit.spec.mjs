import { expect, test } from '@playwright/test';
import { checks, clean, money, settle } from '../../../../programs/kit/kit.js';
import { NONSENSE, opsOf, permutations, shuffles } from './orders.mjs';

const shapes = ({ text, whole, flag, ref, list, oneOf, record, maybe }) => ({
  add: { label: text(10) },
  count: { n: whole(0, 5) },
  mix: { on: flag, to: ref, kind: oneOf('a', 'b'), many: list(record({ who: ref }), 2), note: maybe(text(5), 'none') },
});
const add = (id, at, by, label = id) => ({ op: 'add', id, at, by, name: by, label });
const idsOf = (ops) => settle(ops, shapes).map(({ id }) => id);

test('operations come out in one order: by the counter, then by the address, then by the id', () => {
  const ops = [add('z', 1, 'anna'), add('b', 2, 'ben'), add('c', 2, 'anna'), add('a', 2, 'ben'), add('y', 3, 'anna')];
  for (const order of permutations(ops)) expect(idsOf(order)).toEqual(['z', 'c', 'a', 'b', 'y']);
});

test('of two operations with one id the earlier one holds, whichever came first', () => {
  const twins = [add('a', 2, 'ben', 'late'), add('a', 1, 'ben', 'early'), add('a', 1, 'ben', 'earlz')];
  for (const order of permutations(twins)) expect(settle(order, shapes)).toEqual([{ ...twins[1] }]);
});

test('a counter that leaps away is ignored, and does not take the room of those that follow', () => {
  const ops = [add('a', 1, 'anna'), add('leap', Number.MAX_SAFE_INTEGER, 'eve'), add('near', 10_001, 'anna'), add('far', 20_002, 'eve')];
  for (const order of permutations(ops)) expect(idsOf(order)).toEqual(['a', 'near']);
});

test('an operation is taken whole and clean, or not at all', () => {
  const good = { op: 'mix', id: 'm', at: 1, by: 'anna', name: ' An\u202ena\n', on: true, to: 'x-1', kind: 'a', many: [{ who: 'q', more: 1 }], extra: 'dropped' };
  expect(settle([good], shapes)).toEqual([{ op: 'mix', id: 'm', at: 1, by: 'anna', name: 'Anna', on: true, to: 'x-1', kind: 'a', many: [{ who: 'q' }], note: 'none' }]);
  for (const field of ['op', 'id', 'at', 'by', 'on', 'to', 'kind', 'many']) {
    const { [field]: _, ...without } = good;
    expect(settle([without], shapes), `without ${field}`).toEqual([]);
  }
});

test('nonsense in any place of an operation is ignored and never throws', () => {
  expect(settle(NONSENSE, shapes)).toEqual([]);
  for (const nonsense of NONSENSE) {
    for (const field of ['op', 'id', 'at']) expect(settle([{ ...add('a', 1, 'anna'), [field]: nonsense }], shapes).length, `${field}`).toBeLessThan(2);
    for (const bad of [{ op: 'count', n: nonsense }, { op: 'mix', on: true, to: 'x', kind: 'a', many: nonsense }]) {
      const passed = settle([{ ...add('a', 1, 'anna'), ...bad }], shapes);
      for (const op of passed) expect(op.n ?? op.many).toEqual(op.op === 'count' ? 0 : []);
    }
  }
  for (const op of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) expect(settle([{ ...add('a', 1, 'anna'), op }], shapes)).toEqual([]);
});

test('the ends of what is allowed', () => {
  expect([checks.text(3)('abc'), checks.text(3)('abcd'), checks.text(3)('  '), checks.text(3, 0)('')]).toEqual(['abc', undefined, undefined, '']);
  expect([-1, 0, 5, 6, 2.5, '3', -0].map(checks.whole(0, 5))).toEqual([undefined, 0, 5, undefined, undefined, undefined, 0]);
  expect(Object.is(checks.whole(0, 5)(-0), 0)).toBe(true);
  expect([checks.ref('a'.repeat(40)), checks.ref('a'.repeat(41)), checks.ref('a b')]).toEqual(['a'.repeat(40), undefined, undefined]);
  expect([checks.list(checks.flag, 2)([true, false]), checks.list(checks.flag, 2)([true, true, true]), checks.list(checks.flag, 2, 1)([])]).toEqual([[true, false], undefined, undefined]);
  expect(clean('\u0000a\u202eb\r\n c\ufeff ')).toBe('ab c');
});

test('thousands of operations in any order are one order', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => add(`i${at}`, 1 + Math.floor(at / 3), `p${at % 3}`));
  const [first, ...rest] = shuffles(many, 4).map(idsOf);
  expect(first.length).toBe(3_000);
  for (const other of rest) expect(other).toEqual(first);
});

test('amounts are read as they are written in the language, to the last unit', () => {
  const [en, de, yen, dinar] = [money('EUR', 'en-GB'), money('EUR', 'de-DE'), money('JPY', 'zh-CN'), money('KWD', 'en-GB')];
  const table = [
    ['12', 1200, 1200, 12, 12000],
    ['12.5', 1250, 1250, 'digits', 12500],
    ['12,50', 1250, 1250, 'digits', 12500],
    ['1,234', 123400, 'digits', 1234, 1234000],
    ['1.234', 'digits', 123400, 'digits', 1234],
    ['1,234.56', 123456, 123456, 'digits', 1234560],
    ['1.234,56', 123456, 123456, 'digits', 1234560],
    ['1.234.567', 123456700, 123456700, 1234567, 1234567000],
    ['１２。５０', 1250, 1250, 'digits', 12500],
    [' € 0.10 ', 10, 10, 'digits', 100],
    ['.5', 50, 50, 'digits', 500],
    ['0', 0, 0, 0, 0],
    ['1,2.3', 'form', 'form', 'form', 'form'],
    ['1,2,3', 'form', 'form', 'form', 'form'],
    ['-5', 'form', 'form', 'form', 'form'],
    ['1e3', 'form', 'form', 'form', 'form'],
    ['.', 'form', 'form', 'form', 'form'],
    ['', 'empty', 'empty', 'empty', 'empty'],
    ['9'.repeat(30), 'large', 'large', 'large', 'large'],
  ];
  for (const [text, ...wanted] of table) {
    const found = [en, de, yen, dinar].map((purse) => purse.parse(text)).map(({ amount, wrong }) => amount ?? wrong);
    expect(found, text).toEqual(wanted);
  }
});

test('what is written for a field is read as the same amount', () => {
  for (const locale of ['en-GB', 'de-DE', 'zh-CN', 'fr-FR']) {
    for (const code of ['EUR', 'JPY', 'KWD']) {
      const purse = money(code, locale);
      for (const amount of [0, 1, 9, 10, 99, 100, 12_345, 99_999_999, 1e12]) {
        expect(purse.parse(purse.plain(amount)), `${code} ${locale} ${amount}`).toEqual({ amount });
      }
    }
  }
  expect(money('EUR', 'en-GB').format(-123456789)).toBe('-€1,234,567.89');
  expect(money('JPY', 'en-GB').format(5)).toBe('¥5');
  expect(money('EUR', 'en-GB', 0).format(5)).toBe('€5');
});
