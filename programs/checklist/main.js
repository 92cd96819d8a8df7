// The screen of the list: what is open, the line to add more, and what is done or deleted, folded away.

import { button, draw, focusOn, h, icon, keep, say, shared, toast } from "./kit/kit.js";
import { fold, MAX_ITEMS, placeAfterMove, shapes } from "./state.js";
import { w } from "./words.js";

const root = document.querySelector("main");
/** What this person is at, and nobody else sees. `more` is the item whose tools are out. */
const view = { text: "", wrong: {}, more: null, rename: null, title: null, newest: null };
document.title = w.title;

const room = shared({
  shapes,
  fold,
  draw: show,
  title: (state) => state.title,
  summary: ({ open, done }) => w.left(done.length, open.length + done.length),
});
const { me } = room;
const isMe = (address) => address === me.address;
const called = (address) => room.nameOf(address) || w.someone;
const put = (change) => {
  Object.assign(view, change);
  room.redraw();
};

function add() {
  const texts = view.text.split("\n").map((line) => line.trim()).filter(Boolean);
  const { open, done } = room.state;
  view.wrong.text = !texts.length ? w.needsText
    : texts.some((text) => text.length > 200) ? w.tooLong
    : open.length + done.length + texts.length > MAX_ITEMS ? w.full : undefined;
  if (!view.wrong.text) {
    for (let at = 0; at < texts.length; at += 50) view.newest = room.send("add", { texts: texts.slice(at, at + 50) });
    say(w.added(texts.length));
    view.text = "";
  }
  focusOn("add");
  room.redraw();
}

// Several lines from elsewhere are several things; a line of a browser would join them.
function paste(event) {
  const text = event.clipboardData?.getData("text") ?? "";
  if (!/\n/.test(text.trim())) return;
  event.preventDefault();
  view.text = [view.text, text].filter(Boolean).join("\n");
  add();
}

function check(item, done) {
  // It leaves this part of the list: the focus stays with the one that takes its place.
  const { open } = room.state;
  const at = open.indexOf(item);
  const next = open[at + 1] ?? open[at - 1];
  room.send("check", { item: item.id, done });
  if (view.more === item.id) view.more = null;
  say(done ? w.checked(item.text) : w.unchecked(item.text));
  focusOn(!done ? "done" : next ? `check-${next.id}` : "add");
}

function remove(items, text) {
  const ids = items.map(({ id }) => id);
  room.send("remove", { items: ids, gone: true });
  put({ more: null });
  focusOn("add-button");
  toast(text, { label: w.undo, act: () => putBack(ids) });
}

function putBack(ids) {
  room.send("remove", { items: ids, gone: false });
  focusOn(`check-${ids[0]}`);
}

function tools(item, items) {
  const at = items.indexOf(item);
  const move = (way) => {
    const behind = placeAfterMove(items, item.id, way);
    if (behind === null) return;
    room.send("move", { item: item.id, behind });
    say(w.moved(at + way + 1, items.length));
  };
  const isMine = isMe(item.who);
  const take = () => {
    room.send("take", { item: item.id, mine: !isMine });
    put({ more: null });
    focusOn(`more-${item.id}`);
  };
  const rename = () => {
    put({ rename: item.text });
    focusOn(`rename-${item.id}`);
  };
  return h("div", { class: "tools", key: `tools-${item.id}` },
    button([icon("person"), isMine ? w.notMe : item.who ? w.takeOver : w.iDoIt], take, { key: `take-${item.id}` }),
    button([icon("up"), w.up], () => move(-1), { "aria-disabled": at === 0 }),
    button([icon("down"), w.down], () => move(1), { "aria-disabled": at === items.length - 1 }),
    button([icon("edit"), w.rename], rename),
    button([icon("trash"), w.remove], () => remove([item], w.removed(item.text)), { "data-kind": "danger" }));
}

function renaming(item) {
  const save = () => {
    const text = view.rename.trim();
    if (text && text !== item.text) room.send("rename", { item: item.id, text });
    put({ rename: null, more: null });
    focusOn(`more-${item.id}`);
  };
  return h("div", { class: "bar tools" },
    h("input", { key: `rename-${item.id}`, class: "field__input", value: view.rename, maxlength: 200, "aria-label": w.edit(item.text), oninput: keep(view, "rename"), onenter: save }),
    button(w.save, save, { "data-kind": "primary" }));
}

