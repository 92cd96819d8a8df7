// The files of the program, by their names.
const files = new Map();
const made = new Map();
const nameOf = (address) => {
  try {
    const url = new URL(address, document.baseURI);
    return url.href.startsWith(HOST) ? decodeURIComponent(url.pathname.slice(1)) : null;
  } catch {
    return null;
  }
};
const under = (name, base) => (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(name) ? null : nameOf(new URL(name, HOST + base).href));
// A short script stands in its own address: it is there sooner than what the browser has to look up.
const SHORT = 65536;
const standsIn = (content, type) =>
  type === "text/javascript" && content.length < SHORT
    ? `data:${type};charset=utf-8,${encodeURIComponent(content)}`
    : URL.createObjectURL(new Blob([content], { type }));
// Few programs have databases: the others do not wait for what makes them.
let needsDatabase = false;
const read = (bytes) => {
  const text = new TextDecoder().decode(bytes);
  needsDatabase ||= text.includes("indexedDB");
  return text;
};
const addressOf = (name) => {
  if (!files.has(name)) return null;
  if (!made.has(name)) {
    // A cycle of stylesheets ends here.
    made.set(name, "data:,");
    const { type, bytes } = files.get(name);
    const change = type === "text/css" ? styles : type === "text/javascript" ? modules : null;
    const content = change ? change(read(bytes), name) : bytes;
    made.set(name, standsIn(content, type));
  }
  return made.get(name);
};
