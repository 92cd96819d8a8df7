// Makes Teahouse start without a network. Holds no data of anybody: only the files of the app.
//
// The rule: one page, one version. All files of a version are in one cache, and a page is served from that cache
// alone, so that the UI and the engine always belong together. A new version is fetched as a whole beside the
// old one and waits until the app says so (`{ type: "activate" }`) or until no page uses the old one any more.
//
// The build fills in the next two lines. As they stand, this worker does nothing.
const VERSION = "dev";
const PRECACHE = [];

const PREFIX = "teahouse-";
const CACHE = PREFIX + VERSION;
// Works under any path, also `https://example.org/~somebody/teahouse/`.
const SCOPE = new URL(self.registration.scope);
const PAGE = new URL("./", SCOPE).href;
const JOIN = new URL("./join", SCOPE).href;
const FILES = new Set(PRECACHE.map((path) => new URL(path, SCOPE).href));
const ACTIVE = FILES.size > 0;

async function install() {
  const cache = await caches.open(CACHE);
  // "reload": not from the HTTP cache, which may hold files of another version. addAll is all or nothing.
  await cache.addAll([...FILES].map((url) => new Request(url, { cache: "reload" })));
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
      const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// Which precached file answers a request, if any. `?…` and `#…` of a navigation are the app's own business.
function file(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== SCOPE.origin) return null;
  const page = url.origin + url.pathname;
  if (request.mode === "navigate") {
    if (page === JOIN + "/" || page === JOIN + "/index.html") return JOIN + "/index.html";
    return page === PAGE || page === PAGE + "index.html" ? PAGE : null;
  }
  return FILES.has(url.href) ? url.href : null;
}

self.addEventListener("fetch", (event) => {
  // As hosts do for a folder; the browser keeps the fragment, which holds the code.
  if (ACTIVE && event.request.mode === "navigate" && event.request.url.split(/[?#]/)[0] === JOIN) {
    return event.respondWith(Response.redirect(JOIN + "/"));
  }
  const url = ACTIVE && file(event.request);
  if (!url) return;
  // The browser may clear a cache to make room: then the network is better than nothing.
  const cached = caches.open(CACHE).then((cache) => cache.match(url));
  event.respondWith(cached.then((response) => response ?? fetch(event.request)));
});
