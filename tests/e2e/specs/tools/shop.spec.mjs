// One shop on every device: who keeps it, what an order costs, who gets the last one.
import { expect, test } from '@playwright/test';
import { settle } from '../../../../programs/kit/ops.js';
import { money } from '../../../../programs/kit/money.js';
import { draftOf, emptyStep, localText, readDraft } from '../../../../programs/shop/item-draft.js';
import { MOST_PICTURE, isPicture } from '../../../../programs/shop/picture.js';
import { MOST_PRICE, fold, nextStep, priceFor, reached, shapes } from '../../../../programs/shop/state.js';
import { permutations, shuffles } from './orders.mjs';

const shopOf = (payloads) => fold(settle(payloads, shapes));
/** What all orders of arrival come to. */
const same = (payloads, times = 60) => {
  const first = shopOf(payloads);
  for (const order of shuffles(payloads, times)) expect(shopOf(order)).toEqual(first);
  return first;
};

const url = (kind, bytes) => `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;
const uint32 = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const uint16 = (value) => [value >>> 8, value & 255];
const ascii = (text) => [...text].map((char) => char.charCodeAt(0));
/** Heads of pictures, as long as they must be, or longer. */
const png = (width, height, length = 0) => {
  const head = [0x89, ...ascii('PNG\r\n\x1a\n'), 0, 0, 0, 13, ...ascii('IHDR'), ...uint32(width), ...uint32(height)];
  return url('png', [...head, ...Array(Math.max(0, length - head.length)).fill(0)]);
};
const jpeg = (width, height) => url('jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, ...uint16(height), ...uint16(width), 3, 0, 0]);
const riff = (kind, rest) => url('webp', [...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBP'), ...ascii(kind), 0, 0, 0, 0, ...rest]);
const webp = (width, height) => riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, width & 255, width >> 8, height & 255, height >> 8]);
const lossless = (width, height) => riff('VP8L', [0x2f, ...uint32(((width - 1) | ((height - 1) << 14)) >>> 0).reverse()]);
const extended = (width, height) => riff('VP8X', [0, 0, 0, 0, ...uint32(width - 1).reverse().slice(0, 3), ...uint32(height - 1).reverse().slice(0, 3)]);

const END = 2_000_000;
/** A shop of "keeper", who has two things: tea with a stock of 5, and a group-buy of rice. */
function shop() {
  const log = [];
  const send = (by, op, fields = {}, at = log.length + 1) => {
    const payload = { op, id: `${op}-${log.length}`, at, by, name: by, ...fields };
    log.push(payload);
    return payload.id;
  };
  send('keeper', 'open', { title: 'Corner', currency: 'EUR', digits: 2 });
  const item = (fields, by = 'keeper') => send(by, 'item', { label: 'Tea', about: '', price: 450, stock: null, steps: [], closes: null, shown: true, ...fields });
  const tea = item({ stock: 5 });
  const rice = item({ label: 'Rice', price: 900, steps: [{ from: 3, price: 800 }, { from: 5, price: 700 }], closes: END });
  const line = (id, count = 1, version = id) => ({ item: id, version, count });
  const order = (by, lines, fields = {}, at) => send(by, 'order', { lines, note: '', when: 1000, ...fields }, at);
  const mark = (id, state, by = 'keeper', when = 1500) => send(by, 'mark', { order: id, state, when });
  const now = () => shopOf(log);
  const find = (id) => now().orders.find((each) => each.id === id);
  const thing = (id) => now().items.find((each) => each.id === id);
  return { log, send, item, line, order, mark, now, find, thing, tea, rice };
}

test('the keeper is who opened first, whatever came first', () => {
  const log = [
    { op: 'open', id: 'a', at: 2, by: 'late', name: 'L', title: 'Late', currency: 'EUR', digits: 2 },
    { op: 'open', id: 'b', at: 1, by: 'b', name: 'B', title: 'Second', currency: 'JPY', digits: 0 },
    { op: 'open', id: 'c', at: 1, by: 'a', name: 'A', title: 'First', currency: 'CNY', digits: 2 },
    { op: 'shop', id: 'd', at: 3, by: 'b', title: 'Taken over', notice: '', taking: true },
    { op: 'shop', id: 'e', at: 3, by: 'a', title: 'Renamed', notice: 'Hello', taking: false },
  ];
  for (const order of permutations(log)) {
    expect(shopOf(order)).toMatchObject({ keeper: 'a', title: 'Renamed', currency: 'CNY', taking: false, notice: 'Hello' });
  }
});

test('only the keeper changes things and orders', () => {
  const it = shop();
  const order = it.order('ann', [it.line(it.tea, 2)]);
  const before = it.now();
  it.item({ label: 'Mine now' }, 'ann');
  it.item({ item: it.tea, price: 1 }, 'ann');
  it.send('ann', 'picture', { item: it.tea, picture: png(8, 8) });
  it.mark(order, 'accepted', 'ann');
  it.send('bob', 'cancel', { order, when: 1500 });
  it.send('bob', 'paid', { order, paid: true });
  expect(same(it.log)).toEqual(before);
  it.send('ann', 'paid', { order, paid: true });
  expect(it.find(order)).toMatchObject({ says: true, received: false });
  it.send('keeper', 'paid', { order, paid: true });
  it.send('ann', 'paid', { order, paid: false });
  expect(it.find(order)).toMatchObject({ says: false, received: true });
});

test('money is exact, up to the largest order there can be', () => {
  const it = shop();
  const dear = Array.from({ length: 30 }, () => it.item({ price: MOST_PRICE }));
  const order = it.order('ann', dear.map((id) => it.line(id, 99)));
  const all = BigInt(MOST_PRICE) * 99n * 30n;
  expect(BigInt(it.find(order).total)).toBe(all);
  expect(Number.isSafeInteger(it.find(order).total)).toBe(true);
  expect(it.find(it.order('ann', [it.line(it.tea, 3)])).total).toBe(1350);
});

test('an order costs what was offered to whoever ordered, also when the price changed at that moment', () => {
  const it = shop();
  const before = it.order('ann', [it.line(it.tea, 2)], {}, 9);
  const version = it.send('keeper', 'item', { item: it.tea, label: 'Tea', about: '', price: 500, stock: 5, steps: [], closes: null, shown: true }, 4);
  const after = it.order('bob', [it.line(it.tea, 2, version)]);
  same(it.log);
  expect(it.find(before)).toMatchObject({ total: 900, state: 'waiting', lines: [{ isOld: true }] });
  expect(it.find(after)).toMatchObject({ total: 1000, lines: [{ isOld: false }] });
});

test('an order of something that was never offered like that is none', () => {
  const it = shop();
  it.order('ann', [it.line(it.tea, 1, 'made-up')]);
  it.order('ann', [it.line(it.tea, 1, it.rice)]);
  it.order('ann', [it.line(it.tea), it.line(it.tea)]);
  it.order('ann', [it.line('nothing')]);
  expect(same(it.log).orders).toEqual([]);
});

test('the last ones go to the first who asked, on every device, and nobody gets a part', () => {
  const it = shop();
  const first = it.order('bob', [it.line(it.tea, 3)], {}, 10);
  const second = it.order('ann', [it.line(it.tea, 3)], {}, 10);
  const third = it.order('cat', [it.line(it.tea, 2)], {}, 11);
  for (const order of permutations(it.log.slice(3))) expect(shopOf([...it.log.slice(0, 3), ...order])).toEqual(it.now());
  expect(it.find(second).state).toBe('waiting');
  expect(it.find(first).state).toBe('short');
  expect(it.find(third).state).toBe('waiting');
  expect(it.thing(it.tea)).toMatchObject({ left: 0, taken: 5 });
});

test('what the keeper said yes to is not taken away by an order that arrives late', () => {
  const it = shop();
  const kept = it.order('ann', [it.line(it.tea, 5)], {}, 10);
  it.mark(kept, 'accepted');
  const late = it.order('bob', [it.line(it.tea, 1)], {}, 4);
  same(it.log);
  expect(it.find(kept).state).toBe('accepted');
  expect(it.find(late).state).toBe('short');
  it.mark(late, 'accepted');
  expect(it.find(late).state).toBe('accepted');
  expect(it.thing(it.tea).left).toBe(0);
});

test('cancelling gives back what was taken, and comes too late after the yes', () => {
  const it = shop();
  const one = it.order('ann', [it.line(it.tea, 5)]);
  const two = it.order('bob', [it.line(it.tea, 1)]);
  expect(it.find(two).state).toBe('short');
  it.send('ann', 'cancel', { order: one, when: 1200 });
  expect(it.find(one).state).toBe('cancelled');
  expect(it.find(two).state).toBe('waiting');
  it.mark(two, 'ready');
  it.send('bob', 'cancel', { order: two, when: 1200 }, 2);
  expect(it.find(two).state).toBe('ready');
  // The keeper takes the yes back: then the cancellation holds.
  it.mark(two, 'waiting');
  expect(it.find(two).state).toBe('cancelled');
  same(it.log);
});

test('the keeper goes forth and back through the states of an order, the last word counts', () => {
  const it = shop();
  const id = it.order('ann', [it.line(it.tea)]);
  for (const state of ['accepted', 'ready', 'done', 'accepted', 'declined', 'waiting']) {
    it.mark(id, state);
    expect(it.find(id).state).toBe(state);
  }
  same(it.log);
});

test('the price falls as people join, and all pay the price that was reached', () => {
  const it = shop();
  const prices = [];
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((by) => {
    const id = it.order(by, [it.line(it.rice, 2)]);
    prices.push(it.find(id).total);
    return id;
  });
  expect(prices).toEqual([1800, 1800, 1600, 1600, 1400, 1400]);
  expect(ids.map((id) => it.find(id).total)).toEqual(Array(6).fill(1400));
  it.send('f', 'cancel', { order: ids[5], when: END });
  expect(it.find(ids[0]).total).toBe(1400);
  it.send('e', 'cancel', { order: ids[4], when: END });
  expect(it.find(ids[0]).total).toBe(1600);
  same(it.log);
});

test('people are counted, not orders or pieces', () => {
  const it = shop();
  for (let time = 0; time < 4; time += 1) it.order('a', [it.line(it.rice, 9)]);
  it.order('b', [it.line(it.rice)]);
  const rice = it.thing(it.rice);
  expect(rice.people.size).toBe(2);
  expect(nextStep(rice, rice.people.size)).toEqual({ more: 1, price: 800 });
  expect(priceFor(rice, 'c')).toBe(800);
  expect(priceFor(rice, 'a')).toBe(900);
});

test('steps at their ends', () => {
  const item = { price: 900, steps: [{ from: 3, price: 800 }, { from: 5, price: 700 }] };
  expect([0, 1, 2, 3, 4, 5, 6, 999].map((people) => reached(item, people))).toEqual([900, 900, 900, 800, 800, 700, 700, 700]);
  expect(nextStep(item, 0)).toEqual({ more: 3, price: 800 });
  expect(nextStep(item, 3)).toEqual({ more: 2, price: 700 });
  expect(nextStep(item, 5)).toBeNull();
});

test('a group-buy ends: what comes later is late, nobody leaves, and nobody pays more than at the end', () => {
  const it = shop();
  const ids = ['a', 'b', 'c'].map((by) => it.order(by, [it.line(it.rice)], { when: END }));
  const late = it.order('d', [it.line(it.rice)], { when: END + 1 });
  it.send('a', 'cancel', { order: ids[0], when: END + 1 });
  expect(it.find(ids[0]).state).toBe('waiting');
  expect(it.find(late).state).toBe('late');
  it.send('d', 'cancel', { order: late, when: END + 5 });
  expect(it.find(late).state).toBe('cancelled');
  it.mark(ids[1], 'declined', 'keeper', END + 1);
  expect(it.find(ids[1]).state).toBe('declined');
  expect(it.find(ids[2]).total).toBe(800);
  it.mark(ids[1], 'declined', 'keeper', END);
  expect(it.find(ids[2]).total).toBe(900);
  same(it.log);
});

test('a group-buy that is offered anew costs nobody more than they agreed to', () => {
  const it = shop();
  const id = it.order('a', [it.line(it.rice)]);
  const again = (fields) => it.send('keeper', 'item', { item: it.rice, label: 'Rice', about: '', price: 900, stock: null, steps: [], closes: END, shown: true, ...fields });
  again({ price: 1500 });
  expect(it.find(id).total).toBe(900);
  again({ price: 600 });
  expect(it.find(id).total).toBe(600);
  again({ price: 900, closes: END * 2 });
  expect(it.find(it.order('b', [it.line(it.rice)], { when: END + 1 })).state).toBe('waiting');
});

test('steps that do not fall are refused', () => {
  const it = shop();
  const before = it.now().items.length;
  for (const steps of [
    [{ from: 3, price: 900 }], [{ from: 3, price: 1000 }], [{ from: 3, price: 800 }, { from: 3, price: 700 }],
    [{ from: 5, price: 800 }, { from: 3, price: 700 }], [{ from: 3, price: 700 }, { from: 5, price: 800 }], [{ from: 1, price: 1 }], [{ from: 3, price: -1 }],
  ]) it.item({ price: 900, steps });
  expect(same(it.log, 5).items).toHaveLength(before);
});

test('a picture is a small PNG, JPEG or WebP and nothing else', () => {
  for (const good of [png(1, 1), png(1024, 3), jpeg(480, 360), webp(480, 270), lossless(1024, 1024), extended(1, 1024)]) expect(isPicture(good), good).toBe(true);
  const small = png(8, 8);
  for (const bad of [
    '', null, 7, {}, [small], 'data:image/svg+xml;base64,PHN2Zz4=', 'data:text/html;base64,PGI+', 'https://example.org/a.png', 'javascript:1',
    'data:image/png;base64,', 'data:image/png,iVBORw0KGgoAAAAA', 'data:image/png;base64,iVBORw0KGg', `${small}"`, `${small}\n`, ` ${small}`, `${small}\u0000`, small.toUpperCase(),
    small.replace('png', 'jpeg'), small.replace('png', 'webp'), jpeg(8, 8).replace('jpeg', 'png'), small.slice(0, 'data:image/png;base64,'.length + 16),
  ]) expect(isPicture(bad), String(bad).slice(0, 60)).toBe(false);
});

