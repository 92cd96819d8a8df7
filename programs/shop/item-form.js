// The form in which the keeper puts a thing in, or changes it.

import { button, field, tick } from "./kit/field.js";
import { draw, focusOn, h, icon, toast } from "./kit/kit.js";
import { draftOf, emptyStep, readDraft } from "./item-draft.js";
import { now, purseOf, put, room, view } from "./parts.js";
import { shrink } from "./shrink.js";
import { MOST_ITEMS, MOST_STEPS } from "./state.js";
import { w } from "./words.js";

export function openForm(item) {
  if (!item && room.state.items.length >= MOST_ITEMS) return toast(w.tooMany);
  put({ screen: "item", form: draftOf(item, purseOf(room.state)) });
  return focusOn("item-title");
}

const said = (wrong) => (typeof wrong === "object" ? w.wrongPrice[wrong.price] : w[wrong]);

/** What is typed is kept, and what was wrong with it is no longer said. */
const type = (draft, where, name, key = name) => ({ target }) => {
  where[name] = target.value;
  if (!draft.wrong[key]) return;
  delete draft.wrong[key];
  room.redraw();
};

function leave() {
  put({ screen: "shop", form: null });
  focusOn("title");
}

function save(draft, purse) {
  const { fields, wrong } = readDraft(draft, purse, now());
  draft.wrong = wrong ?? {};
  if (wrong) {
    focusOn(["label", "price", "stock", ...draft.steps.flatMap((_, at) => [`from-${at}`, `price-${at}`]), "closes"].find((key) => wrong[key]));
    return room.redraw();
  }
  const before = room.state.items.find(({ id }) => id === draft.id)?.picture ?? null;
  const id = room.send("item", fields);
  if (draft.picture !== before) room.send("picture", { item: draft.id ?? id, picture: draft.picture });
  return leave();
}

/** Off sale, or back: at once, with what the others see of it, not with what was typed. */
function show(item, shown) {
  const { id, label, about, price, stock, steps, closes } = item;
  room.send("item", { item: id, label, about, price, stock, steps, closes, shown });
}

function picture(draft) {
  const choose = async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (!file) return;
    const made = await shrink(file);
    draft.wrong.picture = made ? undefined : "badPicture";
    if (made) draft.picture = made;
    room.redraw();
  };
  const drop = () => {
    draft.picture = null;
    room.redraw();
    focusOn("picture");
  };
  return h("fieldset", { class: "field", key: "picture-field" },
    h("legend", {}, w.picture),
    h("div", { class: "picture" },
      draft.picture && h("img", { class: "thing__picture", src: draft.picture, alt: "" }),
      h("div", { class: "actions" },
        h("label", { class: "button picture__choose" },
          h("input", { type: "file", key: "picture", accept: "image/png,image/jpeg,image/webp,image/*", class: "visually-hidden", "aria-describedby": draft.wrong.picture ? "picture-wrong" : null, onchange: choose }),
          draft.picture ? w.otherPicture : w.choosePicture),
        draft.picture && button(w.noPicture, drop))),
    draft.wrong.picture && h("p", { class: "field__error", id: "picture-wrong" }, said(draft.wrong.picture)));
}

function steps(draft) {
  const { wrong } = draft;
  const add = () => {
    draft.steps.push(emptyStep());
    room.redraw();
    focusOn(`from-${draft.steps.length - 1}`);
  };
  const drop = (at) => {
    draft.steps.splice(at, 1);
    draft.wrong = {};
    room.redraw();
    focusOn(`from-${Math.max(0, at - 1)}`);
  };
  const row = (step, at) => h("li", { class: "step" },
    field(w.people, `from-${at}`, said(wrong[`from-${at}`]), { value: step.from, inputmode: "numeric", autocomplete: "off", "aria-label": w.stepFrom(at + 1), oninput: type(draft, step, "from", `from-${at}`) }),
    field(w.price, `price-${at}`, said(wrong[`price-${at}`]), { value: step.price, inputmode: "decimal", autocomplete: "off", "aria-label": w.stepPrice(at + 1), oninput: type(draft, step, "price", `price-${at}`) }),
    draft.steps.length > 1 && h("button", { type: "button", class: "icon-button step__drop", "aria-label": w.dropStep(at + 1), onclick: () => drop(at) }, icon("close")));
  return h("div", { class: "stack", key: "steps" },
    h("ol", { class: "stack" }, draft.steps.map(row)),
    draft.steps.length < MOST_STEPS && button([icon("plus"), w.addStep], add, { key: "add-step" }),
    field(w.closesAt, "closes", said(wrong.closes), { type: "datetime-local", value: draft.closes, oninput: type(draft, draft, "closes") }, { hint: w.closesHint }));
}

export function itemScreen(root, state) {
  const draft = view.form;
  const { wrong } = draft;
  const purse = purseOf(state);
  const item = state.items.find(({ id }) => id === draft.id);
  const turn = (on) => {
    draft.isGroup = on;
    room.redraw();
  };
  const takeOff = () => {
    show(item, false);
    toast(w.tookOff(item.label), { label: w.undo, act: () => show(item, true) });
    leave();
  };
  draw(root,
    h("header", { class: "bar", key: "item" }, h("h1", { tabindex: "-1", key: "item-title" }, item ? w.changeItem : w.newItem)),
    field(w.label, "label", said(wrong.label), { value: draft.label, maxlength: 80, autocomplete: "off", oninput: type(draft, draft, "label") }),
    field(w.about, "about", null, { value: draft.about, maxlength: 300, oninput: type(draft, draft, "about") }, { tag: "textarea" }),
    h("div", { class: "pair", key: "numbers" },
      field(draft.isGroup ? w.priceFirst : w.price, "price", said(wrong.price), { value: draft.price, inputmode: "decimal", autocomplete: "off", placeholder: purse.plain(0), oninput: type(draft, draft, "price") }, { after: h("span", { class: "quiet" }, purse.code) }),
      field(w.stock, "stock", said(wrong.stock), { value: draft.stock, inputmode: "numeric", autocomplete: "off", oninput: type(draft, draft, "stock") }, { hint: w.stockHint })),
    picture(draft),
    h("section", { class: "stack", key: "group" }, tick(w.cheaper, draft.isGroup, turn, "group-tick"), draft.isGroup && steps(draft)),
    item && (item.shown
      ? button(w.takeOff, takeOff, { key: "off", "data-kind": "quiet" })
      : button(w.putBack, () => { show(item, true); leave(); }, { key: "on" })),
    h("div", { class: "dock", key: "dock" }, button(w.cancel, leave), button(w.save, () => save(draft, purse), { "data-kind": "primary" })));
}
