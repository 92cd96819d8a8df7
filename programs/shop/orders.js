// Orders: all of them for the keeper, one's own for everybody else.

import { button, tick } from "./kit/field.js";
import { focusOn, h, toast } from "./kit/kit.js";
import { isFull, mostOf, setCount } from "./basket.js";
import { called, costs, isGroupBuy, isKeeper, isOverNow, me, nameOf, now, put, room, view } from "./parts.js";
import { binds, isActive } from "./state.js";
import { moment, w } from "./words.js";

const KINDS = { waiting: "amber", accepted: "jade", ready: "jade", short: "cinnabar", late: "cinnabar", declined: "cinnabar" };
const NEXT = { waiting: "accepted", short: "accepted", late: "accepted", accepted: "ready", ready: "done" };
const BEFORE = { accepted: "waiting", ready: "accepted", done: "ready" };
const ENDED = ["done", "declined", "cancelled"];
const ORDER = ["waiting", "short", "late", "accepted", "ready"];

const itemOf = (state, id) => state.items.find((item) => item.id === id);

function mark(order, next) {
  const isOthers = order.by !== me.address;
  room.send("mark", { order: order.id, state: next, when: now() }, next === "ready" && isOthers ? w.infoReady(nameOf(order.by)) : undefined);
  focusOn(`order-${order.id}`);
}

function keeperActs(order) {
  const next = NEXT[order.state];
  const before = BEFORE[order.state];
  const act = (label, to, kind) => button(label, () => mark(order, to), { "data-kind": kind, "aria-label": w.actFor(label, called(order.by)) });
  if (order.state === "cancelled") return [];
  return [
    next && act(w.acts[next], next, "primary"),
    ORDER.slice(0, 3).includes(order.state) && act(w.acts.declined, "declined"),
    before && act(w.backTo[before], before),
    order.state === "declined" && act(w.acts.waiting, "waiting"),
  ];
}

/** Everything of the order that is still there goes back into the basket. */
function again(order, state) {
  for (const { item, count } of order.lines) {
    const most = itemOf(state, item)?.shown ? mostOf(itemOf(state, item)) : 0;
    if (most > 0 && !isFull()) setCount(item, Math.min(count, most));
  }
  put({ screen: "basket" });
  focusOn("basket-title");
}

async function pay(order, state, purse) {
  try {
    const answer = await globalThis.teahouse.requestPayment({ amount: order.total, currency: purse.code, note: state.title });
    if (answer !== false && answer !== null) room.send("paid", { order: order.id, paid: true });
  } catch {
    toast(w.payFailed);
  }
}

/** The price of a group-buy is not final before its end. */
const isFinal = (order, state) => order.lines.every(({ item }) => !isGroupBuy(itemOf(state, item)) || itemOf(state, item).closes === null || isOverNow(itemOf(state, item)));

function ownActs(order, state, purse) {
  const cancel = (label) => button(label, () => {
    room.send("cancel", { order: order.id, when: now() });
    focusOn(`order-${order.id}`);
  });
  if (order.state === "waiting" && binds(order, new Map(state.items.map((item) => [item.id, item])), now())) return [h("p", { class: "quiet" }, w.bound)];
  if (order.state === "waiting") return [cancel(w.cancelOrder)];
  if (order.state === "short" || order.state === "late") return [button(w.again, () => again(order, state), { "data-kind": "primary" }), cancel(w.dismiss)];
  if (order.state === "cancelled" || order.state === "declined") return [button(w.again, () => again(order, state))];
  const mayPay = typeof globalThis.teahouse?.requestPayment === "function" && order.total > 0 && !order.says && !order.received;
  if (mayPay && isFinal(order, state)) return [button(w.pay(costs(purse, order.total)), () => pay(order, state, purse), { "data-kind": "primary" })];
  return mayPay ? [h("p", { class: "quiet" }, w.payLater)] : [];
}

