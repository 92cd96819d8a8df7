// What there is: for everybody to order, for the keeper to change.

import { button } from "./kit/field.js";
import { focusOn, h, icon, toast } from "./kit/kit.js";
import { countOf, isFull, mostOf, setCount } from "./basket.js";
import { openForm } from "./item-form.js";
import { costs, isGroupBuy, isKeeper, isOverNow, me, room, stepper } from "./parts.js";
import { nextStep, priceFor, reached } from "./state.js";
import { moment, w } from "./words.js";

/** The ladder of a group-buy, and where it stands. */
function groupBuy(item, purse) {
  const people = item.people.size;
  const isIn = item.people.has(me.address);
  const rungs = [{ from: 1, price: item.price }, ...item.steps];
  const at = rungs.findLastIndex(({ from }) => from <= Math.max(1, people));
  const next = nextStep(item, people);
  const mine = priceFor(item, me.address);
  const hope = !next ? w.lowest : !isIn && mine < reached(item, people) ? w.youMake(costs(purse, mine)) : w.until(next.more, costs(purse, next.price));
  return h("div", { class: "buy" },
    h("ol", { class: "buy__steps" }, rungs.map(({ from, price }, step) => h("li", { "data-reached": step <= at, "aria-current": step === at ? "step" : null },
      h("small", {}, w.from(from)), h("b", { class: "figures" }, costs(purse, price))))),
    h("p", { class: "buy__hope" }, !isOverNow(item) && h("strong", {}, `${hope} · `), w.joined(people)));
}

function facts(item, purse) {
  const isLow = item.left !== null && item.left <= 5;
  const end = item.closes === null ? null : isOverNow(item) ? w.ended(moment(item.closes)) : w.closes(moment(item.closes));
  return h("p", { class: "thing__facts" },
    !isGroupBuy(item) && h("b", { class: "thing__price figures" }, costs(purse, item.price)),
    isGroupBuy(item) && h("span", { class: "chip" }, w.groupBuy),
    isGroupBuy(item) && end && h("span", { class: "quiet" }, end),
    item.left !== null && item.left > 0 && h("span", { class: isLow ? "chip" : "quiet", "data-kind": isLow ? "amber" : null }, w.left(item.left)),
    item.people.has(me.address) && isGroupBuy(item) && h("span", { class: "chip", "data-kind": "jade" }, icon("check"), w.youAreIn));
}

function order(item, state) {
  const count = countOf(item.id);
  const most = mostOf(item);
  const change = (to) => {
    if (!count !== !to) focusOn(`${to ? "more" : "add"}-${item.id}`);
    setCount(item.id, to);
    room.redraw();
  };
  if (isOverNow(item) || !state.taking) return null;
  if (most === 0) return h("span", { class: "chip", "data-kind": "amber" }, w.soldOut);
  if (count > 0) return stepper(item, count, most, change);
  const add = () => {
    if (isFull()) return toast(w.basketFull);
    return change(1);
  };
  return button([icon("plus"), w.order], add, { key: `add-${item.id}`, "aria-label": w.addOf(item.label) });
}

function row(item, state, purse) {
  return h("li", { class: "card thing", key: item.id },
    item.picture && h("img", { class: "thing__picture", src: item.picture, alt: "", decoding: "async" }),
    h("div", { class: "thing__main" },
      h("h2", { dir: "auto" }, item.label),
      item.about && h("p", { class: "quiet", dir: "auto" }, item.about)),
    isKeeper(state) && h("button", { type: "button", class: "icon-button thing__edit", key: `edit-${item.id}`, "aria-label": w.edit(item.label), onclick: () => openForm(item) }, icon("edit")),
    isGroupBuy(item) && groupBuy(item, purse),
    h("div", { class: "thing__foot" }, facts(item, purse), order(item, state)));
}

export function itemList(state, purse) {
  const shown = state.items.filter((item) => item.shown);
  const hidden = state.items.filter((item) => !item.shown);
  const mayAdd = isKeeper(state);
  const add = () => {
    openForm(null);
    focusOn("label");
  };
  return [
    shown.length
      ? h("ul", { class: "stack", key: "things", "aria-label": w.things }, shown.map((item) => row(item, state, purse)))
      : h("div", { class: "card empty", key: "none" }, h("h2", {}, w.empty), h("p", {}, mayAdd ? w.emptyKeeper : w.emptyOthers)),
    mayAdd && button([icon("plus"), w.add], add, { key: "add", "data-kind": shown.length ? null : "primary" }),
    mayAdd && hidden.length > 0 && h("details", { class: "fold", key: "hidden" },
      h("summary", {}, w.offSale(hidden.length)),
      h("ul", { class: "card rows" }, hidden.map((item) => h("li", { key: item.id },
        h("button", { type: "button", class: "row", onclick: () => openForm(item) }, h("span", { class: "row__main", dir: "auto" }, item.label), icon("forward")))))),
  ];
}
