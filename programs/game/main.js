// The boards of this chat, and which one is looked at. The board itself is in table.js.

import { draw, focusOn, h, icon, shared } from "./kit/kit.js";
import { SIZES } from "./rules.js";
import { fold, shapes } from "./state.js";
import { tableScreen } from "./table.js";
import { standing } from "./standing.js";
import { w } from "./words.js";

const SHOWN = 20;
const root = document.querySelector("main");
/** `table`: undefined until something was chosen, null for the list. */
const view = { table: undefined, size: 9, shown: SHOWN, at: null, aim: null, isResigning: false };
document.title = w.title;

const room = shared({
  shapes,
  fold,
  draw: show,
  title: () => w.title,
  summary: ({ tables }) => {
    const latest = [...tables].sort((a, b) => b.touched - a.touched)[0];
    return latest ? standing(latest, (address) => room.nameOf(address) || w.someone).how : "";
  },
});
const { me } = room;
const nameOf = (address) => room.nameOf(address) || w.someone;
const called = (address) => (address === me.address ? w.you : nameOf(address));
const isMine = ({ black, white }) => black === me.address || white === me.address;
const isRunning = ({ game }) => game !== null && !game.isOver;

function open(id) {
  Object.assign(view, { table: id, at: null, aim: null, isResigning: false });
  room.redraw();
  focusOn(id === null ? "boards" : "title");
}

function setUp() {
  const id = room.send("table", { size: view.size }, w.infoBoard(me.name || w.someone));
  open(id);
}

/** Who needs to look first: my games, then what is waiting, what runs, what is over. */
const rank = (table) => (isMine(table) && isRunning(table) ? 0 : !table.black || !table.white ? 1 : isRunning(table) ? 2 : 3);
const inRank = (tables) => [...tables].sort((a, b) => rank(a) - rank(b) || b.touched - a.touched);

const row = (table) => {
  const { who, how } = standing(table, called, me.address);
  const isMyTurn = isRunning(table) && table[table.game.turn] === me.address;
  return h("li", { key: table.id },
    h("button", { type: "button", class: "row", onclick: () => open(table.id) },
      h("span", { class: "stones", "aria-hidden": "true" }, h("i", { "data-stone": "black" }), h("i", { "data-stone": "white" })),
      h("span", { class: "row__main" }, who, h("small", {}, `${w.sizes(table.size)} · ${how}`)),
      isMyTurn && h("span", { class: "chip", "data-kind": "jade" }, w.yourMove),
      icon("forward")));
};

const sizes = () =>
  h("fieldset", { class: "stack", key: "size" },
    h("legend", {}, w.size),
    h("div", { class: "choice" }, SIZES.map((size) => h("label", { class: "choice__option" },
      h("input", {
        type: "radio", name: "size", checked: view.size === size,
        onchange: () => {
          view.size = size;
          room.redraw();
        },
      }),
      h("span", {}, w.sizes(size))))),
    h("p", { class: "field__hint" }, w.sizeHint[view.size]));

function list({ tables }) {
  const open = inRank(tables.filter(({ isClosed }) => !isClosed));
  const closed = inRank(tables.filter(({ isClosed }) => isClosed)).slice(0, SHOWN);
  const rest = open.length - view.shown;
  root.dataset.screen = "list";
  draw(root,
    h("header", { class: "stack", key: "head" }, h("h1", { tabindex: "-1", key: "boards" }, w.title), h("p", { class: "quiet" }, w.lead)),
    open.length
      ? h("ul", { class: "card rows", key: "tables", "aria-label": w.boards }, open.slice(0, view.shown).map(row))
      : h("div", { class: "card empty", key: "none" }, h("h2", {}, w.noBoards), h("p", {}, w.noBoardsText)),
    rest > 0 && h("button", { type: "button", class: "button", key: "more", onclick: () => ((view.shown += SHOWN), room.redraw()) }, w.more(Math.min(rest, SHOWN))),
    closed.length > 0 && h("details", { class: "fold", key: "closed" },
      h("summary", {}, w.putAway(closed.length)),
      h("ul", { class: "card rows" }, closed.map(row))),
    sizes(),
    h("div", { class: "dock", key: "dock" },
      h("button", { type: "button", class: "button", "data-kind": open.length ? null : "primary", onclick: setUp }, icon("plus"), open.length ? w.newBoard : w.setUp)));
}

function show(state) {
  if (view.table === undefined) {
    const { tables } = state;
    const mine = tables.filter((table) => isMine(table) && isRunning(table));
    const only = mine.length === 1 ? mine[0] : tables.length === 1 ? tables[0] : null;
    view.table = only && !only.isClosed ? only.id : null;
  }
  const table = state.tables.find(({ id }) => id === view.table);
  if (table) tableScreen(root, { table, room, view, nameOf, called, back: () => open(null) });
  else list(state);
}
