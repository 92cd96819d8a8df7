// The shop: what there is, and the orders. Which screen is shown, and how one gets from one to another.

import { button } from "./kit/field.js";
import { draw, focusOn, h, icon } from "./kit/kit.js";
import { basketScreen, goodLines } from "./checkout.js";
import { itemScreen } from "./item-form.js";
import { itemList } from "./items.js";
import { orderList } from "./orders.js";
import { begin, costs, isKeeper, me, nameOf, purseOf, put, room, view } from "./parts.js";
import { openSettings, settingsScreen, startScreen } from "./start.js";
import { sum } from "./state.js";
import { w } from "./words.js";

const root = document.querySelector("main");
document.title = w.title;

function heading(state) {
  return h("header", { class: "bar", key: "head" },
    h("div", {},
      h("h1", { tabindex: "-1", key: "title", dir: "auto" }, state.title),
      h("p", { class: "quiet" }, isKeeper(state) ? w.keptByYou : w.keptBy(nameOf(state.keeper)))),
    isKeeper(state) && h("button", { type: "button", class: "icon-button", "aria-label": w.settings, onclick: () => openSettings(state) }, icon("edit")));
}

function parts(state) {
  const keeps = isKeeper(state);
  const waiting = state.orders.filter(({ by, state: each }) => (keeps ? each === "waiting" : by === me.address && each === "ready")).length;
  const part = (screen, label, count) => h("button", {
    type: "button", class: "part", key: `part-${screen}`, "aria-current": view.screen === screen ? "page" : null, onclick: () => put({ screen }),
  }, label, count > 0 && h("span", { class: "chip figures", "data-kind": "jade" }, count));
  return h("nav", { class: "parts", key: "parts", "aria-label": w.nav }, part("shop", w.shop, 0), part("orders", keeps ? w.orders : w.myOrders, waiting));
}

function dock(state, purse) {
  const lines = goodLines(state);
  const open = () => {
    put({ screen: "basket" });
    focusOn("basket-title");
  };
  const count = lines.reduce((all, line) => all + line.count, 0);
  return lines.length > 0 && h("div", { class: "dock", key: "dock" }, button(w.openBasket(count, costs(purse, sum(lines))), open, { "data-kind": "primary", key: "to-basket" }));
}

begin((state) => {
  const keeps = isKeeper(state);
  if (!keeps && (view.screen === "item" || view.screen === "settings")) view.screen = "shop";
  const screen = state.keeper === null ? "start" : view.screen;
  if (screen === "start") return startScreen(root);
  if (screen === "item") return itemScreen(root, state);
  if (screen === "settings") return settingsScreen(root);
  if (screen === "basket") return basketScreen(root, state);
  const purse = purseOf(state);
  return draw(root,
    heading(state),
    state.notice && h("p", { class: "word", key: "notice", dir: "auto" }, state.notice),
    !state.taking && h("p", { class: "notice", key: "closed" }, w.closedNow),
    parts(state),
    screen === "shop" ? itemList(state, purse) : orderList(state, purse),
    screen === "shop" && dock(state, purse));
});

// Group-buys end while one looks at them.
setInterval(() => {
  if (!document.hidden && room.state.items.some(({ closes }) => closes !== null)) room.redraw();
}, 20_000);
