// What people sent, folded into one shop: what there is, who ordered what, and what it costs. No DOM, no clock.

import { isPicture } from "./picture.js";

/** Prices times counts times lines stay exact: 30 lines of 99 times this are below 2 ** 53. */
export const MOST_PRICE = 1e12;
export const MOST_COUNT = 99;
export const MOST_LINES = 30;
export const MOST_ITEMS = 200;
export const MOST_STEPS = 5;
const KEPT = ["accepted", "ready", "done"];
/** These orders take from the stock and count as people who joined. */
const ACTIVE = ["waiting", ...KEPT];

/** More people, less to pay: both go one way only, from the price for one on. */
const falls = (price, steps) =>
  steps.every((step, at) => step.price < (at ? steps[at - 1].price : price) && step.from > (at ? steps[at - 1].from : 1));

export const shapes = ({ text, whole, flag, ref, oneOf, list, record, maybe }) => {
  const price = whole(0, MOST_PRICE);
  const when = whole(0, 4e12);
  const line = record({ item: ref, version: ref, count: whole(1, MOST_COUNT) });
  return {
    open: { title: text(60), currency: (code) => (typeof code === "string" && /^[A-Z]{3}$/.test(code) ? code : undefined), digits: whole(0, 4) },
    shop: { title: text(60), notice: text(300, 0), taking: flag },
    item: {
      item: maybe(ref, null),
      label: text(80),
      about: text(300, 0),
      price,
      stock: maybe(whole(0, 1e6), null),
      steps: list(record({ from: whole(2, 999), price }), MOST_STEPS),
      closes: maybe(when, null),
      shown: flag,
    },
    picture: { item: ref, picture: maybe((value) => (isPicture(value) ? value : undefined), null) },
    order: { lines: list(line, MOST_LINES, 1), note: text(500, 0), when },
    mark: { order: ref, state: oneOf("waiting", "declined", ...KEPT), when },
    cancel: { order: ref, when },
    paid: { order: ref, paid: flag },
  };
};

/** The price of one when so many people have joined. */
export const reached = ({ price, steps }, people) => steps.findLast(({ from }) => from <= people)?.price ?? price;

/** How many are missing for the next price, or null at the last one. */
export function nextStep({ steps }, people) {
  const step = steps.find(({ from }) => from > people);
  return step ? { more: step.from - people, price: step.price } : null;
}

export const isOver = ({ closes }, now) => closes !== null && now > closes;
export const isActive = ({ state }) => ACTIVE.includes(state);
export const sum = (lines) => lines.reduce((all, { count, price }) => all + count * price, 0);

/** What it costs somebody who is not among the people yet, since the price falls by joining. */
export const priceFor = (item, who) => reached(item, item.people.has(who) ? item.people.size : item.people.size + 1);

/** A group-buy that has ended counts on everybody in it: from then on only the keeper can let somebody go. */
export const binds = ({ lines }, items, now) => lines.some(({ item }) => isOver(items.get(item), now));

function readItems(ops, keeper) {
  const items = new Map();
  const versions = new Map();
  for (const op of ops) {
    if (op.by !== keeper) continue;
    if (op.op === "item" && falls(op.price, op.steps)) {
      const id = op.item || op.id;
      if (!items.has(id) && (op.item || items.size >= MOST_ITEMS)) continue;
      const { label, about, price, stock, steps, closes, shown } = op;
      const version = { version: op.id, label, about, price, stock, steps, closes, shown };
      items.set(id, { id, picture: null, ...items.get(id), ...version });
      versions.set(op.id, { item: id, ...version });
    } else if (op.op === "picture" && items.has(op.item)) {
      items.get(op.item).picture = op.picture;
    }
  }
  return { items, versions };
}

