// For those who book: what they have, what went wrong, and the times that are free.

import { button, field, keep } from "./kit/field.js";
import { draw, focusOn, h, icon, toast } from "./kit/kit.js";
import { dayText, elsewhere, timeText, when } from "./clock.js";
import { byDay, chosen, dayStrip, isComing, isFree, me, myName, now, put, room, span, view } from "./parts.js";
import { endOf } from "./state.js";
import { w } from "./words.js";

const mine = ({ bookings }) => bookings.filter(({ by }) => by === me.address);
const mineComing = (state) => mine(state).filter(({ state: each, slot }) => each === "held" && endOf(slot) > now());

/** What became of the last thing this person tried, if it was not what they wanted. */
function trouble(state) {
  const last = mine(state).at(-1);
  if (!last || !["lost", "closed", "many", "freed"].includes(last.state) || view.dismissed.has(last.id) || !isComing(last.slot)) return null;
  const tell = last.state === "lost" && mineComing(state).length ? w.lostKept : w[last.state];
  const dismiss = () => {
    view.dismissed.add(last.id);
    room.redraw();
    focusOn("title");
  };
  return h("div", { class: "notice stack", role: "alert", key: `trouble-${last.id}` },
    h("p", {}, tell(when(last.slot.start))),
    h("div", {}, button(w.dismiss, dismiss)));
}

function cancel(booking) {
  room.send("cancel", { booking: booking.id });
  const again = () => room.send("take", { start: booking.slot.start, note: booking.note, instead: null, when: now() });
  toast(w.cancelled(when(booking.slot.start)), { label: w.undo, act: again });
  focusOn("title");
}

const appointment = (booking, state) => {
  const { slot } = booking;
  const isMoving = view.moving === booking.id;
  const there = elsewhere(slot.start, state.zone);
  return h("li", { class: "mine", key: booking.id },
    h("p", { class: "mine__day" }, dayText(slot.start)),
    h("p", { class: "mine__time figures" }, span(slot)),
    there && h("p", { class: "quiet" }, w.inKeeperZone(there, state.zone)),
    booking.note && h("p", { class: "quiet", dir: "auto" }, `“${booking.note}”`),
    h("p", { class: "quiet mine__state" }, booking.isSure && icon("check"), booking.isSure ? w.sure : w.notSure),
    h("div", { class: "actions" },
      isMoving
        ? button(w.stay, () => put({ moving: null }), { key: `stay-${booking.id}` })
        : button(w.moveTo, () => { put({ moving: booking.id }); focusOn("choose"); }, { key: `move-${booking.id}` }),
      !isMoving && button(w.cancelIt, () => cancel(booking))));
};

function open(slot) {
  put({ screen: "take", start: slot.start, note: "" });
  focusOn("take-title");
}

function times(state) {
  const held = mineComing(state);
  const moving = held.find(({ id }) => id === view.moving);
  if (!moving) view.moving = null;
  const days = byDay(state.slots.filter((slot) => isComing(slot) && (slot.isOpen || slot.booking)));
  if (!days.length) return h("div", { class: "card empty", key: "none" }, h("h2", {}, w.noTimes), h("p", {}, w.noTimesText));
  if (held.length >= state.each && !moving) return h("p", { class: "quiet", key: "enough" }, w.noMore(held.length));
  const open_ = days.filter(([, slots]) => slots.some(isFree));
  if (!open_.length) return h("div", { class: "card empty", key: "full" }, h("h2", {}, w.allFull), h("p", {}, w.allFullText));
  const [day, slots] = days.some(([each]) => each === view.day) ? chosen(days) : open_[0];
  const free = slots.filter(isFree);
  const tell = (all) => (all.some(isFree) ? w.free(all.filter(isFree).length) : w.full);
  return h("section", { class: "stack", key: "times" },
    h("h2", { tabindex: "-1", key: "choose" }, moving ? w.moving(when(moving.slot.start)) : held.length ? w.chooseOther : w.choose),
    dayStrip(days, day, tell),
    h("h3", {}, dayText(slots[0].start)),
    free.length
      ? h("ul", { class: "times" }, free.map((slot) => h("li", { key: slot.start },
        h("button", { type: "button", class: "button time figures", key: `time-${slot.start}`, "aria-label": w.bookTime(dayText(slot.start), span(slot)), onclick: () => open(slot) },
          timeText(slot.start), h("small", {}, w.minutes(slot.minutes))))))
      : h("p", { class: "quiet" }, w.full));
}

export const guestParts = (state) => {
  const held = mineComing(state);
  return [
    trouble(state),
    held.length > 0 && h("section", { class: "stack", key: "mine" },
      h("h2", { tabindex: "-1", key: "mine-title" }, held.length > 1 ? w.yoursMany : w.yours),
      h("ul", { class: "stack" }, held.map((booking) => appointment(booking, state)))),
    times(state),
  ];
};

/** One time, a note, and the button. */
export function takeScreen(root, state) {
  const slot = state.slots.find(({ start }) => start === view.start);
  const moving = mineComing(state).find(({ id }) => id === view.moving);
  const back = () => {
    put({ screen: "book" });
    focusOn("choose");
  };
  const book = () => {
    room.send("take", { start: slot.start, note: view.note.trim(), instead: moving?.id ?? null, when: now() }, w.infoTake(myName(), state.title));
    put({ screen: "book", moving: null, day: null });
    focusOn("mine-title");
  };
  const isThere = slot && isFree(slot);
  const there = elsewhere(view.start, state.zone);
  draw(root,
    h("header", { class: "stack", key: "take" },
      h("h1", { tabindex: "-1", key: "take-title" }, dayText(view.start)),
      slot && h("p", { class: "take__time figures" }, span(slot)),
      there && h("p", { class: "quiet" }, w.inKeeperZone(there, state.zone)),
      moving && h("p", { class: "quiet" }, w.insteadOf(when(moving.slot.start)))),
    !isThere && h("p", { class: "notice", role: "alert", key: "gone" }, w.goneNow),
    isThere && field(w.note, "note", null, { value: view.note, maxlength: 300, oninput: keep(view, "note") }, { tag: "textarea", hint: w.noteHint }),
    h("div", { class: "dock", key: "dock" },
      button(isThere ? w.back : w.chooseOther, back, { "data-kind": isThere ? null : "primary" }),
      isThere && button(moving ? w.move : w.book, book, { "data-kind": "primary" })));
}
