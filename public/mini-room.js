// The room around a mini-program: a frame of the app's own origin, so that it starts without a network, with a policy of
// its own, which the program's frame inherits. It makes that frame, one for each page of the program, hands in the files,
// and passes on what the two sides say. It does no more.
{
  const app = location.origin;
  const begin = () => {
    trustedTypes.createPolicy("default", { createHTML: (html) => html });
    // One script of all parts: they share its scope, and nothing in it has a name that the program could use.
    const parts = [...document.querySelectorAll(".prelude")].map((part) => part.textContent);
    const prelude = ["(() => {", '"use strict";', ...parts, "})();"].join("\n");
    let inner;
    let data;
    let port;
    // A frame in which a page can begin. Its origin has no name that could be told apart from others: the window is the
    // one that is made here.
    const prepare = () => {
      const [frame, channel] = [document.createElement("iframe"), new MessageChannel()];
      frame.sandbox = "allow-scripts";
      frame.allow = "";
      frame.style = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
      const ready = new Promise((resolve) => {
        const hear = ({ source, data: word }) => {
          if (source !== frame.contentWindow || word !== "teahouse:prelude") return;
          removeEventListener("message", hear);
          resolve();
        };
        addEventListener("message", hear);
      });
      channel.port1.onmessage = ({ data: said }) => {
        // Another page is another frame: what the first one made is not there any more.
        if (typeof said?.page === "string") {
          data.local = Array.isArray(said.local) ? said.local : [];
          data.at = "";
          page(said.page);
        } else if (Array.isArray(said) && typeof said[0] === "number" && typeof said[1] === "string") {
          const bytes = said[2] instanceof ArrayBuffer ? [said[2]] : [];
          port.postMessage([said[0], said[1], ...bytes], bytes);
        }
      };
      // Programs of the widget API of Matrix speak to whoever frames them. What is said has no meaning here.
      addEventListener("message", ({ source, data: said }) => {
        if (source !== frame.contentWindow || inner?.frame !== frame) return;
        if (said?.api !== "fromWidget" && said?.api !== "toWidget") return;
        try {
          port.postMessage([0, `widget:${JSON.stringify(said)}`]);
        } catch {
          // What cannot be written is no message.
        }
      });
      frame.srcdoc = `<!doctype html><meta charset="utf-8"><script>${prelude}<\/script>`;
      document.body.append(frame);
      return { frame, port: channel.port1, theirs: channel.port2, ready };
    };
    // The first one is there before the app has anything to show in it.
    let spare = prepare();
    const page = async (start) => {
      const before = inner;
      if (before) {
        before.port.close();
        port.postMessage([0, "page"]);
      }
      const made = (inner = spare ?? prepare());
      spare = null;
      made.frame.title = data.name;
      await made.ready;
      before?.frame.remove();
      // A page may be asked for while another one is made.
      if (inner !== made) return made.frame.remove();
      made.frame.contentWindow.postMessage({ ...data, start }, "*", [made.theirs]);
      // Whoever is in a menu or a question of the app stays there.
      if (!parent.document.activeElement?.closest('[role="menu"], dialog')) made.frame.focus();
    };
    // Whoever can give files to the room is the app itself, and it does so once.
    const hear = (event) => {
      if (event.source !== parent || event.origin !== app || event.ports.length !== 1) return;
      removeEventListener("message", hear);
      data = event.data;
      port = event.ports[0];
      port.onmessage = ({ data: said }) => {
        if (typeof said.widget === "string") inner.frame.contentWindow.postMessage(JSON.parse(said.widget), "*");
        else inner.port.postMessage(said);
      };
      page(data.start);
    };
    addEventListener("message", hear);
    parent.postMessage({ teahouse: "ready" }, app);
  };
  // Without these a program could open a frame inside itself that still has what was taken away from it.
  if (self.trustedTypes) addEventListener("DOMContentLoaded", begin);
  else parent.postMessage({ teahouse: "unsafe" }, app);
}
