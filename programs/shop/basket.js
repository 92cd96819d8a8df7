// What this person is about to order. Only this device knows of it.

import { MOST_COUNT, MOST_LINES, priceFor } from "./state.js";

const KEY = "basket";

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Map(kept.filter(([id, count]) => typeof id === "string" && Number.isInteger(count) && count > 0 && count <= MOST_COUNT));
  } catch {
    // Nothing can be kept here, or it was not ours: the basket lives as long as the page.
    return new Map();
  }
}

const counts = load();
export const basket = { note: "", counts };

const save = () => {
  try {
    localStorage.setItem(KEY, JSON.stringify([...counts]));
  } catch {
    // As above.
  }
};

export const countOf = (id) => counts.get(id) ?? 0;

export function setCount(id, count) {
  if (count > 0) counts.set(id, Math.min(count, MOST_COUNT));
  else counts.delete(id);
  save();
}

export function empty() {
  counts.clear();
  basket.note = "";
  save();
}

export const isFull = () => counts.size >= MOST_LINES;

/** How many of this one can have. */
export const mostOf = (item) => (item.left === null ? MOST_COUNT : Math.min(item.left, MOST_COUNT));

/** The lines of the basket, at today's prices. `wrong`: "gone" or "left" where it cannot be ordered like that. */
export function basketLines(items, me, isOver) {
  return [...counts].flatMap(([id, count]) => {
    const item = items.find((each) => each.id === id);
    if (!item) return [];
    const wrong = !item.shown || isOver(item) ? "gone" : count > mostOf(item) ? "left" : null;
    return [{ item, count, price: priceFor(item, me), wrong }];
  });
}
