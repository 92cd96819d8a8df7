// What every engine's worker does. As a SharedWorker it serves every tab, each through a port of its own;
// where there is none, a dedicated worker of the leading tab serves all tabs over a BroadcastChannel.
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

// A tab may connect long before the engine is compiled. A `connect` event that nobody hears is gone for good,
// so they are heard from the first moment and kept.
const waiting = [];
let accept = (port) => waiting.push(port);
if (shared) self.onconnect = (event) => accept(event.ports[0]);

// Not awaited at the top level: the handler above must be in force while the rest is on its way.
export const serve = (engine, started) =>
  started.then(
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
