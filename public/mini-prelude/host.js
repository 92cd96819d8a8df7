// The host: what is asked of it, and what it tells.

let port;
// What all ports and events have, as it was: what the program makes of it later must not get hold of the port.
const { postMessage } = MessagePort.prototype;
const dataOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
const post = (message, bytes = []) => port && apply(postMessage, port, [message, bytes]);
// An answer to the page before is none to this one.
let last = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
const waiting = new Map();
// Bytes go beside the words.
const call = (method, params = {}, bytes = []) =>
  new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    post([id, JSON.stringify({ method, params }), ...bytes], bytes);
  });
const quietly = (method, params) => call(method, params).catch(() => {});
class HostError extends Error {
  constructor(code, why) {
    super(why);
    this.name = "HostError";
    this.code = code;
  }
}
let news = () => {};
let live = () => {};
// What happens outside, by its name: those who listen.
const events = { theme: new Set(), hide: new Set(), show: new Set(), back: new Set() };
const happens = (name, detail) => {
  for (const listener of [...events[name]]) {
    try {
      listener(detail);
    } catch (error) {
      reportError(error);
    }
  }
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => (dark.matches ? "dark" : "light");
dark.addEventListener("change", () => {
  happens("theme", theme());
  post([0, theme()]);
});
// A program that was left is out of sight as a page in another tab is.
let away = false;
for (const [name, of] of [["hidden", (it) => it || away], ["visibilityState", (it) => (away ? "hidden" : it)]]) {
  const native = Object.getOwnPropertyDescriptor(Document.prototype, name);
  Object.defineProperty(Document.prototype, name, { ...native, get() { return of(apply(native.get, this, [])); } });
}
const turns = (isAway) => {
  away = isAway;
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
};
const told = { updates: () => news(), back: () => happens("back"), hide: () => turns(true), show: () => turns(false) };
const hear = (event) => {
  const data = apply(dataOf, event, []);
  if (data.ping) return post([0, "pong"]);
  // What nobody asked.
  if (data.live) return live(data.live);
  if (data.id === 0) return told[data.text]?.();
  const asked = waiting.get(data.id);
  waiting.delete(data.id);
  if (!asked) return;
  if (data.code) asked.reject(new HostError(data.code, data.why));
  else asked.resolve(data.json === undefined ? data.text : JSON.parse(data.json));
};
const chooseFiles = ({ mimeTypes = [], extensions = [], multiple = false } = {}) =>
  new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = multiple;
    input.accept = [...mimeTypes, ...extensions].join(",");
    input.onchange = () => resolve([...input.files]);
    input.oncancel = () => resolve([]);
    input.click();
  });

// Largest file that is sent, in bytes.
const MAX_FILE = 50 * 1024 * 1024;
// What is said in a chat: a text, a file or both, as `sendToChat` of webxdc has it.
const letter = async (message) => {
  const { text, file } = message ?? {};
  if (file === undefined || file === null) return [{ text }, []];
  const { name, blob, base64, plainText } = file;
  const given = [blob, base64, plainText].filter((it) => it !== undefined && it !== null);
  if (typeof name !== "string" || given.length !== 1) {
    throw new TypeError("a file has a name, and one of blob, base64 and plainText");
  }
  const content = typeof base64 === "string" ? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) : given[0];
  const whole = content instanceof Blob ? content : new Blob([content]);
  if (whole.size > MAX_FILE) throw new HostError("quota", `a file has ${MAX_FILE} bytes at most`);
  return [{ text, file: { name, type: whole.type } }, [await whole.arrayBuffer()]];
};
const say = (method) => async (message) => call(method, ...(await letter(message)));
