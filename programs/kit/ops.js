// What people send each other, and the one order that all devices agree on. No DOM in here, so tests can use it.
//
// An operation is { op, id, at, by, name, ...fields }. `at` is a Lamport counter: one more than the highest that its
// sender had seen. A program says in its state.js which fields each operation has:
//
//   export const shapes = ({ text, whole, ref }) => ({
//     add: { label: text(80), count: whole(1, 99) },
//     remove: { item: ref },
//   });
//   export const fold = (ops) => …;   // `ops` are checked, complete, each once, and in order: a plain loop will do
//
// Whatever does not have its shape is ignored, fields that are not named are dropped.

/** A counter that leaps further than this past all others is not honest; it would leave no room above it. */
const LEAP = 10_000;
/** Control characters, halves of characters, and those that turn the direction of the text around them. */
const UNSEEN = /[\p{Cs}\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text in one line, without what cannot be seen. */
export const clean = (value) => value.replace(UNSEEN, "").replace(/\s+/g, " ").trim();

/** Checks for fields: each gives the value in its clean form, or undefined, which refuses the operation. */
export const checks = {
  /** One line of text; `least` 0 allows an empty one. */
  text: (most, least = 1) => (value) => {
    if (typeof value !== "string" || value.length > most) return undefined;
    const line = clean(value);
    return line.length >= least ? line : undefined;
  },
  /** A whole number between two ends. */
  whole: (min, max) => (value) => (Number.isSafeInteger(value) && value >= min && value <= max ? value + 0 : undefined),
  /** true or false. */
  flag: (value) => (typeof value === "boolean" ? value : undefined),
  /** The id of an operation, which is also the id of what it made. */
  ref: (value) => (typeof value === "string" && /^[\w-]{1,40}$/.test(value) ? value : undefined),
  /** The address of a person. */
  person: (value) => (typeof value === "string" && value.length <= 200 && clean(value) === value && value ? value : undefined),
  /** One of a few words. */
  oneOf: (...words) => (value) => (words.includes(value) ? value : undefined),
  /** A list of bounded length, all of whose members pass. */
  list: (check, most, least = 0) => (value) => {
    if (!Array.isArray(value) || value.length > most || value.length < least) return undefined;
    const all = value.map(check);
    return all.includes(undefined) ? undefined : all;
  },
  /** An object with these fields. */
  record: (fields) => (value) => fieldsOf(value, fields) ?? undefined,
  /** What may be missing, and what stands for it then. */
  maybe: (check, otherwise) => (value) => (value === undefined || value === null ? otherwise : check(value)),
};

function fieldsOf(value, fields) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const clean = {};
  for (const [name, check] of Object.entries(fields)) {
    clean[name] = check(Object.hasOwn(value, name) ? value[name] : undefined);
    if (clean[name] === undefined) return null;
  }
  return clean;
}

const frame = { id: checks.ref, at: checks.whole(1, Number.MAX_SAFE_INTEGER), by: checks.person };

/** The operation in what somebody sent, or null. `known` is `shapes(checks)`. */
export function read(payload, known) {
  const head = fieldsOf(payload, frame);
  if (!head || typeof payload.op !== "string" || !Object.hasOwn(known, payload.op)) return null;
  const fields = fieldsOf(payload, known[payload.op]);
  const name = typeof payload.name === "string" ? clean(payload.name.slice(0, 60)) : "";
  return fields && { ...fields, ...head, op: payload.op, name };
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const inTime = (a, b) =>
  compare(a.at, b.at) || compare(a.by, b.by) || compare(a.id, b.id) || compare(JSON.stringify(a), JSON.stringify(b));

/** All operations in the order that every device finds, whatever the order in which they came. */
export function inOrder(ops) {
  const seen = new Set();
  let last = 0;
  const order = [];
  for (const op of [...ops].sort(inTime)) {
    if (op.at > last + LEAP) break;
    last = op.at;
    if (seen.has(op.id)) continue;
    seen.add(op.id);
    order.push(op);
  }
  return order;
}

/** From what was sent to what `fold` gets. */
export function settle(payloads, shapes) {
  const known = shapes(checks);
  return inOrder(payloads.map((payload) => read(payload, known)).filter((op) => op !== null));
}
