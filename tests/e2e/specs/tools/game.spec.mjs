// Gomoku is the same game on every device, whatever came when, and whoever does not keep to the rules.
import { expect, test } from '@playwright/test';
import { settle } from '../../../../programs/kit/ops.js';
import { EMPTY, lineOf, pointName, step } from '../../../../programs/game/rules.js';
import { fold, shapes } from '../../../../programs/game/state.js';
import { permutations, shuffles } from './orders.mjs';

const gameOf = (payloads) => fold(settle(payloads, shapes)).tables[0];
/** What all orders of arrival come to. */
const same = (payloads, times = 60) => {
  const first = gameOf(payloads);
  for (const order of shuffles(payloads, times)) expect(gameOf(order)).toEqual(first);
  return first;
};

const P = (x, y, size = 9) => y * size + x;
let ids = 0;
/** A table where "b" is black and "w" is white, and their talk: each sees what the other sent. */
function table(size = 9, black = 'b', white = 'w') {
  const log = [];
  const send = (by, op, fields = {}, at = log.length + 1) => {
    const payload = { op, id: `${op}-${(ids += 1)}`, at, by, name: by, ...fields };
    log.push(payload);
    return payload;
  };
  const id = send(black, 'table', { size }).id;
  send(black, 'sit', { table: id, colour: 'black' });
  send(white, 'sit', { table: id, colour: 'white' });
  const now = () => gameOf(log);
  const act = (by, op, fields = {}) => {
    const { game } = now();
    const pair = op === 'move' && game.number === 0 && game.head === null ? { pair: { black, white } } : {};
    return send(by, op, { table: id, round: game.number, after: op === 'again' ? game.end : game.head, ...pair, ...fields });
  };
  const move = (by, point, fields) => act(by, 'move', { point, ...fields });
  return { log, id, send, act, move, now };
}
/** Black gets five in the top row, white plays below. */
function won() {
  const it = table();
  for (let x = 0; x < 4; x += 1) {
    it.move('b', P(x, 0));
    it.move('w', P(x, 1));
  }
  it.move('b', P(4, 0));
  return it;
}

test('five in a row win in all four directions, and at the edges', () => {
  const noise = [P(8, 8), P(6, 8), P(4, 8), P(2, 8)];
  const line = (points) => lineOf(points.flatMap((point, at) => (at < 4 ? [point, noise[at]] : [point])), 9);
  expect(line([0, 1, 2, 3, 4].map((at) => P(at, 0)))).toEqual([0, 1, 2, 3, 4]);
  expect(line([4, 5, 7, 8, 6].map((at) => P(at, 3)))).toEqual([4, 5, 6, 7, 8].map((at) => P(at, 3)));
  expect(line([0, 1, 2, 3, 4].map((at) => P(8, at)))).toHaveLength(5);
  expect(line([0, 1, 2, 3, 4].map((at) => P(at + 1, at)))).toHaveLength(5);
  expect(line([0, 1, 2, 3, 4].map((at) => P(4 - at, at + 2)))).toHaveLength(5);
  // The end of one row and the beginning of the next are no line.
  expect(line([P(6, 0), P(7, 0), P(8, 0), P(0, 1), P(1, 1)])).toBeNull();
  expect(lineOf([], 9)).toBeNull();
});