function paid(order, state) {
  const keeps = isKeeper(state);
  if (!isActive(order) || order.state === "waiting" || order.total === 0) return null;
  const set = (value) => room.send("paid", { order: order.id, paid: value });
  if (keeps) return tick(h("span", {}, w.received, order.says && !order.received && order.by !== me.address && h("small", { class: "quiet" }, ` · ${w.saysPaid}`)), order.received, set, `paid-${order.id}`);
  if (order.received) return h("p", { class: "quiet" }, w.received);
  return (order.says || isFinal(order, state)) && tick(w.iPaid, order.says, set, `paid-${order.id}`);
}

function card(order, state, purse) {
  const keeps = isKeeper(state);
  const isMine = order.by === me.address;
  const tells = keeps ? { short: w.shortKeeper, late: w.lateKeeper }[order.state] : w.tells[order.state];
  const acts = [...(keeps ? keeperActs(order) : ownActs(order, state, purse)), keeps && isMine && order.state === "waiting" && ownActs(order, state, purse)].flat().filter(Boolean);
  return h("li", { class: "card order", key: order.id },
    h("div", { class: "bar" },
      h("h2", { tabindex: "-1", key: `order-${order.id}`, dir: "auto" }, keeps ? called(order.by) : moment(order.when)),
      h("span", { class: "chip", "data-kind": KINDS[order.state] }, w.states[order.state])),
    keeps && h("p", { class: "quiet" }, moment(order.when)),
    h("ul", { class: "order__lines" }, order.lines.map(({ item, count, label, price, isOld }) => h("li", { key: item },
      h("span", { dir: "auto" }, w.nOf(count, label), keeps && isOld && h("small", { class: "quiet" }, ` · ${w.oldPrice}`)),
      h("span", { class: "figures" }, costs(purse, price * count))))),
    h("p", { class: "order__total" }, h("span", {}, isFinal(order, state) ? w.total : w.totalNow), h("b", { class: "figures" }, costs(purse, order.total))),
    order.note && h("blockquote", { class: "order__note", dir: "auto" }, order.note),
    tells && h("p", { class: "quiet", role: keeps ? null : "status" }, tells),
    paid(order, state),
    acts.length > 0 && h("div", { class: "actions" }, acts));
}

/** How much of everything the keeper has to have ready. */
function needed(orders) {
  const counts = new Map();
  for (const { lines } of orders) for (const { item, count, label } of lines) counts.set(item, { label, count: (counts.get(item)?.count ?? 0) + count });
  return h("details", { class: "fold", key: "needed" },
    h("summary", {}, w.needed),
    h("ul", { class: "card rows" }, [...counts].map(([item, { label, count }]) => h("li", { class: "row", key: item },
      h("span", { class: "row__main", dir: "auto" }, label), h("b", { class: "row__end" }, count)))));
}

export function orderList(state, purse) {
  const keeps = isKeeper(state);
  const mine = state.orders.filter(({ by }) => keeps || by === me.address);
  const rank = ({ state: each }) => ORDER.indexOf(each);
  const going = mine.filter(({ state: each }) => !ENDED.includes(each));
  const open = keeps ? going.sort((a, b) => rank(a) - rank(b)) : going.reverse();
  const ended = mine.filter(({ state: each }) => ENDED.includes(each)).reverse();
  const toDo = open.filter(({ state: each }) => each === "waiting" || each === "accepted");
  const rest = open.length - view.shown;
  return [
    open.length === 0 && h("div", { class: "card empty", key: "no-orders" }, h("h2", {}, ended.length ? w.noOpen : w.noOrders), h("p", {}, keeps ? w.noOrdersKeeper : w.noOrdersMine)),
    keeps && toDo.length > 1 && needed(toDo),
    open.length > 0 && h("ul", { class: "stack", key: "open-orders" }, open.slice(0, view.shown).map((order) => card(order, state, purse))),
    rest > 0 && button(w.showMore(Math.min(rest, 20)), () => put({ shown: view.shown + 20 }), { key: "more-orders" }),
    ended.length > 0 && h("details", { class: "fold", key: "ended" },
      h("summary", {}, w.finished(ended.length)),
      h("ul", { class: "stack" }, ended.slice(0, 50).map((order) => card(order, state, purse)))),
  ];
}
