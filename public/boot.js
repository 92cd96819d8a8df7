// Runs before the first paint: the theme and the language of last time, and a head start for the engine.
// Nothing here may throw: storage can be blocked, and the app works without all of this.
(() => {
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const theme = stored("teahouse:theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
    // The browser's own bars follow the app, not the system.
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.media = meta.media.includes(theme) ? "all" : "not all";
    }
  }
  const locale = stored("teahouse:locale");
  if (locale) root.lang = locale;

  // Whoever has signed in to a homeserver has an engine of their own, which keeps its things under this name.
  const home = /^teahouse-matrix-[0-9a-f]{32}$/.exec(stored("teahouse:home") ?? "")?.[0];
  const engine = document.querySelector(`meta[name="teahouse-engine-${home ? "matrix" : "local"}"]`);
  if (!engine) return;
  const url = new URL(engine.content, document.baseURI).href;
  try {
    // The app connects to the same worker by the same address and name; the reference keeps it alive until then.
    if ("SharedWorker" in window) {
      const store = home ?? "teahouse-local";
      window.teahouseEngine = Object.assign(new SharedWorker(url, { type: "module", name: store }), { store });
      return;
    }
  } catch {
    // Refused, in some private windows: the app finds out and says so.
  }
  const preload = Object.assign(document.createElement("link"), { rel: "modulepreload", href: url });
  document.head.append(preload);
})();
