// What all screens of the shop use: the room, who is who, prices.

import { h, icon, locale, money, shared } from "./kit/kit.js";
import { fold, isOver, shapes } from "./state.js";
import { w } from "./words.js";

/** What this person is at, and nobody else sees. `screen`: shop, basket, orders, item, settings. */
export const view = { screen: "shop", form: null, settings: null, start: null, shown: 20 };

let show = () => {};
export const begin = (draw) => (show = draw);

export const room = shared({
  shapes,
  fold,
  draw: (state) => show(state),
  title: (state) => state.title ?? "",
  summary: ({ keeper, items, orders }) =>
    keeper ? w.summary(items.filter(({ shown }) => shown).length, orders.filter(({ state }) => state === "waiting").length) : "",
});
export const { me } = room;
export const myName = () => me.name || w.someone;
export const nameOf = (address) => room.nameOf(address) || w.someone;
export const called = (address) => (address === me.address ? w.you : nameOf(address));
export const isKeeper = ({ keeper }) => keeper === me.address;

export const put = (change) => {
  Object.assign(view, change);
  room.redraw();
};

/** How amounts of this shop are written. */
export const purseOf = ({ currency, digits }) => money(currency, locale(), digits);
export const costs = (purse, amount) => (amount === 0 ? w.free : purse.format(amount));

export const now = () => Date.now();
export const isOverNow = (item) => isOver(item, now());
export const isGroupBuy = ({ steps }) => steps.length > 0;

const MINUS = "M5 12h14";

/** Less, how many, more. `set` gets the new count. */
export function stepper({ id, label }, count, most, set) {
  const press = (key, text, sign, next, isOff) =>
    h("button", { type: "button", class: "icon-button", key: `${key}-${id}`, "aria-label": text, "aria-disabled": isOff ? "true" : null, onclick: () => isOff || set(next) }, icon(sign));
  return h("span", { class: "stepper" },
    press("less", w.less(label), MINUS, count - 1, count <= 0),
    h("output", { "aria-label": w.inBasket(count, label) }, count),
    press("more", w.more(label), "plus", count + 1, count >= most));
}
