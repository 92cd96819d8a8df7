// Opening the shop, and changing what it is called and whether it takes orders.

import { CURRENCIES, likelyCurrency } from "./kit/currency.js";
import { button, field, keep, tick } from "./kit/field.js";
import { digitsOf, draw, focusOn, h, locale } from "./kit/kit.js";
import { myName, put, room, view } from "./parts.js";
import { w } from "./words.js";

export function startScreen(root) {
  const draft = (view.start ??= { title: "", currency: likelyCurrency(locale()), wrong: undefined });
  const names = new Intl.DisplayNames(locale(), { type: "currency" });
  const open = () => {
    const title = draft.title.trim();
    draft.wrong = title ? undefined : w.needsName;
    if (draft.wrong) {
      focusOn("name");
      return room.redraw();
    }
    room.send("open", { title, currency: draft.currency, digits: digitsOf(draft.currency) }, w.infoOpen(myName(), title));
    return focusOn("title");
  };
  draw(root,
    h("header", { class: "stack", key: "start" }, h("h1", { tabindex: "-1", key: "start-title" }, w.start), h("p", { class: "quiet" }, w.startLead)),
    field(w.name, "name", draft.wrong, { value: draft.title, maxlength: 60, autocomplete: "off", placeholder: w.nameHint, oninput: keep(draft, "title"), onenter: open }),
    field(w.currency, "currency", null, { value: draft.currency, onchange: keep(draft, "currency") },
      { tag: "select", hint: w.currencyHint, children: CURRENCIES.map((code) => h("option", { value: code }, `${code} · ${names.of(code)}`)) }),
    h("div", { class: "dock", key: "dock" }, button(w.open, open, { "data-kind": "primary" })));
}

export const openSettings = ({ title, notice, taking }) => {
  put({ screen: "settings", settings: { title, notice, taking, wrong: undefined } });
  focusOn("settings-title");
};

export function settingsScreen(root) {
  const draft = view.settings;
  const leave = () => {
    put({ screen: "shop", settings: null });
    focusOn("title");
  };
  const save = () => {
    const title = draft.title.trim();
    draft.wrong = title ? undefined : w.needsName;
    if (draft.wrong) {
      focusOn("name");
      return room.redraw();
    }
    room.send("shop", { title, notice: draft.notice.trim(), taking: draft.taking });
    return leave();
  };
  draw(root,
    h("header", { key: "settings" }, h("h1", { tabindex: "-1", key: "settings-title" }, w.settings)),
    field(w.name, "name", draft.wrong, { value: draft.title, maxlength: 60, autocomplete: "off", oninput: keep(draft, "title"), onenter: save }),
    field(w.notice, "notice", null, { value: draft.notice, maxlength: 300, placeholder: w.noticeHint, oninput: keep(draft, "notice") }, { tag: "textarea" }),
    tick(w.taking, draft.taking, (on) => (draft.taking = on), "taking"),
    h("div", { class: "dock", key: "dock" }, button(w.cancel, leave), button(w.save, save, { "data-kind": "primary" })));
}