function readOrders(ops, keeper, items, versions) {
  const orders = new Map();
  for (const op of ops) {
    if (op.op !== "order") continue;
    const lines = op.lines.map(({ version, count, item }) => ({ item, count, seen: versions.get(version) }));
    const isWhole = lines.every(({ seen, item }) => seen?.item === item);
    if (!isWhole || new Set(op.lines.map(({ item }) => item)).size < lines.length) continue;
    orders.set(op.id, { id: op.id, by: op.by, name: op.name, note: op.note, when: op.when, lines, mark: "waiting", ended: null, cancelled: null, says: false, received: false });
  }
  for (const op of ops) {
    const order = orders.get(op.order);
    if (!order) continue;
    if (op.op === "mark" && op.by === keeper) {
      order.mark = op.state;
      order.ended = op.when;
    } else if (op.op === "cancel" && op.by === order.by) order.cancelled ??= op.when;
    else if (op.op === "paid" && op.by === keeper) order.received = op.paid;
    if (op.op === "paid" && op.by === order.by) order.says = op.paid;
  }
  // What came after the end of a group-buy is late, by the clock of whoever sent it: all devices read the same figure.
  const isLate = ({ when, lines }) => lines.some(({ item, seen }) => isOver(seen, when) && isOver(items.get(item), when));
  for (const order of orders.values()) {
    const late = isLate(order);
    // What the keeper took on stays so: a cancellation that crossed it came too late.
    if (order.mark !== "waiting") order.state = order.mark;
    else if (order.cancelled !== null && (late || !binds(order, items, order.cancelled))) order.state = "cancelled";
    else order.state = late ? "late" : "waiting";
  }
  return orders;
}

/** The first who asked get what there is, after all whom the keeper has said yes to. An order is met as a whole or not. */
function share(orders, items) {
  const left = new Map([...items.values()].filter(({ stock }) => stock !== null).map(({ id, stock }) => [id, stock]));
  const take = ({ lines }) => lines.forEach(({ item, count }) => left.has(item) && left.set(item, left.get(item) - count));
  for (const order of orders.values()) if (KEPT.includes(order.state)) take(order);
  for (const order of orders.values()) {
    if (order.state !== "waiting") continue;
    if (order.lines.some(({ item, count }) => left.has(item) && left.get(item) < count)) order.state = "short";
    else take(order);
  }
  for (const item of items.values()) {
    item.left = left.has(item.id) ? Math.max(0, left.get(item.id)) : null;
    item.taken = left.has(item.id) ? item.stock - left.get(item.id) : 0;
  }
}

/** Who joined for each item. Nobody's price rises after the end: whom the keeper lets go then still counts. */
function countPeople(orders, items) {
  for (const item of items.values()) item.people = new Set();
  for (const order of orders.values()) {
    for (const { item } of order.lines) {
      const { closes, people } = items.get(item);
      const stays = order.state === "declined" && closes !== null && order.when <= closes && closes < order.ended;
      if (isActive(order) || stays) people.add(order.by);
    }
  }
}

/** What was agreed, or less: a group-buy follows the people, and a better offer of the keeper. */
function priceOf(seen, item) {
  const people = item.people.size;
  return seen.steps.length ? Math.min(reached(seen, people), reached(item, people)) : seen.price;
}

export function fold(ops) {
  const open = ops.find(({ op }) => op === "open");
  if (!open) return { keeper: null, items: [], orders: [] };
  const keeper = open.by;
  const { items, versions } = readItems(ops, keeper);
  const orders = readOrders(ops, keeper, items, versions);
  share(orders, items);
  countPeople(orders, items);
  for (const order of orders.values()) {
    order.lines = order.lines.map(({ item, count, seen }) => {
      const now = items.get(item);
      return { item, count, label: seen.label, price: priceOf(seen, now), isOld: !seen.steps.length && seen.price !== now.price };
    });
    order.total = sum(order.lines);
  }
  const last = ops.findLast(({ op, by }) => op === "shop" && by === keeper);
  return {
    keeper,
    keeperName: open.name,
    title: last?.title ?? open.title,
    notice: last?.notice ?? "",
    taking: last?.taking ?? true,
    currency: open.currency,
    digits: open.digits,
    items: [...items.values()],
    orders: [...orders.values()],
  };
}
