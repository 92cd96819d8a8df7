// The parts that all programs share. Copy this folder beside your index.html; it needs nothing else.
//
//   import { h, draw, words, shared } from "./kit/kit.js";
//   import { fold, shapes } from "./state.js";
//   const w = words({ en: { title: "Counter" }, zh: { title: "计数器" } });
//   const room = shared({ shapes, fold, draw: (state) => draw(document.querySelector("main"), h("h1", {}, w.title), …) });
//   room.send("add", { count: 1 });
//
// dom.js: h, icon, avatar, draw, focusOn, say, toast, hush · field.js: button, field, tick, keep
// ops.js: settle, checks · money.js: money, digitsOf, isCurrency · currency.js: CURRENCIES, likelyCurrency

import { hush, toast } from "./dom.js";
import { checks, clean, inOrder, read } from "./ops.js";

export * from "./currency.js";
export * from "./dom.js";
export * from "./field.js";
export * from "./money.js";
export { checks, clean, settle } from "./ops.js";

/** The language tag that the host, the page or the browser asks for. */
const asked = () =>
  document.documentElement.lang || globalThis.teahouse?.launch?.locale || navigator.language || "en";

let tag = null;
/** For Intl: the language of the words, in the person's own region where the browser knows it. */
export const locale = () => {
  tag ??= asked();
  const language = /^zh\b/i.test(tag) ? "zh" : "en";
  return [tag, ...navigator.languages].find((each) => each.startsWith(`${language}-`)) ?? (language === "zh" ? "zh-CN" : "en");
};

/** The texts in the person's language: words({ en: {…}, zh: {…} }), which must have the same names. */
export function words(texts) {
  tag ??= asked();
  const isChinese = /^zh\b/i.test(tag);
  document.documentElement.lang = isChinese ? "zh-Hans" : "en";
  return isChinese ? texts.zh : texts.en;
}

/** An id for an operation, for those who need it before they send: send("add", { id, … }). */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => (byte % 36).toString(36)).join("");

// Without a messenger around it, a program still works, for one person, until the page is closed.
const alone = () => {
  let hear = () => {};
  const sendUpdate = (update) => setTimeout(() => hear(update));
  return { selfAddr: "me", selfName: "", sendUpdate, setUpdateListener: (listener) => void (hear = listener) };
};

/** How long an operation may take to come back before the person is told that it was not kept. */
const PATIENCE = 10_000;

/**
 * The state that everybody in the chat shares. `shapes` and `fold` come from state.js (see ops.js), `draw(state)` is
 * called whenever it changed, once for many updates. `summary(state)` and `title(state)`: a short line for the chat.
 * Gives { me, state, send(op, fields, info?), nameOf(address), redraw() }; `send` returns the id of the operation.
 */
export function shared({ shapes, fold, draw, summary = () => "", title = () => "" }) {
  const xdc = globalThis.webxdc ?? alone();
  const known = shapes(checks);
  const log = new Map();
  const sent = new Map();
  const names = new Map();
  let state = fold([]);
  let clock = 0;
  let isReady = false;
  let isPlanned = false;

  const settleNow = () => {
    const ops = inOrder(log.values());
    for (const { by, name } of ops) names.set(by, name);
    clock = Math.max(clock, ops.at(-1)?.at ?? 0);
    state = fold(ops);
  };
  const redraw = () => {
    if (isPlanned || !isReady) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      settleNow();
      draw(state);
    });
  };
  const hear = (update) => {
    const op = read(update?.payload, known);
    if (!op) return;
    clearTimeout(sent.get(op.id)?.timer);
    sent.delete(op.id);
    // Two that claim one id are both kept here; their order decides, not which came first.
    log.set(JSON.stringify(op), op);
    redraw();
  };

  const me = { address: clean(String(xdc.selfAddr)).slice(0, 200) || "me", name: clean(String(xdc.selfName ?? "")).slice(0, 60) };
  const send = (op, fields = {}, info) => {
    const payload = { id: newId(), ...fields, op, at: (clock += 1), by: me.address, name: me.name };
    const mine = read(payload, known);
    hush();
    if (!mine) throw new TypeError(`this is no operation "${op}": ${JSON.stringify(fields)}`);
    const lost = () => {
      sent.delete(mine.id);
      toast(/^zh/.test(document.documentElement.lang) ? "没有保存成功，请再试一次。" : "That was not kept. Please try again.");
    };
    sent.set(mine.id, { op: mine, timer: setTimeout(lost, PATIENCE) });
    const next = fold(inOrder([...log.values(), ...[...sent.values()].map((each) => each.op)]));
    xdc.sendUpdate({ payload, summary: summary(next), document: title(next), ...(info && { info }) }, "");
    return mine.id;
  };

  Promise.resolve(xdc.setUpdateListener(hear, 0)).then(() => {
    isReady = true;
    redraw();
  });
  return {
    me,
    send,
    redraw,
    get state() {
      return state;
    },
    /** What somebody is called, or "" if nobody said. */
    nameOf: (address) => (address === me.address ? me.name : (names.get(address) ?? "")),
  };
}