function row(item, items) {
  const isOut = view.more === item.id;
  const toggle = () => put({ more: isOut ? null : item.id, rename: null });
  return h("li", { key: item.id, class: "item" },
    h("div", { class: "item__line" },
      h("label", { class: "tick item__tick" },
        h("input", { type: "checkbox", key: `check-${item.id}`, checked: item.done, onchange: ({ target }) => check(item, target.checked) }),
        h("span", { dir: "auto" }, item.text,
          item.who && !item.done && h("span", { class: "chip item__chip", "data-kind": isMe(item.who) && "jade" }, icon("person"), isMe(item.who) ? w.you : w.does(called(item.who))),
          item.done && h("small", { class: "item__who" }, isMe(item.doneBy) ? w.doneByYou : w.doneBy(called(item.doneBy))))),
      items && h("button", { type: "button", class: "icon-button", key: `more-${item.id}`, "aria-label": w.more(item.text), "aria-expanded": isOut, onclick: toggle }, icon("more"))),
    items && isOut && (view.rename === null ? tools(item, items) : renaming(item)));
}

function heading({ title, open, done }) {
  const all = open.length + done.length;
  const save = () => {
    const text = view.title.trim();
    if (text !== title) room.send("title", { title: text });
    put({ title: null });
    focusOn("rename-list");
  };
  const edit = () => {
    put({ title });
    focusOn("title");
  };
  return h("header", { class: "stack head", key: "head" },
    view.title === null
      ? h("div", { class: "bar" }, h("h1", { dir: "auto" }, title || w.title),
        h("button", { type: "button", class: "icon-button", key: "rename-list", "aria-label": w.renameList, onclick: edit }, icon("edit")))
      : h("div", { class: "bar" },
        h("input", { key: "title", class: "field__input", value: view.title, maxlength: 80, "aria-label": w.nameList, placeholder: w.nameList, oninput: keep(view, "title"), onenter: save }),
        button(w.save, save, { "data-kind": "primary" })),
    all > 0 && h("p", { class: "quiet" }, w.left(done.length, all)),
    all > 0 && h("div", { class: "meter" }, h("i", { style: `inline-size: ${(100 * done.length) / all}%` })));
}

const folded = ({ done, gone }) => [
  done.length > 0 && h("details", { class: "fold", key: "done-fold" },
    h("summary", { key: "done" }, w.done(done.length)),
    h("ul", { class: "card rows" }, done.map((item) => row(item))),
    button(w.clear, () => remove(done, w.cleared(done.length)), { "data-kind": "quiet" })),
  gone.length > 0 && h("details", { class: "fold", key: "gone-fold" },
    h("summary", {}, w.gone(gone.length)),
    h("ul", { class: "card rows" }, gone.map((item) => h("li", { class: "row", key: item.id },
      h("span", { class: "row__main", dir: "auto" }, item.text),
      button(w.putBack, () => putBack([item.id]), { "data-kind": "quiet", "aria-label": w.putBackThis(item.text) }))))),
];

const adding = () => h("div", { class: "dock", key: "dock" },
  h("div", { class: "field" },
    h("input", {
      key: "add", class: "field__input", value: view.text, autocomplete: "off", enterkeyhint: "enter", "aria-label": w.addLabel, placeholder: w.placeholder,
      "aria-invalid": view.wrong.text ? "true" : null, "aria-describedby": view.wrong.text ? "add-wrong" : null,
      oninput: keep(view, "text", room.redraw), onpaste: paste, onenter: add,
    }),
    view.wrong.text && h("p", { class: "field__error", id: "add-wrong" }, view.wrong.text)),
  h("button", { type: "button", class: "button add", key: "add-button", "data-kind": "primary", "aria-label": w.add, onclick: add }, icon("plus")));

function show(state) {
  const { open, done } = state;
  const nothing = done.length ? [w.allDone, w.allDoneText] : [w.emptyTitle, w.emptyText];
  draw(root,
    heading(state),
    open.length
      ? h("ul", { class: "card rows", key: "open", "aria-label": w.title }, open.map((item) => row(item, open)))
      : h("div", { class: "empty card", key: "empty" }, h("strong", {}, nothing[0]), h("p", {}, nothing[1])),
    folded(state),
    adding());
  // What was just added is at the end, behind the line where one writes.
  const last = root.querySelector("[data-key=open] > :last-child");
  if (!view.newest || !last?.dataset.key.startsWith(view.newest)) return;
  view.newest = null;
  last.scrollIntoView({ block: "center", behavior: "instant" });
}