test('a picture that unpacks to more points than a screen has is refused by its head', () => {
  for (const [width, height] of [[1025, 1], [1, 1025], [60000, 60000], [0, 0]]) {
    expect(isPicture(png(width, height))).toBe(false);
    expect(isPicture(jpeg(width, height))).toBe(false);
  }
  expect(isPicture(webp(1025, 16))).toBe(false);
  expect(isPicture(lossless(1, 1025))).toBe(false);
  expect(isPicture(extended(16_000_000, 1))).toBe(false);
});

test('a picture is as long as one update can carry, and no longer', () => {
  const bytes = Math.floor((MOST_PICTURE - 'data:image/png;base64,'.length) / 4) * 3;
  expect(isPicture(png(8, 8, bytes))).toBe(true);
  expect(png(8, 8, bytes).length).toBeLessThanOrEqual(MOST_PICTURE);
  expect(isPicture(png(8, 8, bytes + 3))).toBe(false);
});

test('a thing has the last picture that the keeper gave it', () => {
  const it = shop();
  it.send('keeper', 'picture', { item: it.tea, picture: png(8, 8) });
  it.send('keeper', 'picture', { item: it.tea, picture: 'data:image/svg+xml;base64,PHN2Zz4=' });
  it.send('keeper', 'picture', { item: 'nothing', picture: png(9, 9) });
  expect(it.thing(it.tea).picture).toBe(png(8, 8));
  it.send('keeper', 'picture', { item: it.tea, picture: null });
  expect(same(it.log).items[0].picture).toBeNull();
});

