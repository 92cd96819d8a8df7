// Makes Teahouse start without a network. Holds no data of anybody: only the files of the app.
//
// The rule: one page, one version. All files of a version are in one cache, and a page is served from that cache
// alone, so that the UI and the engine always belong together. A new version is fetched as a whole beside the
// old one and waits until the app says so (`{ type: "activate" }`) or until no page uses the old one any more.
// What only some people need, another engine, joins the cache when it is first fetched, and from then on every new
// version brings its own along.
//
// The build fills in the next three lines. As they stand, this worker does nothing.
const VERSION = "dev";
const PRECACHE = [];
const LATER = [];

const PREFIX = "teahouse-";
const CACHE = PREFIX + VERSION;
// Works under any path, also `https://example.org/~somebody/teahouse/`.
const SCOPE = new URL(self.registration.scope);
const PAGE = new URL("./", SCOPE).href;
// What links of codes and of programs lead to: pages that pass on what stands behind them.
const DOORS = ["./join", "./open"].map((door) => new URL(door, SCOPE).href);
// The pages in which programs and widgets run: frames of the shell's own origin, there without a network too.
const ROOMS = ["./mini.html", "./mini-remote.html"].map((room) => new URL(room, SCOPE).href);
const addresses = (paths) => new Set(paths.map((path) => new URL(path, SCOPE).href));
const FILES = addresses(PRECACHE);
const OPTIONAL = addresses(LATER);
const ACTIVE = FILES.size > 0;

const olderCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);

// `matrix-worker-0123456789abcdef.js` is `matrix-worker.js` in every version.
const stem = (url) => url.replace(/-[0-9a-f]{16}(\.\w+)$/, "$1");

// What older versions keep of the optional files: whether there is any, and those that this version has too.
async function inherited() {
  const stems = new Set([...OPTIONAL].map(stem));
  const same = new Map();
  let wanted = false;
  for (const name of await olderCaches()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      wanted ||= stems.has(stem(url));
      // A name tells the content, so there is nothing to fetch again.
      if (OPTIONAL.has(url)) same.set(url, await cache.match(url));
    }
  }
  return { wanted, same };
}

async function install() {
  const cache = await caches.open(CACHE);
  const { wanted, same } = await inherited();
  const missing = wanted ? [...OPTIONAL].filter((url) => !same.has(url)) : [];
  // "reload": not from the HTTP cache, which may hold files of another version. addAll is all or nothing.
  await cache.addAll([...FILES, ...missing].map((url) => new Request(url, { cache: "reload" })));
  for (const [url, response] of same) await cache.put(url, response);
  // An older version that became active meanwhile has swept this cache away: the next update check tries again.
  if (!(await caches.has(CACHE))) throw new Error("the cache of the new version is gone");
}

self.addEventListener("install", (event) => {
  if (ACTIVE) event.waitUntil(install());
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      // Somebody may have come to need them while this version waited.
      const cache = await caches.open(CACHE);
      for (const [url, response] of (await inherited()).same) await cache.put(url, response);
      await Promise.all((await olderCaches()).map((name) => caches.delete(name)));
      await self.clients.claim();
      keepWhatRuns().catch(() => {});
    })(),
  );
});

// A worker that started before there was a service worker has fetched them unseen. Nobody has to wait for this.
async function keepWhatRuns() {
  const workers = await self.clients.matchAll({ includeUncontrolled: true, type: "sharedworker" });
  if (!workers.some(({ url }) => OPTIONAL.has(url))) return;
  const cache = await caches.open(CACHE);
  if (!(await cache.match([...OPTIONAL][0]))) await cache.addAll([...OPTIONAL]);
}

// Which file of this version answers a request, if any. `?…` and `#…` of a navigation are the app's own business.
function file(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== SCOPE.origin) return null;
  const page = url.origin + url.pathname;
  if (request.mode === "navigate") {
    const door = DOORS.find((it) => page === it + "/" || page === it + "/index.html");
    if (door) return door + "/index.html";
    if (ROOMS.includes(page)) return page;
    return page === PAGE || page === PAGE + "index.html" ? PAGE : null;
  }
  return FILES.has(url.href) || OPTIONAL.has(url.href) ? url.href : null;
}

async function answer(event, url) {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(url);
  if (cached) return cached;
  // The browser may clear a cache to make room: then the network is better than nothing.
  const response = await fetch(event.request);
  if (OPTIONAL.has(url) && response.ok) {
    // Beside the answer, which is compiled while it comes. A full disk spoils only the next start without a network.
    event.waitUntil(cache.put(url, response.clone()).catch(() => {}));
  }
  return response;
}

self.addEventListener("fetch", (event) => {
  // As hosts do for a folder; the browser keeps the fragment, which holds the code.
  if (ACTIVE && event.request.mode === "navigate" && DOORS.includes(event.request.url.split(/[?#]/)[0])) {
    return event.respondWith(Response.redirect(event.request.url.split(/[?#]/)[0] + "/"));
  }
  const url = ACTIVE && file(event.request);
  if (url) event.respondWith(answer(event, url));
});
