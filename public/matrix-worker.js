// The worker of the Matrix engine.
// It may talk to homeservers, which the page may not: a worker's policy comes with its own script.
import init, * as engine from "./engine_matrix.js";
import { bound } from "./answers.js";
import { serve } from "./serve.js";

// Before `fetch` is another one: the browser keeps the code that it makes of an answer of its own, and of no other.
const started = init({ module_or_path: new URL("./engine_matrix_bg.wasm", import.meta.url) });

// A request of a browser never ends by itself. A message whose sending nobody answers would hold up all that are to
// follow it: it is given up after a while and sent again, which the server takes for the same one.
const SENDING = 30_000;
const ask = self.fetch.bind(self);
self.fetch = async (resource, options) => {
  const request = new Request(resource, options);
  const sends = request.method === "PUT" && /\/rooms\/[^/]+\/(send|redact)\//.test(request.url);
  const patience = sends ? { signal: AbortSignal.any([request.signal, AbortSignal.timeout(SENDING)]) } : undefined;
  return bound(request.url, await ask(request, patience));
};

serve(engine, started);
