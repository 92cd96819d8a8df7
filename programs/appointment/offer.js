// What the keeper typed about times to offer, read into instants. No DOM.

import { LENGTHS, endOf, fitting, startsBetween } from "./state.js";

const two = (figure) => String(figure).padStart(2, "0");
export const MOST_PAUSE = 240;

/** The day of an instant in the zone of this device, as a field for days writes it. */
export function dayOf(instant) {
  const it = new Date(instant);
  return `${it.getFullYear()}-${two(it.getMonth() + 1)}-${two(it.getDate())}`;
}

/** The day after. Noon is on the same day whatever the clocks do at night. */
export const nextDay = (day) => dayOf(new Date(`${day}T12:00`).getTime() + 86_400_000);

/** { instant }, or { wrong } where the clocks are put forward over this time. "24:00" is the end of the day. */
export function instantOf(day, time) {
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  const it = new Date(year, month - 1, date, hour, minute);
  if (Number.isNaN(it.getTime()) || year < 2000 || year > 2199) return { wrong: "badDay" };
  return it.getHours() === hour % 24 && it.getMinutes() === minute ? { instant: it.getTime() } : { wrong: "noSuchTime" };
}

export const emptyOffer = (day) => ({ kind: "row", day, from: "09:00", to: "12:00", minutes: "30", pause: "0", wrong: {} });

const wholeIn = (text, min, max) => {
  const typed = text.normalize("NFKC").trim();
  const value = /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
  return value >= min && value <= max ? value : null;
};

/** { starts, minutes, left } where `left` were left out since they touch other times, or { wrong } by field. */
export function readOffer(draft, slots, now) {
  const wrong = {};
  const isRow = draft.kind === "row";
  const minutes = wholeIn(draft.minutes, LENGTHS.min, LENGTHS.max);
  const pause = isRow ? wholeIn(draft.pause, 0, MOST_PAUSE) : 0;
  if (minutes === null) wrong.minutes = "badMinutes";
  if (pause === null) wrong.pause = "badPause";
  if (!draft.day) wrong.day = "needsDay";
  if (!draft.from) wrong.from = "needsTime";
  if (isRow && !draft.to) wrong.to = "needsTime";
  if (Object.keys(wrong).length) return { wrong };

  const from = instantOf(draft.day, draft.from);
  const to = isRow ? instantOf(draft.day, draft.to === "00:00" ? "24:00" : draft.to) : { instant: from.instant + minutes * 60_000 };
  if (from.wrong) return { wrong: { [from.wrong === "badDay" ? "day" : "from"]: from.wrong } };
  if (to.wrong) return { wrong: { to: to.wrong } };
  if (to.instant <= from.instant) return { wrong: { to: "endsBefore" } };
  const all = startsBetween(from.instant, to.instant, minutes, pause);
  if (!all.length) return { wrong: { minutes: "tooLong" } };
  const coming = all.filter((start) => start > now);
  if (!coming.length) return { wrong: { day: "inPast" } };
  const starts = fitting(slots, coming, minutes);
  if (!starts.length) return { wrong: { from: "allTaken" } };
  return { starts, minutes, left: coming.length - starts.length, last: endOf({ start: starts.at(-1), minutes }) };
}
