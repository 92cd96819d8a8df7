// Elements, icons, a screen that is drawn again without losing anybody's place, and words that go by themselves.

const SVG = "http://www.w3.org/2000/svg";
const handlers = new WeakMap();
const values = new WeakMap();
const checks = new WeakMap();

/**
 * An element: h("button", { class: "button", onclick: save }, "Save"). Children are nodes, texts, lists or nothing.
 * `key` names it from one drawing to the next. `onenter` is the Enter key: forms do not submit where programs run.
 * `value` and `checked` hold with each drawing, so keep what is typed (`keep` in field.js does); a field without them is
 * left alone.
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const own = {};
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "onenter") own.onkeydown = onEnter(value);
    else if (name.startsWith("on")) own[name] = value;
    else if (name === "key") node.dataset.key = value;
    else if (name === "checked") checks.set(node, Boolean(value));
    else if (name === "value" && /^(input|textarea|select)$/.test(tag)) values.set(node, String(value ?? ""));
    else if (name.startsWith("aria-") && value !== undefined && value !== null) node.setAttribute(name, value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...nodes(children));
  if (values.has(node)) node.value = values.get(node);
  if (checks.has(node)) node.checked = checks.get(node);
  handlers.set(node, own);
  return Object.assign(node, own);
}

const nodes = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

// Enter that ends the spelling of a word (Chinese, Japanese) is not an answer yet.
const onEnter = (then) => (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  then(event);
};

const PATHS = {
  plus: "M12 5v14M5 12h14",
  check: "M5 12.5l4.5 4.500L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  edit: "M5 19h3.500L18.5 9a2.1 2.1 0 0 0-3-3L5 16zM14 7.500l3 3",
  trash: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-3.6 3.2-5.5 6.5-5.500s5.9 1.9 6.5 5.500M16 4.600a3.3 3.3 0 0 1 0 6.200M18 14.800c2 .7 3.2 2.4 3.5 5.2",
  day: "M5 6.500h14v13H5zM5 10.500h14M8.5 4v4M15.5 4v4",
  star: "M12 4.500l2.3 4.8 5.2.7-3.8 3.7.9 5.2-4.6-2.5-4.6 2.5.9-5.200L4.5 10l5.2-.7z",
  lock: "M6.5 11h11v8.500h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  more: "M5.5 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM12 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM18.5 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1z",
};

/** A sign by its name, or by a path of your own in a square of 24. It says nothing: the button has the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  path.setAttribute("d", PATHS[name] ?? name);
  svg.append(path);
  return svg;
}

/** A person's letter on one of eight grounds. */
export function avatar(name, address) {
  let hash = 0x811c9dc5;
  for (const char of address) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  return h("span", { class: "avatar", "data-hue": (hash ^ (hash >>> 15)) & 7, "aria-hidden": "true" }, [...name.trim()][0] ?? "·");
}

let awaited = null;
let giveUp = 0;

/** Moves the focus to what has this key, now or when it is drawn, if that is soon. */
export const focusOn = (key) => {
  awaited = key;
  clearTimeout(giveUp);
  giveUp = setTimeout(() => (awaited = null), 3_000);
  giveFocus();
};

function giveFocus() {
  if (awaited === null) return;
  const node = document.querySelector(`[data-key="${CSS.escape(awaited)}"]`);
  if (!node) return;
  awaited = null;
  node.focus();
}

/** Makes the children of `root` what is given, changing only what differs: focus, typed text and scrolling stay. */
export function draw(root, ...children) {
  // Readers of the screen heed only boxes that are there before the news.
  for (const name of ["toast", "visually-hidden"]) box(name);
  const before = document.activeElement;
  const fresh = document.createElement("div");
  fresh.append(...nodes(children));
  patchChildren(root, fresh);
  if (before && before !== document.activeElement && before.isConnected) before.focus({ preventScroll: true });
  giveFocus();
}

const keyOf = (node) => node.dataset?.key;
const alike = (a, b) => a.nodeName === b.nodeName && keyOf(a) === keyOf(b) && a.type === b.type;

// Moving takes the focus away, and ends the spelling of a word, where browsers do not know better.
const move = (parent, node, place) => (parent.moveBefore ?? parent.insertBefore).call(parent, node, place);

function patchChildren(old, fresh) {
  const wanted = new Set([...fresh.childNodes].map(keyOf));
  const keyed = new Map();
  for (const child of [...old.childNodes]) {
    if (!keyOf(child)) continue;
    if (wanted.has(keyOf(child))) keyed.set(keyOf(child), child);
    else child.remove();
  }
  let place = old.firstChild;
  for (const want of [...fresh.childNodes]) {
    let have = keyed.get(keyOf(want));
    if (!keyOf(want)) for (have = place; have && keyOf(have); ) have = have.nextSibling;
    if (!have || !alike(have, want)) {
      old.insertBefore(want, place);
      continue;
    }
    patch(have, want);
    if (have === place) place = place.nextSibling;
    else move(old, have, place);
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

function patch(have, want) {
  if (have.nodeType !== Node.ELEMENT_NODE) {
    if (have.nodeValue !== want.nodeValue) have.nodeValue = want.nodeValue;
    return;
  }
  // What the browser itself opens and closes stays as the person left it.
  const keeps = (name) => name === "open" && /^(DETAILS|DIALOG)$/.test(have.nodeName);
  for (const { name } of [...have.attributes]) if (!want.hasAttribute(name) && !keeps(name)) have.removeAttribute(name);
  for (const { name, value } of want.attributes) {
    if (have.getAttribute(name) !== value && !keeps(name)) have.setAttribute(name, value);
  }
  for (const name of Object.keys(handlers.get(have) ?? {})) have[name] = null;
  const own = handlers.get(want) ?? {};
  Object.assign(have, own);
  handlers.set(have, own);
  if (have.nodeName !== "TEXTAREA") patchChildren(have, want);
  if (checks.has(want)) have.checked = checks.get(want);
  if (values.has(want) && have.value !== values.get(want)) have.value = values.get(want);
}

/** Says something to those who do not see the screen change. */
export function say(text) {
  box("visually-hidden").textContent = text;
}

/** Takes the last word away; the next thing that is sent does so too. */
export const hush = () => box("toast").replaceChildren();

/** A word at the edge of the screen, with something to press or without: toast("Deleted", { label: "Undo", act }). */
export function toast(text, action) {
  const node = box("toast");
  clearTimeout(node.timer);
  const later = () => {
    clearTimeout(node.timer);
    node.timer = setTimeout(() => (node.matches(":hover, :focus-within") ? later() : hush()), action ? 12_000 : 5_000);
  };
  node.replaceChildren(h("span", {}, text));
  if (action) {
    const press = () => {
      hush();
      action.act();
    };
    node.append(h("button", { type: "button", class: "toast__button", onclick: press }, action.label));
  }
  later();
}

const boxes = {};
const box = (name) => {
  if (!boxes[name]) document.body.append((boxes[name] = h("div", { class: name, role: "status" })));
  return boxes[name];
};
