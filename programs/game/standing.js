// How a board stands, in words.

import { colourAt, isAlone, pointName } from "./rules.js";
import { w } from "./words.js";

function waiting({ black, white, isClosed }, called, me) {
  const sitting = black ?? white;
  if (!sitting) return { title: w.takeChair, text: w.nobody, who: w.nobody, how: w.takeChair };
  const waits = w.waits(black ? "white" : "black");
  return { title: waits, text: isClosed ? w.isAway : "", who: sitting === me ? w.youWait : w.waiting(called(sitting)), how: waits };
}

function ended(game, called, isMine) {
  const { winner, gaveUp, line } = game;
  if (isAlone(game)) return winner ? [w.wonOf[winner], w.byFive] : gaveUp ? [w.ended, ""] : [w.draw, w.byFull];
  if (!winner) return [w.draw, w.byFull];
  const title = isMine(winner) ? w.youWon : w.won(called(game[winner]));
  return [title, line ? w.byFive : isMine(gaveUp) ? w.youResigned : w.byResigning(called(game[gaveUp]))];
}

function running(game, size, called, isMine) {
  const { turn, stones } = game;
  const title = isAlone(game) ? w.moveOf[turn] : isMine(turn) ? w.yourMove : w.move(called(game[turn]));
  if (!stones.length) return [title, w.begin];
  const last = colourAt(stones.length - 1);
  const point = pointName(stones.at(-1), size);
  return [title, isAlone(game) ? w.played[last](point) : isMine(last) ? w.youPlayed(point) : w.lastMove(called(game[last]), point)];
}

/** `title` and `text` beside the board, `who` and `how` in the list. `called` says what somebody is called. */
export function standing(table, called, me) {
  const { black, white, game, size } = table;
  if (!game) return waiting(table, called, me);
  const isMine = (colour) => game[colour] === me;
  const [title, text] = game.isOver ? ended(game, called, isMine) : running(game, size, called, isMine);
  const who = isAlone(game) ? w.both : isMine("white") ? w.pair(called(white), called(black)) : w.pair(called(black), called(white));
  const watches = !isMine("black") && !isMine("white");
  return { title, text: watches && !game.isOver ? `${text} ${w.youWatch}` : text, who, how: title };
}
