// The room around a widget that is a page of elsewhere: a frame of the app's own origin that lets in one other origin and
// passes on what the two sides say by the widget API of Matrix. What is said has no meaning here.
{
  const app = location.origin;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? "dark" : "light");
  const visit = ({ origin, address, name }, port) => {
    const frame = document.createElement("iframe");
    const say = (word) => port.postMessage([0, word]);
    let [loaded, over] = [false, false];
    // Whoever is not where they come from is nobody any more.
    const end = () => {
      over = true;
      frame.remove();
      say("left");
    };
    const source = address.replaceAll("$org.matrix.msc2873.client_theme", theme());
    // A page of the app's own origin could do whatever the app can: it is let in by no list.
    if (origin === app || !URL.canParse(source) || new URL(source).origin !== origin) return end();
    // From now on this room lets in nobody else, not even others that the build has named.
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `frame-src ${origin}`;
    document.head.append(policy);
    addEventListener("securitypolicyviolation", ({ effectiveDirective: broken }) => {
      if (broken === "frame-src" && !over) end();
    });
    addEventListener("message", ({ source: from, origin: its, data: said }) => {
      if (over || from !== frame.contentWindow) return;
      if (its !== origin) return end();
      if (said?.api !== "fromWidget" && said?.api !== "toWidget") return;
      try {
        say(`widget:${JSON.stringify(said)}`);
      } catch {
        // What cannot be written is no message.
      }
    });
    port.onmessage = ({ data: said }) => {
      if (over || !loaded) return;
      if (said.ping) say("pong");
      else if (typeof said.widget === "string") frame.contentWindow.postMessage(JSON.parse(said.widget), origin);
    };
    dark.addEventListener("change", () => say(theme()));
    say(theme());
    frame.onload = () => {
      if (over) return;
      loaded = true;
      say("load");
    };
    frame.sandbox = "allow-scripts allow-forms allow-same-origin";
    frame.allow = "";
    frame.referrerPolicy = "no-referrer";
    frame.title = name;
    frame.style = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
    frame.src = source;
    document.body.append(frame);
    frame.focus();
  };
  // Whoever can name a page to the room is the app itself, and it does so once.
  const hear = (event) => {
    if (event.source !== parent || event.origin !== app || event.ports.length !== 1) return;
    removeEventListener("message", hear);
    visit(event.data, event.ports[0]);
  };
  addEventListener("DOMContentLoaded", () => {
    addEventListener("message", hear);
    parent.postMessage({ teahouse: "ready" }, app);
  });
}
