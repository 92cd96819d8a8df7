// The worker of the Matrix engine: as that of the on-device engine, with another engine.
// It may talk to homeservers, which the page may not: a worker's policy comes with its own script.
import init, * as engine from "./engine_matrix.js";

const shared = typeof SharedWorkerGlobalScope !== "undefined" && self instanceof SharedWorkerGlobalScope;

// A program that has trapped is in no state to go on. Its worker ends, the browser frees its lock, and the tabs start
// the next one; told to nobody else, since it is no program that cannot be loaded.
const end = (event, reason) => {
  if (!(reason instanceof WebAssembly.RuntimeError || reason instanceof RangeError)) return;
  console.error("The engine has failed.", reason);
  event.preventDefault();
  self.close();
};
self.addEventListener("error", (event) => end(event, event.error));
self.addEventListener("unhandledrejection", (event) => end(event, event.reason));

// A request of a browser never ends by itself. A message whose sending nobody answers would hold up all that are to
// follow it: it is given up after a while and sent again, which the server takes for the same one.
const SENDING = 30_000;
const ask = self.fetch.bind(self);
self.fetch = (resource, options) => {
  const request = new Request(resource, options);
  const sends = request.method === "PUT" && /\/rooms\/[^/]+\/(send|redact)\//.test(request.url);
  return ask(request, sends ? { signal: AbortSignal.any([request.signal, AbortSignal.timeout(SENDING)]) } : undefined);
};

// A tab may connect long before the engine is compiled. A `connect` event that nobody hears is gone for good,
// so they are heard from the first moment and kept.
const waiting = [];
let accept = (port) => waiting.push(port);
if (shared) self.onconnect = (event) => accept(event.ports[0]);

// Not awaited at the top level: the handler above must be in force while the rest is on its way.
init({ module_or_path: new URL("./engine_matrix_bg.wasm", import.meta.url) }).then(
  () => {
    if (!shared) return engine.serve_broadcast();
    accept = (port) => engine.accept(port);
    waiting.splice(0).forEach(accept);
  },
  (error) => {
    // Silence is the message: the app's time limit for the handshake runs out, and it says what to do.
    console.error("The engine could not start.", error);
    self.close();
  },
);
