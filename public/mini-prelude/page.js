// The pages of the program, one after the other.

// Where links lead: to another page of the program, or out, if the person wants.
const follow = (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute("href"));
  if (!link || event.defaultPrevented) return;
  const address = link.getAttribute("href");
  if (/^(blob|data|javascript):/i.test(address.trim())) return;
  event.preventDefault();
  if (address.startsWith("#")) location.hash = address;
  else if (files.has(nameOf(address))) post({ page: nameOf(address), local: kept() });
  else quietly("links.open", { url: link.href });
};
// Opening a document ends everything that listens to it, and a program may open its own by writing.
for (const method of ["open", "write", "writeln"]) {
  const native = Document.prototype[method];
  Document.prototype[method] = function (...args) {
    const result = apply(native, this, args);
    addEventListener("click", follow);
    return result;
  };
}
const failed = (error) => post([0, `error:${String(error?.message ?? error).slice(0, 200)}`]);
let locale = "";
let shown = false;
let kept = () => [];

const page = (name, { search, hash } = { search: "", hash: "" }) => {
  const imports = {};
  for (const [each, { type }] of files) if (type === "text/javascript") imports[HOST + encodeURI(each)] = addressOf(each);
  const text = new TextDecoder().decode(files.get(name).bytes);
  begun = "";
  if (hash) location.replace(`about:srcdoc${hash}`);
  document.open();
  document.addEventListener("visibilitychange", () => happens(document.hidden ? "hide" : "show"));
  addEventListener("error", ({ error, message }) => shown || failed(error ?? message));
  addEventListener("unhandledrejection", ({ reason }) => shown || failed(reason));
  addEventListener("load", () => {
    shown = true;
    post([0, theme()]);
    post([0, "load"]);
  });
  const head = `<!doctype html><base href="${HOST}${encodeURI(name)}${search.replaceAll("&", "&amp;")}"><script type="importmap">${JSON.stringify({ imports })}<\/script>`;
  const rest = plain(markup(text.replace(/^\s*<!doctype[^>]*>/i, ""), name));
  own = true;
  const whole = policy.createHTML(head + rest);
  own = false;
  document.write(whole);
  document.close();
  // Writing has begun a new document. A page that says which language it is in is believed.
  document.documentElement.lang ||= locale;
  restyle.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["style"] });
};
