// The first screen: what the bill is for, and in which currency.

import { button, CURRENCIES, digitsOf, draw, field, focusOn, h, keep, likelyCurrency, locale } from "./kit/kit.js";
import { me, purseOf, room, view } from "./parts.js";
import { w } from "./words.js";

const emptyBill = () => ({ title: "", currency: likelyCurrency(locale()), wrong: {} });

export function startScreen(root, { earlier }) {
  const draft = (view.start ??= emptyBill());
  const names = new Intl.DisplayNames(locale(), { type: "currency" });
  const start = () => {
    draft.wrong.title = draft.title.trim() ? undefined : w.needsName;
    if (draft.wrong.title) {
      focusOn("name");
      return room.redraw();
    }
    room.send("open", { title: draft.title, currency: draft.currency, digits: digitsOf(draft.currency) }, w.infoOpen(me.name || w.someone, draft.title.trim()));
    return focusOn("title");
  };
  const old = (bill) => h("li", { class: "row", key: bill.id },
    h("span", { class: "row__main", dir: "auto" }, bill.title, h("small", { class: "figures" }, purseOf(bill).format(bill.total))),
    button(w.openAgain, () => room.send("away", { bill: bill.id, away: false }), { "data-kind": "quiet", "aria-label": w.openThis(bill.title) }));
  draw(root,
    h("header", { class: "stack", key: "start" }, h("h1", { tabindex: "-1", key: "start-title" }, w.title), h("p", { class: "quiet" }, w.lead)),
    field(w.name, "name", draft.wrong.title, { value: draft.title, maxlength: 80, autocomplete: "off", placeholder: w.nameHint, oninput: keep(draft, "title", room.redraw), onenter: start }),
    field(w.currency, "currency", null, { value: draft.currency, onchange: keep(draft, "currency") },
      { tag: "select", hint: w.currencyHint, children: CURRENCIES.map((code) => h("option", { value: code }, `${code} · ${names.of(code)}`)) }),
    earlier.length > 0 && h("section", { class: "stack", key: "earlier" }, h("h2", {}, w.earlier), h("ul", { class: "card rows" }, earlier.map(old))),
    h("div", { class: "dock", key: "dock" }, button(w.start, start, { "data-kind": "primary" })));
}
