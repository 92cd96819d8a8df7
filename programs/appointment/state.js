// What people sent, folded into one book: which times there are, and who has which. No DOM, no clock.
//
// A time is its beginning, an instant in milliseconds; nothing here knows a time zone.
// Operations are replayed in their order: whoever books first has it, and what was lost stays lost, also when the
// time becomes free again. What the keeper has confirmed outlives a booking that arrives late with an earlier number.

const MINUTE = 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
/** A whole day of five-minute times, a little more than one form can offer. */
export const MOST_TIMES = 288;
export const MOST_EACH = 5;
export const LENGTHS = { min: 5, max: 600 };

export const shapes = ({ text, whole, ref, list, maybe }) => {
  const minute = whole(EARLIEST / MINUTE, LATEST / MINUTE);
  const start = (value) => (Number.isSafeInteger(value) && minute(value / MINUTE) !== undefined ? value : undefined);
  const zone = (value) => (typeof value === "string" && /^[A-Za-z0-9_+/-]{1,60}$/.test(value) ? value : undefined);
  const settings = { title: text(60), notice: text(300, 0), each: whole(1, MOST_EACH), zone };
  return {
    open: settings,
    book: settings,
    offer: { starts: list(start, MOST_TIMES, 1), minutes: whole(LENGTHS.min, LENGTHS.max) },
    close: { starts: list(start, MOST_TIMES, 1) },
    take: { start, note: text(300, 0), instead: maybe(ref, null), when: whole(0, LATEST) },
    cancel: { booking: ref },
    confirm: { bookings: list(ref, 100, 1) },
    free: { booking: ref },
  };
};

/** The beginnings of as many times as fit between two instants: none ends after `to`. */
export function startsBetween(from, to, minutes, pause) {
  const starts = [];
  for (let start = from; start + minutes * MINUTE <= to && starts.length < MOST_TIMES; start += (minutes + pause) * MINUTE) starts.push(start);
  return starts;
}

export const endOf = ({ start, minutes }) => start + minutes * MINUTE;
const overlaps = (a, b) => a.start < endOf(b) && b.start < endOf(a);

/** Of these beginnings, those that touch no time that is open or taken. */
export const fitting = (slots, starts, minutes) => {
  const there = slots.filter(({ isOpen, booking }) => isOpen || booking);
  return starts.filter((start) => !there.some((slot) => overlaps(slot, { start, minutes })));
};

/** What the keeper said yes to, and how early in the order. */
function readConfirmed(ops, keeper) {
  const confirmed = new Map();
  ops.forEach((op, at) => {
    if (op.op !== "confirm" || op.by !== keeper) return;
    for (const id of op.bookings) if (!confirmed.has(id)) confirmed.set(id, at);
  });
  return confirmed;
}

/** One book that is written line by line. */
class Book {
  slots = new Map();
  bookings = new Map();
  /** Bookings that a person holds: address to a set. */
  held = new Map();

  constructor(confirmed, each) {
    this.confirmed = confirmed;
    this.each = each;
  }

  offer({ starts, minutes }) {
    for (const start of starts) {
      const slot = this.slots.get(start) ?? { start, minutes, booking: null };
      // Whoever has booked has booked that long.
      if (!slot.booking) slot.minutes = minutes;
      this.slots.set(start, Object.assign(slot, { isOpen: true }));
    }
  }

  close({ starts }) {
    for (const start of starts) if (this.slots.has(start)) this.slots.get(start).isOpen = false;
  }

  end(booking, state) {
    booking.state = state;
    booking.slot.booking = null;
    this.held.get(booking.by).delete(booking);
  }

  /** Why somebody cannot have it, or null. */
  refusal(slot, { id, by, when }, old) {
    const isSure = this.confirmed.has(id);
    if (when >= endOf(slot)) return "closed";
    const mine = [...(this.held.get(by) ?? [])].filter((each) => each !== old && endOf(each.slot) > when);
    if (mine.length >= this.each && !isSure) return "many";
    const rival = slot.booking;
    if (rival && rival !== old) {
      const rank = (booking) => this.confirmed.get(booking) ?? Infinity;
      return rank(id) < rank(rival.id) ? null : "lost";
    }
    return slot.isOpen || isSure ? null : "closed";
  }

  take(op) {
    const slot = this.slots.get(op.start);
    if (!slot) return;
    const old = this.bookings.get(op.instead);
    const mine = old?.by === op.by && old.state === "held" ? old : null;
    const why = this.refusal(slot, op, mine);
    const booking = { id: op.id, by: op.by, name: op.name, note: op.note, slot, state: why ?? "held", isSure: this.confirmed.has(op.id) };
    this.bookings.set(op.id, booking);
    if (why) return;
    if (mine) this.end(mine, "moved");
    if (slot.booking) this.end(slot.booking, "lost");
    slot.booking = booking;
    if (!this.held.has(op.by)) this.held.set(op.by, new Set());
    this.held.get(op.by).add(booking);
  }
}

export function fold(ops) {
  const open = ops.find(({ op }) => op === "open");
  if (!open) return { keeper: null, slots: [], bookings: [] };
  const keeper = open.by;
  const { title, notice, each, zone } = ops.findLast(({ op, by }) => op === "book" && by === keeper) ?? open;
  const book = new Book(readConfirmed(ops, keeper), open.each);
  for (const op of ops) {
    const booking = book.bookings.get(op.booking);
    const isHeld = booking?.state === "held";
    if (op.op === "take") book.take(op);
    else if (op.op === "cancel" && isHeld && op.by === booking.by) book.end(booking, "cancelled");
    else if (op.by !== keeper) continue;
    else if (op.op === "book") book.each = op.each;
    else if (op.op === "offer") book.offer(op);
    else if (op.op === "close") book.close(op);
    else if (op.op === "free" && isHeld) book.end(booking, "freed");
  }
  const slots = [...book.slots.values()].sort((a, b) => a.start - b.start);
  return { keeper, keeperName: open.name, title, notice, each, zone, slots, bookings: [...book.bookings.values()] };
}
