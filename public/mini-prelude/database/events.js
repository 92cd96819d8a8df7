// `indexedDB` for programs (https://www.w3.org/TR/IndexedDB/): everything is in memory, and what a transaction has changed
// is in the shelf before it is complete. This part: whatever tells that something happened.

// A program may have classes of these names.
const { Map, Set, WeakMap, WeakSet, Promise, Event, EventTarget, IDBVersionChangeEvent, DOMException, Blob, File, Date, RegExp, Error, MessageChannel, setTimeout: wait } = window;
const domError = (name, why) => new DOMException(why, name);
// Events at which a handler has thrown.
const failures = new WeakSet();
// Handlers that are properties (`onsuccess`).
const handles = (type, names) => {
  for (const name of names) {
    const own = new WeakMap();
    const get = function () {
      return own.get(this)?.handler ?? null;
    };
    const set = function (handler) {
      this.removeEventListener(name, own.get(this)?.listener);
      if (typeof handler !== "function") return void own.delete(this);
      const listener = (event) => {
        try {
          if (apply(handler, this, [event]) === false) event.preventDefault();
        } catch (error) {
          failures.add(event);
          throw error;
        }
      };
      own.set(this, { handler, listener });
      this.addEventListener(name, listener);
    };
    Object.defineProperty(type.prototype, `on${name}`, { get, set, enumerable: true, configurable: true });
  }
};
// Tells the first, and all that it belongs to if the event bubbles; gives whether somebody prevented what follows, or
// threw: of listeners that are no handlers the browser tells that in between.
const fire = (event, ...path) => {
  let isPrevented = false;
  let hasThrown = false;
  const note = () => (hasThrown = true);
  addEventListener("error", note, true);
  for (const at of event.bubbles ? path : path.slice(0, 1)) {
    const each = new event.constructor(event.type, event);
    Object.defineProperty(each, "target", { value: path[0] });
    if (isPrevented) each.preventDefault();
    isPrevented = !at.dispatchEvent(each) || isPrevented;
    hasThrown ||= failures.has(each);
    if (each.cancelBubble) break;
  }
  removeEventListener("error", note, true);
  return { isPrevented, hasThrown };
};
// Something to do after everything that is under way, promises included.
const tasks = [];
const bell = new MessageChannel();
bell.port1.onmessage = () => tasks.shift()();
const soon = (task) => {
  tasks.push(task);
  apply(postMessage, bell.port2, [null]);
};

class IDBRequest extends EventTarget {
  #result;
  #error = null;
  source = null;
  transaction = null;
  readyState = "pending";
  get result() {
    return this.#done(this.#result);
  }
  get error() {
    return this.#done(this.#error);
  }
  #done(it) {
    if (this.readyState === "done") return it;
    throw domError("InvalidStateError", "The request is not done.");
  }
  // Not for programs: what became of it.
  static settle(request, result, error = null) {
    request.#result = result;
    request.#error = error;
    request.readyState = "done";
  }
}
handles(IDBRequest, ["success", "error"]);
class IDBOpenDBRequest extends IDBRequest {}
handles(IDBOpenDBRequest, ["blocked", "upgradeneeded"]);
