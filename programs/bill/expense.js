// The screen on which an expense is written down or changed: what, how much, who paid, for whom.

import { avatar, button, draw, field, focusOn, h, icon, keep, newId, toast } from "./kit/kit.js";
import { mine, nameOf, purseOf, put, realName, room, view } from "./parts.js";
import { MAX_SHARE, split } from "./state.js";
import { w } from "./words.js";

/** A new expense, for everybody, paid by whoever writes it down. */
export function newExpense(state) {
  const shares = new Map(state.members.filter(({ gone }) => !gone).map(({ id }) => [id, 1]));
  return { id: newId(), isNew: true, what: "", amount: "", payer: mine(state)?.id ?? state.members[0].id, isEqual: true, shares, wrong: {} };
}

/** One that is there, as it was written. */
export function oldExpense({ id, what, amount, payer, parts }, purse) {
  const isEqual = parts.every(({ share }) => share === parts[0].share);
  const shares = new Map(parts.map(({ who, share }) => [who, isEqual ? 1 : share]));
  return { id, isNew: false, what, amount: purse.plain(amount), payer, isEqual, shares, wrong: {} };
}

const leave = (key) => {
  put({ screen: "bill", draft: null });
  focusOn(key);
};

function partsOf({ shares, isEqual }, state) {
  return state.members.map(({ id }) => ({ who: id, share: shares.get(id) ?? 0 })).filter(({ share }) => share > 0)
    .map(({ who, share }) => ({ who, share: isEqual ? 1 : share }));
}

function save(draft, state, purse) {
  const { amount, wrong } = purse.parse(draft.amount);
  const parts = partsOf(draft, state);
  const reason = wrong ?? (amount === 0 ? "zero" : undefined);
  const sentence = w.wrongAmount[reason];
  draft.wrong = {
    what: draft.what.trim() ? undefined : w.needsWhat,
    amount: typeof sentence === "function" ? sentence(purse.digits) : sentence,
    parts: parts.length ? undefined : w.needsPeople,
  };
  const bad = ["what", "amount", "parts"].find((name) => draft.wrong[name]);
  if (bad) {
    room.redraw();
    return focusOn(bad);
  }
  const fields = { what: draft.what, amount, payer: draft.payer, parts };
  if (draft.isNew) room.send("spend", { id: draft.id, ...fields }, w.infoSpend(realName(state, draft.payer), draft.what.trim(), purse.format(amount)));
  else room.send("change", { expense: draft.id, ...fields });
  return leave(`expense-${draft.id}`);
}

function remove(draft) {
  room.send("unspend", { expense: draft.id, gone: true });
  leave("add");
  toast(w.removedExpense(draft.what.trim()), { label: w.undo, act: () => room.send("unspend", { expense: draft.id, gone: false }) });
}

function partRow(draft, state, id, portion) {
  const name = nameOf(state, id);
  const share = draft.shares.get(id) ?? 0;
  const set = (n) => {
    draft.shares.set(id, Math.min(MAX_SHARE, Math.max(0, n)));
    draft.wrong.parts = undefined;
    room.redraw();
  };
  const face = [avatar(realName(state, id), id), h("span", { class: "row__main" }, name, portion && h("small", { class: "figures" }, portion))];
  if (draft.isEqual) {
    return h("li", { key: id }, h("label", { class: "row tick" }, face,
      h("input", { type: "checkbox", checked: share > 0, onchange: ({ target }) => set(target.checked ? 1 : 0) })));
  }
  return h("li", { key: id, class: "row" }, face,
    h("div", { class: "stepper" },
      h("button", { type: "button", class: "icon-button", "aria-label": w.fewer(name), "aria-disabled": share === 0, onclick: () => set(share - 1) }, icon("M5 12h14")),
      h("output", { class: "figures", "aria-label": w.shareOf(share) }, share),
      h("button", { type: "button", class: "icon-button", "aria-label": w.moreShares(name), onclick: () => set(share + 1) }, icon("plus"))));
}

export function expenseScreen(root, state) {
  const { draft } = view;
  const purse = purseOf(state.bill);
  const { amount = 0 } = purse.parse(draft.amount);
  const parts = partsOf(draft, state);
  const portions = parts.length ? split(amount, parts, draft.id) : new Map();
  const members = state.members.filter(({ id, gone }) => !gone || draft.shares.has(id) || draft.payer === id);
  const choose = (isEqual) => {
    draft.isEqual = isEqual;
    room.redraw();
  };
  const typed = (event) => {
    keep(draft, "amount", room.redraw)(event);
    room.redraw();
  };
  const ok = () => save(draft, state, purse);
  draw(root,
    h("header", { class: "bar", key: "expense" },
      h("h1", { tabindex: "-1" }, draft.isNew ? w.addExpense : w.editExpense),
      !draft.isNew && h("button", { type: "button", class: "icon-button", "aria-label": w.remove, onclick: () => remove(draft) }, icon("trash"))),
    field(w.what, "what", draft.wrong.what, { value: draft.what, maxlength: 80, autocomplete: "off", enterkeyhint: "next", placeholder: w.whatHint, oninput: keep(draft, "what", room.redraw), onenter: () => focusOn("amount") }),
    field(w.amount(purse.code), "amount", draft.wrong.amount, { value: draft.amount, maxlength: 30, inputmode: "decimal", autocomplete: "off", enterkeyhint: "done", placeholder: purse.plain(0), class: "field__input amount figures", oninput: typed, onenter: ok }),
    field(w.payer, "payer", null, { value: draft.payer, onchange: keep(draft, "payer") },
      { tag: "select", children: members.map(({ id }) => h("option", { value: id }, nameOf(state, id))) }),
    h("fieldset", { class: "stack", key: "parts", tabindex: "-1", "aria-describedby": draft.wrong.parts ? "parts-wrong" : null },
      h("legend", {}, w.forWhom),
      h("div", { class: "choice" }, [[true, w.equal], [false, w.shares]].map(([isEqual, label]) => h("label", { class: "choice__option" },
        h("input", { type: "radio", name: "mode", checked: draft.isEqual === isEqual, onchange: () => choose(isEqual) }), h("span", {}, label)))),
      h("ul", { class: "card rows" }, members.map(({ id }) => partRow(draft, state, id, amount ? purse.format(portions.get(id) ?? 0) : ""))),
      draft.wrong.parts && h("p", { class: "field__error", id: "parts-wrong" }, draft.wrong.parts)),
    h("div", { class: "dock", key: "dock" }, button(w.cancel, () => leave(draft.isNew ? "add" : `expense-${draft.id}`)), button(w.save, ok, { "data-kind": "primary" })));
}
