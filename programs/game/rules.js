// The board of Gomoku and what is legal on it. Points are numbered from the top left, row by row.

export const SIZES = [9, 11, 13];
export const FIVE = 5;
const WAYS = [[1, 0], [0, 1], [1, 1], [1, -1]];

export const other = (colour) => (colour === "black" ? "white" : "black");
/** Black begins, and colours alternate, also after stones were taken back. */
export const colourAt = (move) => (move % 2 ? "white" : "black");

/** "A1" is at the bottom left. */
export const pointName = (point, size) => "ABCDEFGHIJKLM"[point % size] + (size - Math.floor(point / size));

/** The stones in a row that the last stone made, five or more, or null. */
export function lineOf(stones, size) {
  const last = stones.at(-1);
  if (last === undefined) return null;
  const mine = new Set(stones.filter((_, move) => (stones.length - 1 - move) % 2 === 0));
  for (const [across, down] of WAYS) {
    const reach = (way) => {
      const found = [];
      for (let step = 1; ; step += 1) {
        const x = (last % size) + across * step * way;
        const y = Math.floor(last / size) + down * step * way;
        if (x < 0 || y < 0 || x >= size || y >= size || !mine.has(y * size + x)) return found;
        found.push(y * size + x);
      }
    };
    const line = [...reach(-1).reverse(), last, ...reach(1)];
    if (line.length >= FIVE) return line;
  }
  return null;
}

export const EMPTY = { stones: [], line: null, asking: null, isFull: false };
export const isOver = ({ line, isFull }) => line !== null || isFull;
export const isAlone = ({ black, white }) => black === white;

/** Whose word an operation is: somebody who plays alone speaks for the stone that was placed last. */
export function colourOf(by, players, stones) {
  if (by !== players.black && by !== players.white) return null;
  if (isAlone(players)) return other(colourAt(stones.length));
  return by === players.black ? "black" : "white";
}

/** How many stones go when this colour takes back: its last one, and what was answered to it. */
export const takenBack = (stones, colour) => (colourAt(stones.length) === colour ? 2 : 1);

const without = (stones, count) => ({ ...EMPTY, stones: stones.slice(0, -count) });

/** The position after an operation, or null if nobody may do that here. */
export function step(position, { op, by, point }, players, size) {
  const { stones, asking } = position;
  const turn = colourAt(stones.length);
  const colour = colourOf(by, players, stones);
  if (colour === null) return null;
  if (isOver(position)) return op === "again" ? position : null;
  switch (op) {
    case "move": {
      if (players[turn] !== by || point >= size * size || stones.includes(point)) return null;
      const next = [...stones, point];
      return { stones: next, line: lineOf(next, size), asking: null, isFull: next.length === size * size };
    }
    case "ask":
      if (asking || takenBack(stones, colour) > stones.length) return null;
      return isAlone(players) ? without(stones, 1) : { ...position, asking: colour };
    case "allow":
      return asking && by === players[other(asking)] ? without(stones, takenBack(stones, asking)) : null;
    case "keep":
      return asking ? { ...position, asking: null } : null;
    default:
      return null;
  }
}
