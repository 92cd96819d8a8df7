// The board: lines, stones, and one point at a time that the Tab key reaches.

import { focusOn, h } from "./kit/kit.js";
import { colourAt, pointName } from "./rules.js";
import { w } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const STARS = { 9: [2, 4, 6], 11: [2, 5, 8], 13: [3, 6, 9] };

function drawing(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const spot = (point, size) => `${(point % size) + 0.5} ${Math.floor(point / size) + 0.5}`;

function lines(size, aim) {
  const end = size - 0.5;
  const path = Array.from({ length: size }, (_, at) => `M.5 ${at + 0.5}H${end}M${at + 0.5} .5V${end}`).join("");
  const stars = STARS[size].flatMap((x, at) => STARS[size].filter((_, row) => (at + row) % 2 === 0).map((y) => [x, y]));
  return drawing("svg", { class: "board__lines", viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    drawing("path", { d: path }),
    ...stars.map(([x, y]) => drawing("circle", { cx: x + 0.5, cy: y + 0.5, r: 0.09 })),
    ...(aim === null ? [] : [drawing("path", { class: "board__cross", d: `M.5 ${Math.floor(aim / size) + 0.5}H${end}M${(aim % size) + 0.5} .5V${end}` })]));
}

const winLine = (line, size) =>
  drawing("svg", { class: "board__line", viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    ...(line ? [drawing("path", { d: `M${spot(line[0], size)}L${spot(line.at(-1), size)}` })] : []));

/** Where the arrow keys lead, or null for keys that lead nowhere. */
function stepFrom(point, key, size) {
  const [x, y] = [point % size, Math.floor(point / size)];
  const clamp = (value) => Math.min(size - 1, Math.max(0, value));
  const to = (column, row) => clamp(row) * size + clamp(column);
  switch (key) {
    case "ArrowLeft": return to(x - 1, y);
    case "ArrowRight": return to(x + 1, y);
    case "ArrowUp": return to(x, y - 1);
    case "ArrowDown": return to(x, y + 1);
    case "Home": return to(0, y);
    case "End": return to(size, y);
    case "PageUp": return to(x, 0);
    case "PageDown": return to(x, size);
    default: return null;
  }
}

/** How the last press came; it outlives a drawing that comes between the finger and its click. */
let how = "key";

/**
 * `stones` in the order of moves, `line` that won, `at` which the Tab key reaches, `aim` where a stone would go,
 * `ghost` the colour that would be placed, or null. `press(point, how)` gets "touch" for a finger on a small point.
 */
export function board({ size, stones, line, at, aim, ghost }, { press, go }) {
  const colours = new Map(stones.map((point, move) => [point, colourAt(move)]));
  const last = stones.at(-1);
  const onkeydown = (event) => {
    how = "key";
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : stepFrom(at, event.key, size);
    if (next === null) return;
    event.preventDefault();
    go(next);
    focusOn(`point-${next}`);
  };
  const label = (point) => {
    const says = [w.what[colours.get(point) ?? "empty"], point === last && w.last, line?.includes(point) && w.inLine, point === aim && w.aimed];
    return says.filter(Boolean).reduce((all, each) => w.point(all, each), pointName(point, size));
  };
  const cell = (point) => h("button", {
    type: "button", role: "gridcell", class: "point", key: `point-${point}`, tabindex: point === at ? "0" : "-1",
    "aria-label": label(point), "data-stone": colours.get(point), "data-last": point === last, "data-line": line?.includes(point), "data-aim": point === aim,
    onpointerdown: ({ pointerType, currentTarget }) => (how = pointerType !== "mouse" && currentTarget.offsetWidth < 44 ? "touch" : "direct"),
    onclick: () => press(point, how),
  });
  const rows = Array.from({ length: size }, (_, row) =>
    h("div", { role: "row", class: "board__row" }, Array.from({ length: size }, (__, column) => cell(row * size + column))));
  const letters = Array.from({ length: size }, (_, column) => h("span", {}, pointName(column, size)[0]));
  const figures = Array.from({ length: size }, (_, row) => h("span", {}, size - row));
  return h("div", { class: "board", key: `board-${size}`, style: `--size: ${size}`, "data-ghost": ghost },
    h("div", { class: "board__figures", "aria-hidden": "true" }, figures),
    h("div", { class: "board__field" },
      lines(size, aim),
      h("div", { role: "grid", class: "board__grid", "aria-label": w.board(size), onkeydown }, rows),
      winLine(line, size)),
    h("div", { class: "board__letters", "aria-hidden": "true" }, letters));
}