const euro = money('EUR', 'en-GB', 2);
const NOW = new Date(2031, 4, 6, 12).getTime();
const typed = (fields) => ({ ...draftOf(null, euro), label: 'Tea', price: '4.50', ...fields });
const group = (steps, fields) => typed({ isGroup: true, steps: steps.map(([from, price]) => ({ from, price })), closes: '2031-05-07T18:00', ...fields });

test('the form of a thing: what was typed becomes whole units', () => {
  expect(readDraft(typed({ stock: ' 7 ', about: ' Green ' }), euro, NOW).fields).toEqual({ item: null, label: 'Tea', about: 'Green', price: 450, stock: 7, steps: [], closes: null, shown: true });
  expect(readDraft(typed({ price: '0' }), euro, NOW).fields.price).toBe(0);
  expect(readDraft(typed({ price: '12' }), money('JPY', 'en', 0), NOW).fields.price).toBe(12);
  expect(readDraft(group([['3', '4'], ['５', '3.99']]), euro, NOW).fields).toMatchObject({ steps: [{ from: 3, price: 400 }, { from: 5, price: 399 }], closes: new Date(2031, 4, 7, 18).getTime() });
});

test('the form of a thing says what is wrong with which field', () => {
  const wrong = (draft) => readDraft(draft, euro, NOW).wrong;
  expect(wrong(typed({ label: ' ' }))).toEqual({ label: 'needsLabel' });
  expect(wrong(typed({ price: '' }))).toEqual({ price: { price: 'empty' } });
  expect(wrong(typed({ price: 'much' }))).toEqual({ price: { price: 'form' } });
  expect(wrong(typed({ price: '1.234,5678' }))).toEqual({ price: { price: 'digits' } });
  for (const stock of ['-1', '1.5', 'x', '1000001', '99999999']) expect(wrong(typed({ stock })), stock).toEqual({ stock: 'badStock' });
  expect(wrong(group([['1', '4']]))).toEqual({ 'from-0': 'badFrom' });
  expect(wrong(group([['1000', '4']]))).toEqual({ 'from-0': 'badFrom' });
  expect(wrong(group([['3', '4.50']]))).toEqual({ 'price-0': 'priceFalls' });
  expect(wrong(group([['3', '4'], ['3', '3']]))).toEqual({ 'from-1': 'fromRises' });
  expect(wrong(group([['3', '4'], ['5', '4']]))).toEqual({ 'price-1': 'priceFalls' });
  expect(wrong({ ...group([]), steps: [emptyStep()] })).toEqual({ 'from-0': 'badFrom', 'price-0': { price: 'empty' } });
  expect(wrong(group([['3', '4']], { closes: '' }))).toEqual({ closes: 'needsCloses' });
  expect(wrong(group([['3', '4']], { closes: localText(NOW) }))).toEqual({ closes: 'inPast' });
  expect(wrong(group([['3', '4']], { closes: 'soon' }))).toEqual({ closes: 'badCloses' });
});