test('six in a row win too, and all six are in the line', () => {
  const points = [0, 1, 2, 4, 5, 3].map((x) => P(x, 0));
  const stones = points.flatMap((point, at) => (at < 5 ? [point, P(at * 2 % 9, 5 + (at % 2))] : [point]));
  expect(lineOf(stones, 9)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('points have names that begin at the bottom left', () => {
  expect(pointName(P(0, 8), 9)).toBe('A1');
  expect(pointName(P(8, 0), 9)).toBe('I9');
  expect(pointName(12, 13)).toBe('M13');
});

test('a full board without a line is a draw', () => {
  const players = { black: 'b', white: 'w' };
  // Two and two, moved by one in each second row: no five of one colour anywhere.
  const isBlack = (point) => ((point % 9) + 2 * (Math.floor(point / 9) % 2)) % 4 < 2;
  const [blacks, whites] = [[], []];
  for (let point = 0; point < 81; point += 1) (isBlack(point) ? blacks : whites).push(point);
  while (blacks.length > 41) whites.push(blacks.pop());
  while (whites.length > 40) blacks.push(whites.pop());
  let position = EMPTY;
  for (let at = 0; at < 81; at += 1) {
    const op = { op: 'move', by: at % 2 ? 'w' : 'b', point: at % 2 ? whites[(at - 1) / 2] : blacks[at / 2] };
    position = step(position, op, players, 9);
    expect(position).not.toBeNull();
  }
  expect(position).toMatchObject({ line: null, isFull: true });
  expect(step(position, { op: 'move', by: 'w', point: 0 }, players, 9)).toBeNull();
});

test('moves alternate; out of turn, on a stone, off the board and by watchers they are ignored', () => {
  const it = table();
  it.move('w', P(0, 0));
  expect(it.now().game.stones).toEqual([]);
  it.move('b', P(4, 4));
  it.move('b', P(5, 5));
  it.move('w', P(4, 4));
  it.move('w', 81);
  it.move('somebody', P(1, 1));
  expect(it.now().game.stones).toEqual([P(4, 4)]);
  it.move('w', P(3, 3));
  expect(same(it.log).game).toMatchObject({ stones: [P(4, 4), P(3, 3)], turn: 'black', isOver: false });
});

test('all orders of arrival of a small game give the same game', () => {
  const it = table();
  it.move('b', 40);
  it.move('w', 41);
  it.act('w', 'ask');
  it.act('b', 'allow');
  const expected = it.now();
  expect(expected.game.stones).toEqual([40]);
  for (const order of permutations(it.log)) expect(gameOf(order)).toEqual(expected);
});

test('a whole game with its line is the same in any order, and no move follows it', () => {
  const it = won();
  it.move('w', P(8, 8));
  const { game } = same(it.log);
  expect(game).toMatchObject({ winner: 'black', line: [0, 1, 2, 3, 4], isOver: true });
  expect(game.stones).toHaveLength(9);
});

test('what was answered cannot be changed by sending something earlier', () => {
  const it = table();
  const first = it.move('b', 40);
  it.move('w', 41);
  const third = it.move('b', 42);
  it.move('w', 43);
  it.log.push({ ...third, id: 'sly', at: 1, point: 50 });
  it.log.push({ ...first, id: 'slyer', at: 1, point: 51 });
  expect(same(it.log).game.stones).toEqual([40, 41, 42, 43]);
});

test('two moves for one turn: the first counts everywhere as long as nobody has answered', () => {
  const it = table();
  it.move('b', 40);
  const one = it.move('w', 41);
  it.log.push({ ...one, id: 'other', point: 50, at: one.at });
  const expected = ['other', one.id].sort()[0] === 'other' ? 50 : 41;
  expect(same(it.log).game.stones).toEqual([40, expected]);
});

test('somebody who sat down earlier, and was heard of later, does not push a player off the board', () => {
  const it = table();
  it.send('late', 'sit', { table: it.id, colour: 'white' }, 2);
  expect(same(it.log)).toMatchObject({ black: 'b', white: 'late' });
  it.move('b', 40);
  it.move('w', 41);
  expect(same(it.log)).toMatchObject({ black: 'b', white: 'w' });
});

test('a chair can be left before the first stone, and not after it', () => {
  const it = table();
  it.send('w', 'stand', { table: it.id, colour: 'white' });
  expect(same(it.log)).toMatchObject({ black: 'b', white: null, game: null });
  it.send('x', 'sit', { table: it.id, colour: 'white' });
  it.send('w', 'sit', { table: it.id, colour: 'white' });
  expect(same(it.log)).toMatchObject({ black: 'b', white: 'x' });
  it.move('b', 40, { pair: { black: 'b', white: 'x' } });
  it.send('x', 'stand', { table: it.id, colour: 'white' });
  expect(same(it.log)).toMatchObject({ white: 'x', hasBegun: true });
});

test('a first move between people who never sat down is none', () => {
  const it = table();
  it.move('b', 40, { pair: { black: 'b', white: 'ghost' } });
  it.move('b', 40, { pair: null });
  expect(same(it.log).game.stones).toEqual([]);
});

test('taking back: one stone, or two when it was answered; only the other one can allow it', () => {
  const it = table();
  it.act('b', 'ask');
  expect(it.now().game.asking).toBeNull();
  it.move('b', 40);
  it.act('w', 'ask');
  expect(it.now().game.asking).toBeNull();
  it.act('b', 'ask');
  it.act('b', 'allow');
  it.act('watcher', 'allow');
  expect(same(it.log).game).toMatchObject({ asking: 'black', stones: [40] });
  it.act('w', 'allow');
  expect(same(it.log).game).toMatchObject({ asking: null, stones: [], turn: 'black' });
  it.move('b', 41);
  it.move('w', 42);
  it.act('b', 'ask');
  it.act('w', 'allow');
  expect(same(it.log).game).toMatchObject({ stones: [], turn: 'black' });
});

test('a question to take back ends with no, with not minding, and with the next stone', () => {
  const it = table();
  it.move('b', 40);
  it.act('b', 'ask');
  it.act('w', 'keep');
  expect(it.now().game).toMatchObject({ asking: null, stones: [40] });
  it.act('b', 'ask');
  it.act('b', 'keep');
  expect(it.now().game.asking).toBeNull();
  const asked = it.act('b', 'ask');
  it.move('w', 41);
  expect(same(it.log).game).toMatchObject({ asking: null, stones: [40, 41] });
  // A yes that was sent from another device of white at the same moment comes too late or in time, but the same everywhere.
  it.log.push({ ...asked, op: 'allow', id: 'yes', by: 'w', after: asked.id, at: asked.at + 1 });
  same(it.log);
});

test('who resigns has lost, on every device, also when the other moves at that moment', () => {
  const it = table();
  it.move('b', 40);
  it.act('b', 'resign');
  it.move('w', 41, { after: it.log.find(({ op }) => op === 'move').id });
  it.act('watcher', 'resign');
  expect(same(it.log).game).toMatchObject({ isOver: true, winner: 'white', gaveUp: 'black' });
});

test('nobody resigns a game that is won', () => {
  const it = won();
  it.act('b', 'resign');
  expect(same(it.log).game).toMatchObject({ winner: 'black', gaveUp: null });
});

test('a rematch swaps the colours, once, whoever asks, and counts the wins', () => {
  const it = won();
  const one = it.act('w', 'again');
  it.log.push({ ...one, id: 'also', by: 'b' });
  const next = same(it.log);
  expect(next).toMatchObject({ black: 'w', white: 'b', rounds: 2 });
  expect(next.wins).toEqual(new Map([['b', 1]]));
  it.move('b', 40);
  expect(it.now().game.stones).toEqual([]);
  it.move('w', 40);
  it.act('b', 'resign');
  expect(same(it.log).wins).toEqual(new Map([['b', 1], ['w', 1]]));
});

test('a rematch before the end, or by a watcher, is none', () => {
  const it = won();
  const { id } = it.log.at(-1);
  const log = it.log.toSpliced(-1, 1);
  log.push({ op: 'again', id: 'early', at: 3, by: 'w', name: '', table: it.id, round: 0 });
  it.log.push(log.at(-1), { op: 'again', id: 'watcher', at: 30, by: 'x', name: '', table: it.id, round: 0, after: id });
  expect(same(it.log).rounds).toBe(1);
});

test('a win that started a rematch stays one, whatever the winner or loser sends later', () => {
  const it = won();
  const last = it.log.at(-1);
  it.act('w', 'again');
  it.log.push({ ...last, id: 'undone', at: 2, point: P(8, 8) });
  it.log.push({ op: 'resign', id: 'sulk', at: 2, by: 'b', name: '', table: it.id, round: 0 });
  expect(same(it.log)).toMatchObject({ rounds: 2, black: 'w' });
});

test('one person can play both colours and take back without asking', () => {
  const it = table(9, 'me', 'me');
  it.move('me', 40);
  it.move('me', 41);
  it.act('me', 'ask');
  expect(same(it.log).game).toMatchObject({ stones: [40], turn: 'white', asking: null });
  it.act('me', 'resign');
  expect(it.now().game).toMatchObject({ isOver: true, winner: null, gaveUp: 'both' });
  it.act('me', 'again');
  expect(same(it.log)).toMatchObject({ rounds: 2 });
});

test('a board is put away and fetched by those who play, and not while stones are on it', () => {
  const it = table();
  it.send('x', 'close', { table: it.id, closed: true });
  expect(it.now().isClosed).toBe(false);
  it.send('b', 'close', { table: it.id, closed: true });
  expect(same(it.log).isClosed).toBe(true);
  it.send('w', 'close', { table: it.id, closed: false });
  expect(it.now().isClosed).toBe(false);
  it.move('b', 40);
  it.send('w', 'close', { table: it.id, closed: true });
  expect(same(it.log).isClosed).toBe(false);
});

test('two boards do not mix', () => {
  const one = table();
  const two = table(13, 'c', 'd');
  one.move('b', 40);
  two.move('c', 41);
  const both = fold(settle([...one.log, ...two.log, { ...two.log.at(-1), id: 'cross', table: one.id, by: 'w' }], shapes));
  expect(both.tables.map(({ game, size }) => [size, game.stones]).sort()).toEqual([[13, [41]], [9, [40]]].sort());
});

test('hostile payloads change nothing and throw nothing', () => {
  const it = table();
  it.move('b', 40);
  const before = it.now();
  const good = { ...it.log.at(-1), id: 'bad', by: 'w', at: 20, after: it.log.at(-1).id, pair: undefined, point: 41 };
  const bad = [
    null, undefined, 7, 'move', [], [good], {}, { op: 'move' },
    ...[-1, 81, 1e9, 1.5, NaN, '41', null, [41], { valueOf: 41 }].map((point) => ({ ...good, point })),
    ...['', null, 7, {}, 'x'.repeat(500), '../x'].map((id) => ({ ...good, id })),
    ...[0, -1, 1.5, Infinity, '9', null].map((at) => ({ ...good, at })),
    ...['', null, {}, 'y'.repeat(300), 'a\u202eb'].map((by) => ({ ...good, by })),
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', null, {}].map((op) => ({ ...good, op })),
    ...[null, 7, 'nothing', '__proto__'].map((table) => ({ ...good, table })),
    ...[-1, 99, 1e9, null].map((round) => ({ ...good, round })),
    ...[10, 0, -9, 1e6, '9', [9]].map((size, at) => ({ op: 'table', id: `t${at}`, at: 1, by: 'x', size })),
    { ...good, after: good.id }, { ...good, pair: { black: {}, white: [] }, after: null }, { ...good, pair: 'b' },
    { op: 'sit', id: 's1', at: 1, by: 'x', table: it.id, colour: 'red' },
    JSON.parse('{"op":"move","__proto__":{"by":"w"},"id":{"toString":1},"at":5}'),
  ];
  for (const payload of bad) expect(gameOf([...it.log, payload]), JSON.stringify(payload) ?? 'undefined').toEqual({ ...before, touched: expect.anything() });
  expect(same([...it.log, ...bad], 20).game.stones).toEqual([40]);
});

test('a flood of moves, chairs and pairs is read in bounded time', () => {
  const it = table();
  it.move('b', 40);
  const flood = [];
  for (let at = 0; at < 6000; at += 1) {
    flood.push({ op: 'sit', id: `s${at}`, at: 5, by: `p${at}`, table: it.id, colour: at % 2 ? 'black' : 'white' });
    flood.push({ op: 'move', id: `m${at}`, at: 5, by: `p${at - (at % 2) + 1}`, table: it.id, round: 0, point: 3, pair: { black: `p${at - (at % 2) + 1}`, white: `p${at - (at % 2)}` } });
    flood.push({ op: 'move', id: `n${at}`, at: 5, by: 'w', table: it.id, round: 0, after: it.log.at(-1).id, point: at % 81 });
  }
  const start = performance.now();
  const { game } = gameOf([...it.log, ...flood]);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(game).toMatchObject({ black: 'b', white: 'w' });
  expect(game.stones).toHaveLength(2);
});
