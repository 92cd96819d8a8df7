// @ts-check
/// <reference types="@webxdc/types/global" />
/// <reference path="../../../docs/mini-programs/teahouse.d.ts" />
// A program that uses everything that `@webxdc/types` and `teahouse.d.ts` declare. Each step is run by the test, by its
// name; what the host was asked for is noted, so that nothing that is declared goes untried.

const used = new Set();

/**
 * The same object, which notes what is asked of it.
 * @template {object} T
 * @param {T} host
 * @param {string} prefix
 * @returns {T}
 */
const noting = (host, prefix) =>
  new Proxy(host, {
    get(target, name) {
      used.add(prefix + String(name));
      return Reflect.get(target, name);
    },
  });

const webxdc = noting(window.webxdc, "webxdc.");
if (!window.teahouse) throw new Error("there is no host API");
const host = noting(window.teahouse, "teahouse.");
const launch = noting(host.launch, "teahouse.launch.");
const storage = noting(host.storage, "teahouse.storage.");

/** @type {unknown[]} */
const updates = [];
/** @type {number[][]} */
const live = [];
/** @type {string[]} */
const events = [];
/** @type {ReturnType<typeof webxdc.joinRealtimeChannel> | undefined} */
let channel;

/** @param {() => unknown} run */
const thrown = (run) => {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : "nothing known";
  }
};

/** @param {Promise<unknown>} promise */
const outcome = (promise) =>
  promise.then(
    (value) => ({ value }),
    (/** @type {Teahouse.HostError} */ error) => ({ refused: error.name, code: error.code, why: typeof error.message }),
  );

const steps = {
  used: () => [...used],
  self: () => ({
    address: webxdc.selfAddr,
    name: webxdc.selfName,
    interval: webxdc.sendUpdateInterval,
    size: webxdc.sendUpdateMaxSize,
  }),
  launch: () => ({
    version: host.version,
    locale: launch.locale,
    theme: launch.theme,
    address: launch.address,
    name: launch.name,
    chat: launch.chat,
  }),
  listen: () => webxdc.setUpdateListener((update) => void updates.push(update), 0).then(() => updates.length),
  update: () =>
    webxdc.sendUpdate({ payload: { cups: 2 }, info: "Tea", document: "List", summary: "2", href: "index.html#x", notify: { "*": "Tea" } }, ""),
  updates: () => updates,
  all: () => webxdc.getAllUpdates(),
  import: () =>
    webxdc
      .importFiles({ extensions: [".txt"], mimeTypes: ["text/plain"], multiple: true })
      .then((files) => Promise.all(files.map(async (file) => [file.name, await file.text()]))),
  shareBlob: () => outcome(webxdc.sendToChat({ file: { name: "blob.csv", blob: new Blob(["a,b"], { type: "text/csv" }) }, text: "As a blob" })),
  shareBase64: () => outcome(webxdc.sendToChat({ file: { name: "base64.txt", base64: btoa("base64") } })),
  shareText: () => outcome(webxdc.sendToChat({ file: { name: "plain.txt", plainText: "plain" } })),
  // @ts-expect-error: neither a file nor a text.
  shareNothing: () => outcome(webxdc.sendToChat({})),
  join: () => {
    channel = webxdc.joinRealtimeChannel();
    channel.setListener((data) => void live.push([...data]));
    return thrown(() => webxdc.joinRealtimeChannel());
  },
  /** @param {number[]} bytes */
  say: (bytes) => channel?.send(new Uint8Array(bytes)),
  // @ts-expect-error: what is sent is bytes.
  sayWrong: () => [thrown(() => channel?.send("text")), thrown(() => channel?.send(new Uint8Array(128_001)))],
  live: () => live,
  leave: () => {
    const left = channel;
    left?.leave();
    return thrown(() => left?.send(new Uint8Array(1)));
  },
  store: async () => {
    await storage.set("cups", { many: 2 });
    const before = await storage.get("cups");
    const keys = await storage.keys();
    await storage.remove("cups");
    await storage.set("pot", 1);
    await storage.clear();
    return { before, keys, after: await storage.keys() };
  },
  open: () => outcome(host.openLink("https://tea.example/leaf")),
  profile: () => outcome(host.getProfile()),
  message: () => outcome(host.sendMessage("Tea at four")),
  share: () => outcome(host.sendToChat({ text: "Shared" })),
  program: () => outcome(host.shareProgram()),
  contact: () => outcome(host.pickContact()),
  scan: () => outcome(host.scanCode()),
  on: () => {
    const offs = /** @type {const} */ (["hide", "show", "back"]).map((name) => host.on(name, () => void events.push(name)));
    const off = host.on("theme", (theme) => void events.push(theme));
    // @ts-expect-error: there is no such event.
    return { wrong: thrown(() => host.on("rain", () => {})), offs: [...offs, off].length };
  },
  /** @param {boolean} on */
  back: (on) => host.setBackButton(on),
  events: () => events,
  close: () => host.close(),
};

Object.assign(window, { steps });
for (const step of Object.keys(steps)) document.getElementById("heard")?.append(`${step} `);
