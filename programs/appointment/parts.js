// What all screens of the book use: the room, who is who, days.

import { h, shared } from "./kit/kit.js";
import { month, timeText, weekday } from "./clock.js";
import { dayOf } from "./offer.js";
import { endOf, fold, shapes } from "./state.js";
import { w } from "./words.js";

/** What this person is at. `screen`: book, take, offer, settings. */
export const view = { screen: "book", day: null, start: null, note: "", moving: null, dismissed: new Set(), draft: null, settings: null, isEarlier: false, freeing: null };

let show = () => {};
export const begin = (draw) => (show = draw);
export const now = () => Date.now();
export const isComing = ({ start }) => start > now();

export const room = shared({
  shapes,
  fold,
  draw: (state) => show(state),
  title: (state) => state.title ?? "",
  summary: ({ keeper, slots }) => {
    const coming = slots.filter(isComing);
    return keeper ? w.summary(coming.filter(({ booking }) => booking).length, coming.filter(({ isOpen, booking }) => isOpen && !booking).length) : "";
  },
});
export const { me } = room;
export const myName = () => me.name || w.someone;
export const nameOf = (address) => room.nameOf(address) || w.someone;
export const isKeeper = ({ keeper }) => keeper === me.address;
export const put = (change) => {
  Object.assign(view, change);
  room.redraw();
};

export const isFree = (slot) => slot.isOpen && !slot.booking && isComing(slot);
export const span = (slot) => w.span(timeText(slot.start), timeText(endOf(slot)));

/** Times by the days of whoever looks: [day, times], in order. */
export function byDay(slots) {
  const days = new Map();
  for (const slot of slots) {
    const day = dayOf(slot.start);
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(slot);
  }
  return [...days];
}

/** The day that is looked at: the chosen one as long as it is there, else the first. */
export const chosen = (days) => days.find(([day]) => day === view.day) ?? days[0] ?? null;

/** Days in one strip, with a word under each. */
export function dayStrip(days, current, tell) {
  const one = ([day, slots]) => {
    const { start } = slots[0];
    return h("li", { key: day },
      h("button", { type: "button", class: "day", key: `day-${day}`, "aria-pressed": day === current ? "true" : "false", onclick: () => put({ day, freeing: null }) },
        h("small", {}, weekday(start)), h("b", { class: "figures" }, new Date(start).getDate()), h("small", {}, month(start)), h("small", { class: "day__tell" }, tell(slots))));
  };
  return h("ul", { class: "strip", key: "strip", "aria-label": w.days }, days.map(one));
}
