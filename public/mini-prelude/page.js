// The pages of the program, one after the other.

const failed = (error) => post([0, `error:${String(error?.message ?? error).slice(0, 200)}`]);
let locale = "";
let database = "";
let shown = false;
let kept = () => [];

const page = (name, { search, hash } = { search: "", hash: "" }) => {
  const imports = {};
  for (const [each, { type }] of files) if (type === "text/javascript") imports[HOST + encodeURI(each)] = addressOf(each);
  const text = read(files.get(name).bytes);
  // In this scope, of which the program knows nothing.
  if (needsDatabase) eval(database);
  begun = "";
  if (hash) location.replace(`about:srcdoc${hash}`);
  // Until now the frame let the app be seen; a program that says nothing of colours is dark on white, as everywhere.
  document.querySelector("meta[name=color-scheme]")?.remove();
  document.open();
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