test('a thing that goes through the form unchanged stays what it is, also after its group-buy ended', () => {
  const it = shop();
  it.order('ann', [it.line(it.tea, 2)]);
  for (const id of [it.tea, it.rice]) {
    const item = it.thing(id);
    const { fields } = readDraft(draftOf(item, euro), euro, NOW);
    expect(fields).toEqual({ item: id, label: item.label, about: item.about, price: item.price, stock: item.stock, steps: item.steps, closes: item.closes, shown: item.shown });
  }
});

test('hostile payloads change nothing and throw nothing', () => {
  const it = shop();
  it.order('ann', [it.line(it.tea, 2)]);
  const before = it.now();
  const item = { ...it.log[1], id: 'bad-item', at: 20, item: it.tea };
  const order = { ...it.log[3], id: 'bad-order', at: 20 };
  const mark = { op: 'mark', id: 'bad-mark', at: 20, by: 'keeper', order: it.log[3].id, state: 'done', when: 5 };
  const bad = [
    null, 7, 'open', [], {}, { op: 'open' }, JSON.parse('{"op":"item","__proto__":{"by":"keeper"},"label":{"toString":1}}'),
    ...[-1, 1.5, MOST_PRICE + 1, NaN, Infinity, '5', null, {}, [5], { toString: 1 }].map((price) => ({ ...item, price })),
    ...[-1, 0.5, 1e9, '5', {}].map((stock) => ({ ...item, stock })),
    ...[null, {}, 'many', Array(6).fill({ from: 2, price: 1 }), [null], [{}], [{ from: 2 }], [{ from: 1e9, price: 1 }]].map((steps) => ({ ...item, steps })),
    ...['', '   ', 7, null, {}, 'x'.repeat(81), '\u202e'].map((label) => ({ ...item, label })),
    ...[-1, 'soon', {}, 1e300].map((closes) => ({ ...item, closes })),
    { ...item, shown: 'yes' }, { ...item, item: '../x' }, { ...item, about: 'x'.repeat(301) }, { ...item, item: 'unknown' },
    ...[null, [], {}, 'x', Array(31).fill(it.line(it.tea)), [null], [{}]].map((lines) => ({ ...order, lines })),
    ...[0, -1, 1.5, 100, '1', null].map((count) => ({ ...order, lines: [it.line(it.tea, count)] })),
    ...[null, 7, 'x'.repeat(501)].map((note) => ({ ...order, note })),
    ...[-1, 'now', null, 1e300].map((when) => ({ ...order, when })),
    ...['gone', 'short', 'late', 'cancelled', null, {}, '__proto__'].map((state) => ({ ...mark, state })),
    ...['nothing', '__proto__', null, {}].map((id) => ({ ...mark, order: id })),
    ...[{ toString: 1 }, ['EUR'], 'eur', 'EURO', null].map((currency) => ({ ...it.log[0], id: 'o', at: 0, currency })),
    { ...it.log[0], id: 'o', at: 1, by: 'a', digits: 5 }, { ...it.log[0], id: 'o', at: 1, by: 'a', digits: -1 },
  ];
  for (const payload of bad) expect(shopOf([...it.log, payload]), JSON.stringify(payload)).toEqual(before);
  expect(same([...it.log, ...bad], 10)).toEqual(before);
});

test('thousands of orders are read in bounded time', () => {
  const it = shop();
  const flood = Array.from({ length: 20000 }, (_, at) => ({ op: 'order', id: `f${at}`, at: 5, by: `p${at % 500}`, lines: [it.line(it.tea), it.line(it.rice)], note: '', when: 1 }));
  const start = performance.now();
  const { orders } = shopOf([...it.log, ...flood]);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(orders).toHaveLength(20000);
  expect(orders.filter(({ state }) => state === 'waiting')).toHaveLength(5);
});
