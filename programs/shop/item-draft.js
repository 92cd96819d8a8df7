// What the keeper typed about a thing, read into the fields of an operation. No DOM.

import { MOST_STEPS } from "./state.js";

const two = (figure) => String(figure).padStart(2, "0");

/** An instant as a field for a day and a time writes it, in the zone of this device. */
export function localText(when) {
  const it = new Date(when);
  return `${it.getFullYear()}-${two(it.getMonth() + 1)}-${two(it.getDate())}T${two(it.getHours())}:${two(it.getMinutes())}`;
}

export const emptyStep = () => ({ from: "", price: "" });

export function draftOf(item, purse) {
  if (!item) return { id: null, label: "", about: "", price: "", stock: "", picture: null, taken: 0, shown: true, isGroup: false, steps: [emptyStep()], closes: "", wrong: {} };
  const { id, label, about, picture, taken, shown, left, closes } = item;
  const steps = item.steps.map(({ from, price }) => ({ from: String(from), price: purse.plain(price) }));
  return {
    id, label, about, picture, taken, shown, wrong: {},
    price: purse.plain(item.price),
    stock: left === null ? "" : String(left),
    isGroup: steps.length > 0,
    steps: steps.length ? steps : [emptyStep()],
    closes: closes === null ? "" : localText(closes),
    had: closes,
  };
}

const wholeIn = (text, min, max) => {
  const typed = text.normalize("NFKC").trim();
  const value = /^\d{1,7}$/.test(typed) ? Number(typed) : NaN;
  return value >= min && value <= max ? value : null;
};

/** { fields } for the operation, or { wrong }: what is wrong with which field. */
export function readDraft(draft, purse, now) {
  const wrong = {};
  const label = draft.label.trim();
  if (!label) wrong.label = "needsLabel";
  const amount = (text, key) => {
    const read = purse.parse(text);
    if (read.wrong) wrong[key] = { price: read.wrong };
    return read.amount ?? null;
  };
  const price = amount(draft.price, "price");
  const left = draft.stock.trim() ? wholeIn(draft.stock, 0, 1e6 - draft.taken) : null;
  if (draft.stock.trim() && left === null) wrong.stock = "badStock";

  let before = { from: 1, price };
  const steps = (draft.isGroup ? draft.steps.slice(0, MOST_STEPS) : []).map((step, at) => {
    const read = { from: wholeIn(step.from, 2, 999), price: amount(step.price, `price-${at}`) };
    if (read.from === null) wrong[`from-${at}`] = "badFrom";
    else if (before.from !== null && read.from <= before.from) wrong[`from-${at}`] = "fromRises";
    if (read.price !== null && before.price !== null && read.price >= before.price) wrong[`price-${at}`] = "priceFalls";
    before = read;
    return read;
  });
  const closes = draft.isGroup && draft.closes ? new Date(draft.closes).getTime() : null;
  if (draft.isGroup && closes === null) wrong.closes = "needsCloses";
  else if (closes !== null && !(closes > 0 && closes <= 4e12)) wrong.closes = "badCloses";
  // An end that has passed may stay, so that the words of an old group-buy can still be mended.
  else if (closes !== null && closes <= now && draft.closes !== (draft.had == null ? "" : localText(draft.had))) wrong.closes = "inPast";
  if (Object.keys(wrong).length) return { wrong };
  const kept = draft.had != null && closes !== null && draft.closes === localText(draft.had) ? draft.had : closes;
  return { fields: { item: draft.id, label, about: draft.about.trim(), price, stock: left === null ? null : left + draft.taken, steps, closes: kept, shown: draft.shown } };
}
