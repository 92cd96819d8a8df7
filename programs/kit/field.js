// What forms are made of.

import { h } from "./dom.js";

export const button = (label, onclick, props) => h("button", { type: "button", class: "button", onclick, ...props }, label);

/**
 * A label, a field of any kind, and what is wrong with what is in it: field(w.name, "name", wrong, { value, oninput }).
 * The last argument: { tag, children, hint, after, isBare }; `after` stands in the line of the field, and the label of a
 * bare one is only for readers of the screen.
 */
export function field(label, key, wrong, props, { tag = "input", children, hint, after, isBare = false } = {}) {
  const told = [hint && `${key}-hint`, wrong && `${key}-wrong`].filter(Boolean).join(" ");
  const about = { id: key, key, class: "field__input", "aria-invalid": wrong ? "true" : null, "aria-describedby": told || null };
  const control = h(tag, { ...about, "aria-label": isBare ? label : null, ...props }, children);
  return h("div", { class: "field", key: `${key}-field` },
    !isBare && h("label", { class: "field__label", for: key }, label),
    after ? h("div", { class: "bar" }, control, after) : control,
    hint && h("p", { class: "field__hint", id: `${key}-hint` }, hint),
    wrong && h("p", { class: "field__error", id: `${key}-wrong` }, wrong));
}

/**
 * For oninput: what is typed goes to where it is kept. With `redraw`, what was wrong with it (`where.wrong[name]`) is
 * forgotten: it is being mended.
 */
export const keep = (where, name, redraw) => ({ target }) => {
  where[name] = target.value;
  if (!redraw || !where.wrong?.[name]) return;
  where.wrong[name] = undefined;
  redraw();
};

/** A box to check, with its words; `set` gets true or false. */
export const tick = (label, checked, set, key) =>
  h("label", { class: "tick" }, h("input", { type: "checkbox", key, checked, onchange: ({ target }) => set(target.checked) }), h("span", {}, label));
