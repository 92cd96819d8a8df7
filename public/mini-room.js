// The room around mini-programs: a frame of the app's own origin, so that they start without a network, with a policy of
// its own, which their frames inherit. It makes a frame for each page of each program, hands in the files, and passes on
// what the two sides say. One program is shown at a time. It does no more.
{
  const app = location.origin;
  // How long a page may take to be back that loads again, in milliseconds.
  const PATIENCE = 1_000;
  const begin = () => {
    trustedTypes.createPolicy("default", { createHTML: (html) => html });
    // One script of all parts: they share its scope, and nothing in it has a name that the program could use.
    const script = (parts) => ["(() => {", '"use strict";', ...Array.from(document.querySelectorAll(parts), (part) => part.textContent), "})();"].join("\n");
    const prelude = script(".prelude");
    const database = script(".database");
    // The frames that there are, each with the program that has it.
    const frames = new Set();
    // A frame in which a page can begin, out of sight. Its origin has no name that could be told apart from others: the
    // window is the one that is made here.
    const prepare = () => {
      const [frame, channel] = [document.createElement("iframe"), new MessageChannel()];
      // Forms are for scripts: the policy lets none be sent (`form-action`).
      frame.sandbox = "allow-scripts allow-forms";
      frame.allow = "";
      frame.style = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
      frame.hidden = true;
      const made = { frame, port: channel.port1, theirs: channel.port2 };
      made.ready = new Promise((resolve) => {
        made.begun = () => {
          made.hasBegun = true;
          resolve();
        };
      });
      frames.add(made);
      frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><script>${prelude}<\/script>`;
      document.body.append(frame);
      return made;
    };
    // The first one is there before the app has anything to show in it.
    let spare = prepare();
    const dismiss = (made) => {
      made.port.close();
      made.frame.remove();
      frames.delete(made);
    };
    // A program, in one frame after the other, and the port to the app that is its own.
    const start = (data, port) => {
      let inner;
      let shown = true;
      const page = async (name) => {
        data.start = name;
        const before = inner;
        if (before) {
          before.port.close();
          before.widget = before.sees = null;
          port.postMessage([0, "page"]);
        }
        const made = (inner = spare ?? prepare());
        spare = null;
        made.port.onmessage = ({ data: said }) => hear(said);
        // A program that has its page load again leaves it, and a frame without a program is back. One that went elsewhere
        // is not: there is a page of the browser instead.
        const signs = new Set();
        made.sees = (sign) => {
          if (signs.add(sign).size === 2) page(name);
          else if (sign === "left") setTimeout(() => signs.size === 1 && inner === made && page(name), PATIENCE);
        };
        // The keyboard comes to a page that has loaded, unless somebody has moved it elsewhere. Before that the browser may
        // still be settling the frame, and then takes the focus back to the app without a word to the page (seen in
        // Chromium 156).
        made.loaded = () => {
          const { body, activeElement: at } = parent.document;
          const isFree = at === frameElement || (!before && (at === null || at === body || at.matches("h1, h2")));
          if (shown && isFree) made.frame.focus();
        };
        made.widget = (said) => port.postMessage([0, `widget:${JSON.stringify(said)}`]);
        made.frame.title = data.name;
        made.frame.hidden = !shown;
        await made.ready;
        if (before) dismiss(before);
        // A page may be asked for while another one is made, and the program may be over.
        if (inner !== made) return dismiss(made);
        made.frame.contentWindow.postMessage({ ...data, database, away: !shown }, "*", [made.theirs]);
      };
      const hear = (said) => {
        // What a page leaves to the next one.
        if (Array.isArray(said?.local)) data.local = said.local;
        if (said?.left) inner?.sees("left");
        // Another page is another frame: what the first one made is not there any more.
        if (typeof said?.page === "string") {
          data.at = "";
          page(said.page);
        } else if (Array.isArray(said) && typeof said[0] === "number" && typeof said[1] === "string") {
          if (said[0] === 0 && said[1] === "load") inner.loaded();
          const bytes = said[2] instanceof ArrayBuffer ? [said[2]] : [];
          port.postMessage([said[0], said[1], ...bytes], bytes);
        }
      };
      const end = () => {
        port.close();
        dismiss(inner);
        inner = null;
      };
      port.onmessage = ({ data: said }) => {
        if (typeof said.shown === "boolean") inner.frame.hidden = !(shown = said.shown);
        else if (typeof said.widget === "string") inner.frame.contentWindow.postMessage(JSON.parse(said.widget), "*");
        else if (said.end) end();
        else inner.port.postMessage(said);
      };
      page(data.start);
    };
    const told = (said, port) => {
      if (port) start(said, port);
      else if (said?.teahouse === "warm") spare ??= prepare();
    };
    addEventListener("message", ({ source, origin, data: said, ports }) => {
      // Whoever can give files to the room is the app itself.
      if (source === parent) return origin === app && told(said, ports[0]);
      const from = [...frames].find(({ frame }) => frame.contentWindow === source);
      if (said === "teahouse:prelude") from?.hasBegun ? from.sees?.("back") : from?.begun();
      // Programs of the widget API of Matrix speak to whoever frames them. What is said has no meaning here.
      if (!from?.widget || (said?.api !== "fromWidget" && said?.api !== "toWidget")) return;
      try {
        from.widget(said);
      } catch {
        // What cannot be written is no message.
      }
    });
    parent.postMessage({ teahouse: "ready" }, app);
  };
  // Without these a program could open a frame inside itself that still has what was taken away from it.
  if (self.trustedTypes) addEventListener("DOMContentLoaded", begin);
  else parent.postMessage({ teahouse: "unsafe" }, app);
}
