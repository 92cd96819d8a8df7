// The basket: what it holds, a note, and the order.

import { button, field, keep } from "./kit/field.js";
import { draw, focusOn, h, toast } from "./kit/kit.js";
import { basket, basketLines, empty, mostOf, setCount } from "./basket.js";
import { costs, isGroupBuy, isOverNow, me, myName, now, purseOf, put, room, stepper } from "./parts.js";
import { nextStep, reached, sum } from "./state.js";
import { w } from "./words.js";

/** What the others want to hear: a friend who joined makes it cheaper for them. */
function news(lines, state, purse) {
  const bought = lines.map(({ item }) => item).find((item) => isGroupBuy(item) && !item.people.has(me.address));
  if (!bought) return w.infoOrder(myName(), state.title);
  const people = bought.people.size + 1;
  const next = nextStep(bought, people);
  return w.infoJoin(myName(), bought.label, next ? w.until(next.more, costs(purse, next.price)) : w.now(costs(purse, reached(bought, people))));
}

function send(lines, state, purse) {
  const fields = { lines: lines.map(({ item, count }) => ({ item: item.id, version: item.version, count })), note: basket.note.trim(), when: now() };
  room.send("order", fields, news(lines, state, purse));
  empty();
  put({ screen: "orders" });
  focusOn("title");
  toast(w.sent);
}

export const goodLines = (state) => basketLines(state.items, me.address, isOverNow).filter(({ wrong }) => wrong !== "gone");

export function basketScreen(root, state) {
  const purse = purseOf(state);
  const all = basketLines(state.items, me.address, isOverNow);
  const good = goodLines(state);
  const total = sum(good);
  const mayFall = good.some(({ item }) => isGroupBuy(item));
  const back = () => {
    put({ screen: "shop" });
    focusOn("title");
  };
  const change = (id, count) => {
    setCount(id, count);
    if (!count) focusOn("basket-title");
    room.redraw();
  };
  const order = () => {
    const short = good.find(({ wrong }) => wrong);
    if (short) return focusOn(`less-${short.item.id}`);
    return send(good, state, purse);
  };
  const row = ({ item, count, price, wrong }) => h("li", { class: "row line", key: item.id },
    h("b", { class: "row__main", dir: "auto" }, item.label),
    h("b", { class: "row__end figures" }, wrong === "gone" ? "" : costs(purse, price * count)),
    h("span", { class: "quiet figures" }, costs(purse, price)),
    stepper(item, count, wrong === "gone" ? count : mostOf(item), (next) => change(item.id, next)),
    wrong && h("p", { class: "field__error" }, wrong === "gone" ? w.goneNow : w.leftNow(item.left)));
  draw(root,
    h("header", { key: "basket" }, h("h1", { tabindex: "-1", key: "basket-title" }, w.basket)),
    all.length === 0 && h("div", { class: "card empty", key: "none" }, h("h2", {}, w.basketEmpty), h("p", {}, w.basketEmptyText)),
    all.length > 0 && h("div", { class: "card", key: "lines" },
      h("ul", { class: "rows" }, all.map(row)),
      good.length > 0 && h("p", { class: "total" }, h("span", {}, mayFall ? w.totalNow : w.total), h("b", { class: "figures" }, costs(purse, total)))),
    mayFall && h("p", { class: "quiet", key: "falls" }, w.fallsHint),
    good.length > 0 && field(w.note, "note", null, { value: basket.note, maxlength: 500, placeholder: w.noteHint, oninput: keep(basket, "note") }, { tag: "textarea" }),
    h("div", { class: "dock", key: "dock" },
      button(w.back, back),
      good.length > 0 && state.taking && button(w.send(costs(purse, total)), order, { "data-kind": "primary" })));
}
