// For the keeper: the list of a day, and the form in which times are offered.

import { button, field } from "./kit/field.js";
import { draw, focusOn, h, icon, toast } from "./kit/kit.js";
import { dayText, timeText } from "./clock.js";
import { dayOf, emptyOffer, nextDay, readOffer } from "./offer.js";
import { byDay, chosen, dayStrip, isComing, isFree, nameOf, now, put, room, span, view } from "./parts.js";
import { endOf } from "./state.js";
import { w } from "./words.js";

const asked = new Set();

/** The keeper's device says yes to what it sees, so that nothing that arrives late can take it away. */
export function confirmNew({ bookings }) {
  const fresh = bookings.filter(({ state, isSure, id }) => state === "held" && !isSure && !asked.has(id)).map(({ id }) => id);
  for (const id of fresh) asked.add(id);
  for (let at = 0; at < fresh.length; at += 100) room.send("confirm", { bookings: fresh.slice(at, at + 100) });
}

function free(slot, state) {
  room.send("free", { booking: slot.booking.id }, w.infoFree(nameOf(slot.booking.by), state.title));
  view.freeing = null;
  focusOn(`slot-${slot.start}`);
}

function acts(slot, state) {
  const time = timeText(slot.start);
  if (slot.booking) {
    const ask = () => {
      put({ freeing: slot.start });
      focusOn(`sure-${slot.start}`);
    };
    if (view.freeing !== slot.start) return button(w.free1, ask, { key: `free-${slot.start}`, "aria-label": w.freeFor(time, nameOf(slot.booking.by)) });
    return h("div", { class: "slot__sure" },
      h("p", {}, w.freeSure(nameOf(slot.booking.by))),
      h("div", { class: "actions" },
        button(w.freeYes, () => free(slot, state), { key: `sure-${slot.start}`, "data-kind": "danger" }),
        button(w.freeNo, () => { put({ freeing: null }); focusOn(`free-${slot.start}`); })));
  }
  if (!isComing(slot)) return null;
  if (slot.isOpen) return button(w.close, () => room.send("close", { starts: [slot.start] }), { key: `turn-${slot.start}`, "aria-label": w.closeFor(time) });
  return button(w.reopen, () => room.send("offer", { starts: [slot.start], minutes: slot.minutes }), { key: `turn-${slot.start}`, "aria-label": w.reopenFor(time) });
}

const row = (slot, state) => {
  const { booking } = slot;
  const what = booking ? h("b", { dir: "auto" }, nameOf(booking.by)) : h("span", { class: "quiet" }, slot.isOpen ? w.isFree : w.isClosed);
  return h("li", { class: "row slot", key: slot.start, "data-state": booking ? "booked" : slot.isOpen ? "free" : "closed" },
    h("span", { class: "slot__time figures", tabindex: "-1", key: `slot-${slot.start}` }, timeText(slot.start), h("small", {}, timeText(endOf(slot)))),
    h("span", { class: "row__main" }, what, booking?.note && h("small", { dir: "auto" }, booking.note)),
    acts(slot, state));
};

export function keeperParts(state) {
  const today = dayOf(now());
  const all = byDay(state.slots);
  const earlier = all.filter(([day]) => day < today);
  // A day on which nothing is open any more is out of the way, unless one is looking at it.
  const coming = all.filter(([day, slots]) => day >= today && (day === view.day || slots.some(({ isOpen, booking }) => isOpen || booking)));
  const isEarlier = view.isEarlier && earlier.length > 0;
  const days = isEarlier ? [...earlier].reverse() : coming;
  const tell = (slots) => w.booked(slots.filter(({ booking }) => booking).length, slots.length);
  const current = chosen(days);
  const turn = () => put({ isEarlier: !isEarlier, day: null });
  const open = current?.[1].filter(isFree) ?? [];
  const closeDay = () => {
    const starts = open.map(({ start }) => start);
    room.send("close", { starts });
    const minutes = new Map(open.map((slot) => [slot.minutes, open.filter((each) => each.minutes === slot.minutes).map(({ start }) => start)]));
    toast(w.dayClosed(starts.length), { label: w.undo, act: () => minutes.forEach((each, length) => room.send("offer", { starts: each, minutes: length })) });
    focusOn("day-title");
  };
  return [
    current
      ? h("section", { class: "stack", key: "list" },
        dayStrip(days, current[0], (slots) => `${slots.filter(({ booking }) => booking).length}/${slots.length}`),
        h("div", { class: "bar" },
          h("h2", { tabindex: "-1", key: "day-title" }, dayText(current[1][0].start)),
          h("span", { class: "quiet" }, tell(current[1]))),
        h("ul", { class: "card rows" }, current[1].map((slot) => row(slot, state))),
        open.length > 1 && button(w.closeDay, closeDay, { key: "close-day", "data-kind": "quiet" }))
      : h("div", { class: "card empty", key: "none" }, h("h2", {}, w.noOffer), h("p", {}, w.noOfferText)),
    earlier.length > 0 && button(isEarlier ? w.later : w.earlier, turn, { key: "earlier", "data-kind": "quiet" }),
  ];
}

