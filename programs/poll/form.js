// The form in which a question is asked. What is typed lives in `draft` until it is sent.

import { button, draw, field, focusOn, h, icon, keep, tick } from "./kit/kit.js";
import { isSlot } from "./state.js";
import { slotText, w } from "./words.js";

const MOST = 30;
export const emptyDraft = () => ({ question: "", kind: "text", texts: ["", ""], days: [], day: "", time: "", many: false, open: false, wrong: {} });

/** Choosing one more day; `then` gets the slot. Used where one asks, and where others may add. */
export function dayFields(draft, redraw, then) {
  const add = () => {
    const slot = draft.time ? `${draft.day}T${draft.time}` : draft.day;
    draft.wrong.day = !draft.day ? w.needsDay : !isSlot(slot) ? w.badDay : then(slot);
    if (draft.wrong.day) focusOn("day");
    else draft.day = "";
    redraw();
  };
  return h("div", { class: "stack" },
    h("div", { class: "days__fields" },
      field(w.day, "day", draft.wrong.day, { type: "date", min: "1900-01-01", max: "2199-12-31", value: draft.day, oninput: keep(draft, "day", redraw), onenter: add }),
      field(w.time, "time", null, { type: "time", value: draft.time, oninput: keep(draft, "time"), onenter: add })),
    button([icon("plus"), w.addDay], add));
}

function textOptions(draft, redraw) {
  const grow = (at) => {
    if (at === draft.texts.length - 1 && draft.texts.length < MOST) draft.texts.push("");
    redraw();
    focusOn(`text-${Math.min(at + 1, draft.texts.length - 1)}`);
  };
  const remove = (at) => {
    draft.texts.splice(at, 1);
    redraw();
    focusOn(`text-${Math.max(0, at - 1)}`);
  };
  const typed = (at) => (event) => {
    keep(draft.texts, at)(event);
    if (!draft.wrong.options) return;
    draft.wrong.options = undefined;
    redraw();
  };
  const row = (text, at) => h("li", {},
    field(w.option(at + 1), `text-${at}`, null, {
      value: text, maxlength: 80, autocomplete: "off", enterkeyhint: "next", placeholder: w.option(at + 1), oninput: typed(at), onenter: () => grow(at),
    }, { isBare: true, after: draft.texts.length > 2 && h("button", { type: "button", class: "icon-button", "aria-label": w.removeNth(at + 1), onclick: () => remove(at) }, icon("close")) }));
  return h("fieldset", { class: "stack", "aria-describedby": draft.wrong.options ? "options-wrong" : null },
    h("legend", {}, w.options),
    h("ul", { class: "stack" }, draft.texts.map(row)),
    draft.wrong.options && h("p", { class: "field__error", id: "options-wrong" }, draft.wrong.options),
    draft.texts.length < MOST && button([icon("plus"), w.addOption], () => grow(draft.texts.length - 1)));
}

function dayOptions(draft, redraw) {
  const take = (slot) => {
    if (draft.days.includes(slot)) return w.isThere;
    if (draft.days.length >= MOST) return w.full;
    draft.days = [...draft.days, slot].sort();
    draft.wrong.options = undefined;
    return undefined;
  };
  const remove = (slot) => {
    draft.days = draft.days.filter((each) => each !== slot);
    focusOn("day");
    redraw();
  };
  return h("fieldset", { class: "stack" },
    h("legend", {}, w.days),
    draft.days.length
      ? h("ul", { class: "card rows" }, draft.days.map((slot) => h("li", { class: "row", key: slot },
        h("span", { class: "row__main" }, slotText(slot)),
        h("button", { type: "button", class: "icon-button", "aria-label": w.removeOption(slotText(slot)), onclick: () => remove(slot) }, icon("close")))))
      : h("p", { class: "quiet" }, w.noDays),
    draft.wrong.options && h("p", { class: "field__error" }, draft.wrong.options),
    dayFields(draft, redraw, take));
}

/** Draws the form; `then` gets the fields of the operation, `cancel` is there if one can go back. */
export function askForm(root, draft, then, cancel) {
  const redraw = () => askForm(root, draft, then, cancel);
  const choose = (kind) => {
    Object.assign(draft, { kind, wrong: {} });
    redraw();
  };
  const send = () => {
    const texts = draft.texts.map((text) => text.trim()).filter(Boolean);
    const options = draft.kind === "text" ? texts : draft.days;
    const least = draft.kind === "date" ? 1 : draft.open ? 0 : 2;
    draft.wrong = {
      question: draft.question.trim() ? undefined : w.needsQuestion,
      options: new Set(options.map((each) => each.toLowerCase())).size < Math.max(least, options.length) ? (options.length < least ? (draft.kind === "text" ? w.needsOptions : w.needsDays) : w.isThere) : undefined,
    };
    if (draft.wrong.question || draft.wrong.options) {
      focusOn(draft.wrong.question ? "question" : draft.kind === "text" ? "text-0" : "day");
      return redraw();
    }
    return then({ question: draft.question, kind: draft.kind, options, many: draft.many, open: draft.open });
  };
  draw(root,
    h("header", { class: "stack", key: "ask" }, h("h1", { tabindex: "-1", key: "ask-title" }, w.ask), h("p", { class: "quiet" }, w.askLead)),
    field(w.question, "question", draft.wrong.question, { value: draft.question, maxlength: 200, autocomplete: "off", placeholder: w.questionHint[draft.kind], oninput: keep(draft, "question", redraw), onenter: send }),
    h("fieldset", { class: "stack", key: "kind" }, h("legend", {}, w.kind),
      h("div", { class: "choice" }, ["text", "date"].map((kind) => h("label", { class: "choice__option" },
        h("input", { type: "radio", name: "kind", checked: draft.kind === kind, onchange: () => choose(kind) }), h("span", {}, w.kinds[kind]))))),
    h("div", { key: draft.kind }, draft.kind === "text" ? textOptions(draft, redraw) : dayOptions(draft, redraw)),
    h("div", { class: "settings" },
      draft.kind === "text" && tick(w.many, draft.many, (on) => (draft.many = on)),
      tick(w.open[draft.kind], draft.open, (on) => (draft.open = on))),
    h("div", { class: "dock" },
      cancel && button(w.cancel, cancel),
      button(w.send, send, { "data-kind": "primary" })));
}
