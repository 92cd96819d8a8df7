// One board: who sits there, the stones, how it stands, and what one can do.

import { draw, focusOn, h, icon, toast } from "./kit/kit.js";
import { board } from "./board.js";
import { isAlone, lineOf, other, pointName, takenBack } from "./rules.js";
import { standing } from "./standing.js";
import { w } from "./words.js";

const COLOURS = ["black", "white"];
const button = (label, onclick, kind, key = label) => h("button", { type: "button", class: "button", "data-kind": kind, key, onclick }, label);

export function tableScreen(root, { table, room, view, nameOf, called, back }) {
  const { me } = room;
  const { game } = table;
  const isMe = (address) => address === me.address;
  const mine = COLOURS.filter((colour) => isMe(table[colour]));
  const myName = me.name || w.someone;
  const inGame = (op, fields, info) => room.send(op, { table: table.id, round: game.number, after: game.head, ...fields }, info);
  const redraw = () => room.redraw();

  function sit(colour) {
    const opponent = table[other(colour)];
    const isPair = opponent && !isMe(opponent) && !mine.length;
    room.send("sit", { table: table.id, colour }, isPair ? w.infoPair(nameOf(opponent), myName) : undefined);
    focusOn("title");
  }

  const canMove = game !== null && !game.isOver && isMe(game[game.turn]);

  function place(point) {
    const stones = [...game.stones, point];
    const isWon = lineOf(stones, table.size) !== null;
    const info = isAlone(game) ? undefined : isWon ? w.infoWon(myName) : stones.length === table.size ** 2 ? w.infoDraw : undefined;
    const isFirst = game.number === 0 && game.head === null;
    Object.assign(view, { aim: null, at: point });
    inGame("move", { point, pair: isFirst ? { black: game.black, white: game.white } : null }, info);
  }

  function press(point, how) {
    view.at = point;
    if (game?.stones.includes(point)) toast(w.taken);
    else if (canMove && (how !== "touch" || view.aim === point)) return place(point);
    else if (canMove) view.aim = point;
    else if (game && !game.isOver) toast(w.notYours(called(game[game.turn])));
    redraw();
  }

  const seat = (colour) => {
    const address = table[colour];
    const wins = table.black === table.white ? 0 : (table.wins.get(address) ?? 0);
    const isTurn = game !== null && !game.isOver && game.turn === colour;
    return h("li", { class: "seat", key: colour, "data-turn": isTurn },
      h("i", { class: "stone", "data-stone": colour, "aria-hidden": "true" }),
      h("span", { class: "seat__who" },
        h("small", {}, wins > 0 ? `${w.colours[colour]} · ${w.wins(wins)}` : w.colours[colour], isTurn && h("span", { class: "visually-hidden" }, `, ${w.turnMark}`)),
        address && h("strong", {}, called(address)),
        !address && mine.length > 0 && h("span", { class: "quiet" }, w.free)),
      !address && !mine.length && button(w.play[colour], () => sit(colour), "primary", `sit-${colour}`));
  };

  const { title, text } = standing(table, called, me.address);

  const question = () => {
    if (!game?.asking || !mine.length) return null;
    const byMe = mine.includes(game.asking);
    const name = called(game[byMe ? other(game.asking) : game.asking]);
    return h("div", { class: "notice stack question", role: "status", key: "question" },
      h("p", {}, byMe ? w.asked(name) : w.asksYou(name, takenBack(game.stones, game.asking))),
      h("div", { class: "actions" },
        !byMe && button(w.allow, () => inGame("allow"), "primary"),
        button(byMe ? w.withdraw : w.refuse, () => inGame("keep"))));
  };

  function resign() {
    view.isResigning = false;
    room.send("resign", { table: table.id, round: game.number }, isAlone(game) ? undefined : w.infoGaveUp(myName));
    focusOn("title");
  }

  function putAway() {
    room.send("close", { table: table.id, closed: true });
    toast(w.putAwayDone, { label: w.undo, act: () => room.send("close", { table: table.id, closed: false }) });
    back();
  }

  const actions = () => {
    const mayClose = isMe(table.by) || mine.length > 0;
    if (table.isClosed) return [mayClose && button(w.fetch, () => room.send("close", { table: table.id, closed: false }), "primary")];
    const away = mayClose && button(w.away, putAway);
    if (!game) {
      return [
        mine.length === 1 && button(w.playBoth, () => sit(other(mine[0]))),
        ...mine.map((colour) => button(w.stand, () => room.send("stand", { table: table.id, colour }))),
        !mine.length && away,
      ];
    }
    if (!mine.length) return [game.isOver && away];
    if (game.isOver) return [button(isAlone(game) ? w.anew : w.rematch, () => room.send("again", { table: table.id, round: game.number, after: game.end }), "primary"), away];
    if (view.isResigning) return [h("p", { class: "sure" }, w.resignSure), button(w.resign, resign, "danger", "resign-sure"), button(w.goOn, () => ((view.isResigning = false), redraw(), focusOn("resign")))];
    const stand = !table.hasBegun && mine.map((colour) => button(w.stand, () => room.send("stand", { table: table.id, colour }), null, `stand-${colour}`)).slice(0, 1);
    const own = isAlone(game) ? other(game.turn) : mine[0];
    const mayAsk = !game.asking && takenBack(game.stones, own) <= game.stones.length;
    const giveUp = () => {
      view.isResigning = true;
      redraw();
      focusOn("resign-sure");
    };
    return [
      mayAsk && button(w.takeBack, () => inGame("ask")),
      stand || (isAlone(game) ? button(w.endGame, resign) : button(w.resign, giveUp, null, "resign")),
    ];
  };

  const aim = canMove && view.aim !== null && !game.stones.includes(view.aim) ? view.aim : null;
  const centre = Math.floor(table.size ** 2 / 2);
  const asked = question();
  const doable = asked ? [] : actions().flat().filter(Boolean);
  root.dataset.screen = "table";
  draw(root,
    h("header", { class: "top", key: "head" },
      h("button", { type: "button", class: "icon-button", "aria-label": w.all, onclick: back }, icon("back")),
      h("div", { class: "status", role: "status" }, h("h1", { tabindex: "-1", key: "title" }, title), h("p", { class: "quiet" }, text)),
      h("span", { class: "quiet figures" }, w.sizes(table.size))),
    h("ul", { class: "seats", key: "seats" }, COLOURS.map(seat)),
    board(
      { size: table.size, stones: game?.stones ?? [], line: game?.line ?? null, at: view.at ?? centre, aim, ghost: canMove ? game.turn : null },
      { press, go: (point) => ((view.at = point), redraw()) }),
    h("div", { class: "side", key: "side" },
      asked,
      aim !== null && h("div", { class: "dock", key: "aim" }, button(w.place(pointName(aim, table.size)), () => place(aim), "primary", "place")),
      aim === null && doable.length > 0 && h("div", { class: "actions", key: "actions" }, doable)));
}
