// Orders in which updates may arrive. The same each time the tests run.

/** All orders of a few things. */
export function permutations(list) {
  if (list.length < 2) return [list];
  return list.flatMap((first, at) => permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the orders of many things. */
export function shuffles(list, times, seed = 7) {
  const next = random(seed);
  return Array.from({ length: times }, () => {
    const order = [...list];
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    return order;
  });
}

/** What comes out of all these orders: one thing, if the order does not matter. */
export function outcomes(orders, fold) {
  const plain = (_, value) => (value instanceof Map ? [...value] : value);
  return [...new Set(orders.map((order) => JSON.stringify(fold(order), plain)))].map((text) => JSON.parse(text));
}

/** Operations with ids and counters: ['anna', 'add', { … }], each after the one before unless it says `at`. */
export const opsOf = (...rows) =>
  rows.map(([by, op, fields = {}], index) => ({ id: `op${index + 1}`, at: index + 1, by, name: by, op, ...fields }));

/** What no honest program sends; `fields` of it may be anything. */
export const NONSENSE = [
  null, undefined, 0, -1, 1.5, NaN, Infinity, '', 'x'.repeat(200_000), true, [], {}, [[[[]]]], () => 1, new Date(0),
  { __proto__: null }, { length: 1e9 }, JSON.parse('{"__proto__": {"op": "add"}}'), '\ud800', '\u202e',
];
