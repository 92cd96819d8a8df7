// The beginning: the room hands in the files and a port, once.

const isOfWidget = (message) => message?.api === "fromWidget" || message?.api === "toWidget";
const start = ({ data, ports }) => {
  port = ports[0];
  port.onmessage = hear;
  for (const [name, type, bytes] of data.files) files.set(name, { type, bytes });
  const local = new Map(data.local);
  kept = () => [...local];
  const session = storage(new Map(), () => {});
  const shown = storage(local, quietly);
  Object.defineProperty(window, "localStorage", { get: () => shown });
  Object.defineProperty(window, "sessionStorage", { get: () => session });
  Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
  // Whoever speaks the widget API of Matrix speaks to this, whatever it takes for the origin of its client.
  const client = { postMessage: (message) => isOfWidget(message) && post([0, `widget:${JSON.stringify(message)}`]) };
  Object.defineProperty(window, "parent", { value: Object.freeze(client) });
  window.open = (address) => (quietly("links.open", { url: String(address) }), null);
  Object.defineProperty(window, "webxdc", { value: webxdc(data) });
  if (data.host) Object.defineProperty(window, "teahouse", { value: teahouse(data) });
  ({ locale, away, database } = data);
  Object.defineProperty(Navigator.prototype, "language", { get: () => locale });
  Object.defineProperty(Navigator.prototype, "languages", { get: () => Object.freeze([locale]) });
  const place = new URL(/^[?#]/.test(data.at) ? encodeURI(data.start) + data.at : data.at, HOST);
  const name = nameOf(place.href);
  // An address may lead to a file that is not there, or to none.
  if (files.has(name)) page(name, place);
  else page(data.start);
};
const heed = (event) => {
  if (event.source !== room || event.ports.length !== 1) return;
  removeEventListener("message", heed);
  start(event);
};
addEventListener("message", heed);
room.postMessage("teahouse:prelude", "*");
