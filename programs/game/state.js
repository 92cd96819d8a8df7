// What people sent, folded into boards: who sits where, and how each game stands. No DOM, no clock.
//
// Each move names the one that it answers (`after`), so a game is a tree, and a move that was made twice is a fork.
// The branch on which the two have answered each other most often is the game: what the other has answered can no
// longer be taken back by sending something earlier. Where nobody has answered yet, the first operation counts.

import { EMPTY, SIZES, colourAt, colourOf, isAlone, isOver, other, step } from "./rules.js";

export const MOST_ROUNDS = 99;

export const shapes = ({ whole, flag, ref, person, oneOf, record, maybe }) => {
  const at = { table: ref, round: whole(0, MOST_ROUNDS - 1) };
  const seat = { table: ref, colour: oneOf("black", "white") };
  return {
    table: { size: (value) => (SIZES.includes(value) ? value : undefined) },
    sit: seat,
    stand: seat,
    // The first move of a table says between whom it is, so that nobody who sat down earlier can step in later.
    move: { ...at, after: maybe(ref, null), point: whole(0, 168), pair: maybe(record({ black: person, white: person }), null) },
    ask: { ...at, after: ref },
    allow: { ...at, after: ref },
    keep: { ...at, after: ref },
    resign: at,
    again: { ...at, after: maybe(ref, null) },
    close: { table: ref, closed: flag },
  };
};

const group = (ops, key) => {
  const groups = new Map();
  for (const op of ops) {
    if (!groups.has(key(op))) groups.set(key(op), []);
    groups.get(key(op)).push(op);
  }
  return groups;
};

/** The game as far as it came: { position, head, weight }. `roots` are the operations that begin it. */
function play(roots, children, players, size) {
  const nodes = [{ op: { id: null }, position: EMPTY, best: 0, next: null }];
  for (const node of nodes) {
    if (node.op.op === "again") continue;
    for (const op of node.op.id ? (children.get(node.op.id) ?? []) : roots) {
      const position = step(node.position, op, players, size);
      if (!position) continue;
      const gain = Number(isAlone(players) || op.by !== node.op.by);
      nodes.push({ op, position, parent: node, gain, best: 0, next: null });
    }
  }
  // From the leaves up; of equal branches the one that began first.
  for (const node of nodes.slice(1).reverse()) {
    const weight = node.gain + node.best;
    if (weight < node.parent.best) continue;
    node.parent.best = weight;
    node.parent.next = node;
  }
  let last = nodes[0];
  while (last.next && last.next.op.op !== "again") last = last.next;
  return { players, position: last.position, head: last.op.id, weight: nodes[0].best };
}

function readRound(number, ops, { players, position, head }) {
  const theirs = ops.filter(({ by }) => by === players.black || by === players.white);
  const resigned = theirs.filter(({ op }) => op === "resign");
  const onBoard = isOver(position);
  const gaveUp = onBoard || !resigned.length ? null : isAlone(players) ? "both" : colourOf(resigned[0].by, players, []);
  const turn = colourAt(position.stones.length);
  const winner = position.line ? other(turn) : gaveUp && gaveUp !== "both" ? other(gaveUp) : null;
  const ends = [head, ...resigned.map(({ id }) => id)];
  const isDone = onBoard || gaveUp !== null;
  const goesOn = isDone && theirs.some(({ op, after }) => op === "again" && ends.includes(after));
  return { number, ...players, ...position, turn, head, gaveUp, winner, goesOn, isOver: isDone, end: gaveUp ? resigned[0].id : head };
}

/** Who sits: the first on each chair who has not stood up (`now`), and all who ever sat there. */
function readSeats(ops) {
  const sitting = { black: new Map(), white: new Map() };
  for (const { op, by, colour } of ops) {
    if (op === "sit") {
      if (!sitting[colour].get(by)) sitting[colour].delete(by);
      sitting[colour].set(by, true);
    } else if (op === "stand" && sitting[colour].has(by)) sitting[colour].set(by, false);
  }
  const first = (seats) => [...seats].find(([, sits]) => sits)?.[0] ?? null;
  return { sitting, now: { black: first(sitting.black), white: first(sitting.white) } };
}

/** The first game: of the two between whom most was played, else of those who sit there now. */
function readFirst(ops, seats, size) {
  const children = group(ops, ({ after }) => after);
  const keyOf = ({ black, white }) => JSON.stringify([black, white]);
  const isSeated = ({ black, white }) => seats.sitting.black.has(black) && seats.sitting.white.has(white);
  const begun = ops.filter(({ op, after, pair }) => op === "move" && after === null && pair !== null && isSeated(pair));
  const roots = group(begun, ({ pair }) => keyOf(pair));
  const pairs = new Map(begun.map(({ pair }) => [keyOf(pair), pair]));
  const own = seats.now.black && seats.now.white ? [seats.now] : [];
  const games = [...own, ...pairs.values()].map((players) => play(roots.get(keyOf(players)) ?? [], children, players, size));
  return games.reduce((best, game) => (best && best.weight >= game.weight ? best : game), null);
}

function readTable(table, ops) {
  const rounds = group(ops.filter(({ round }) => round !== undefined), ({ round }) => round);
  const seats = readSeats(ops);
  const first = readFirst(rounds.get(0) ?? [], seats, table.size);
  const games = first ? [readRound(0, rounds.get(0) ?? [], first)] : [];
  while (games.at(-1)?.goesOn && games.length < MOST_ROUNDS) {
    const { number, black, white } = games.at(-1);
    const own = rounds.get(number + 1) ?? [];
    const children = group(own, ({ after }) => after);
    games.push(readRound(number + 1, own, play(children.get(null) ?? [], children, { black: white, white: black }, table.size)));
  }
  const game = games.at(-1) ?? null;
  const players = game ? { black: game.black, white: game.white } : seats.now;
  const wins = new Map();
  for (const each of games) if (each.winner) wins.set(each[each.winner], (wins.get(each[each.winner]) ?? 0) + 1);
  const closers = new Set([table.by, players.black, players.white]);
  const closed = ops.findLast(({ op, by }) => op === "close" && closers.has(by))?.closed ?? false;
  return {
    id: table.id, size: table.size, by: table.by, ...players, game, wins, rounds: games.length,
    /** Chairs can be left until the first stone is there. */
    hasBegun: games.length > 1 || (game !== null && (game.isOver || game.head !== null)),
    isClosed: closed && (!game || game.isOver || !game.stones.length),
  };
}

export function fold(ops) {
  const byTable = group(ops.filter(({ table }) => table !== undefined), ({ table }) => table);
  const place = new Map(ops.map(({ id }, at) => [id, at]));
  const tables = ops
    .filter(({ op }) => op === "table")
    .map((table) => {
      const own = byTable.get(table.id) ?? [];
      return { ...readTable(table, own), touched: place.get((own.at(-1) ?? table).id) };
    });
  return { tables };
}