export const keeperDock = () => h("div", { class: "dock", key: "dock" }, button([icon("plus"), w.offer], openOffer, { "data-kind": "primary", key: "offer" }));

function openOffer() {
  put({ screen: "offer", draft: view.draft ?? emptyOffer(nextDay(dayOf(now()))) });
  focusOn("offer-title");
}

export function offerScreen(root, state) {
  const { draft } = view;
  const read = readOffer(draft, state.slots, now());
  const type = (name) => ({ target }) => {
    draft[name] = target.value;
    delete draft.wrong[name];
    room.redraw();
  };
  const wrong = (name) => w[draft.wrong[name]];
  const leave = () => {
    put({ screen: "book" });
    focusOn("title");
  };
  const send = () => {
    draft.wrong = read.wrong ?? {};
    if (read.wrong) {
      focusOn(["day", "from", "to", "minutes", "pause"].find((name) => read.wrong[name]));
      return room.redraw();
    }
    room.send("offer", { starts: read.starts, minutes: read.minutes }, w.infoOffer(state.title, read.starts.length));
    toast(w.offered(read.starts.length), { label: w.takeBack, act: () => room.send("close", { starts: read.starts }) });
    view.day = draft.day;
    view.isEarlier = false;
    draft.day = nextDay(draft.day);
    return leave();
  };
  const isRow = draft.kind === "row";
  const choose = (kind) => {
    Object.assign(draft, { kind, wrong: {} });
    room.redraw();
  };
  const input = (label, name, props) => field(label, name, wrong(name), { value: draft[name], autocomplete: "off", oninput: type(name), ...props });
  draw(root,
    h("header", { class: "stack", key: "offer" }, h("h1", { tabindex: "-1", key: "offer-title" }, w.offer), h("p", { class: "quiet" }, w.offerLead)),
    h("fieldset", { class: "stack", key: "kind" }, h("legend", {}, w.kind),
      h("div", { class: "choice" }, ["row", "one"].map((kind) => h("label", { class: "choice__option" },
        h("input", { type: "radio", name: "kind", checked: draft.kind === kind, onchange: () => choose(kind) }), h("span", {}, w.kinds[kind]))))),
    input(w.day, "day", { type: "date", min: dayOf(now()), max: "2199-12-31" }),
    h("div", { class: "pair", key: "span" },
      input(isRow ? w.from : w.at, "from", { type: "time" }),
      isRow && input(w.to, "to", { type: "time" })),
    h("div", { class: "pair", key: "lengths" },
      input(w.length, "minutes", { inputmode: "numeric" }),
      isRow && input(w.pause, "pause", { inputmode: "numeric" })),
    h("p", { class: "quiet", role: "status", key: "preview" },
      read.wrong ? "" : `${w.preview(read.starts.length, timeText(read.starts[0]), timeText(read.last))}${read.left ? ` ${w.leftOut(read.left)}` : ""}`),
    h("div", { class: "dock", key: "dock" },
      button(w.cancel, leave),
      button(read.wrong ? w.sendNone : w.send(read.starts.length), send, { "data-kind": "primary", key: "send" })));
}
