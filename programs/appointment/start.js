// Opening the book, and changing what it says.

import { button, field, keep } from "./kit/field.js";
import { draw, focusOn, h } from "./kit/kit.js";
import { zone } from "./clock.js";
import { myName, put, room, view } from "./parts.js";
import { MOST_EACH } from "./state.js";
import { w } from "./words.js";

function fields(draft, send) {
  const turn = (each) => {
    draft.each = each;
    room.redraw();
  };
  return [
    field(w.name, "name", draft.wrong, { value: draft.title, maxlength: 60, autocomplete: "off", placeholder: w.nameHint, oninput: keep(draft, "title"), onenter: send }),
    field(w.notice, "notice", null, { value: draft.notice, maxlength: 300, placeholder: w.noticeHint, oninput: keep(draft, "notice") }, { tag: "textarea" }),
    h("fieldset", { class: "field", key: "each" }, h("legend", {}, w.each),
      h("div", { class: "choice" }, Array.from({ length: MOST_EACH }, (_, at) => h("label", { class: "choice__option" },
        h("input", { type: "radio", name: "each", checked: draft.each === at + 1, onchange: () => turn(at + 1) }), h("span", {}, at + 1))))),
  ];
}

function read(draft, then) {
  const title = draft.title.trim();
  draft.wrong = title ? undefined : w.needsName;
  if (title) return then({ title, notice: draft.notice.trim(), each: draft.each, zone });
  focusOn("name");
  return room.redraw();
}

export function startScreen(root) {
  const draft = (view.settings ??= { title: "", notice: "", each: 1, wrong: undefined });
  const open = () => read(draft, (all) => {
    room.send("open", all, w.infoOpen(myName(), all.title));
    view.settings = null;
    focusOn("title");
  });
  draw(root,
    h("header", { class: "stack", key: "start" }, h("h1", { tabindex: "-1", key: "start-title" }, w.start), h("p", { class: "quiet" }, w.startLead)),
    fields(draft, open),
    h("div", { class: "dock", key: "dock" }, button(w.open, open, { "data-kind": "primary" })));
}

export function openSettings({ title, notice, each }) {
  put({ screen: "settings", settings: { title, notice, each, wrong: undefined } });
  focusOn("settings-title");
}

export function settingsScreen(root) {
  const leave = () => {
    put({ screen: "book", settings: null });
    focusOn("title");
  };
  const save = () => read(view.settings, (all) => {
    room.send("book", all);
    leave();
  });
  draw(root,
    h("header", { key: "settings" }, h("h1", { tabindex: "-1", key: "settings-title" }, w.settings)),
    fields(view.settings, save),
    h("div", { class: "dock", key: "dock" }, button(w.cancel, leave), button(w.save, save, { "data-kind": "primary" })));
}
