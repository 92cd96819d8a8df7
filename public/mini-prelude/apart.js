// What a page hears before anything of the program does.

const { addEventListener: listen } = EventTarget.prototype;
const { stopImmediatePropagation } = Event.prototype;
const sourceOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "source").get;
const here = window;
// Programs that run at the same time can reach the windows of each other: none hears what another one says.
const apart = (event) => {
  const source = apply(sourceOf, event, []);
  if (event.isTrusted && source !== here && source !== room) apply(stopImmediatePropagation, event, []);
};
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
// The policy lets no form be sent, but the browser would show that instead of the program.
const { getAttribute } = Element.prototype;
const refuse = (event) => {
  const { target, submitter } = event;
  const told = (element, name) => (element instanceof Element ? apply(getAttribute, element, [name]) : null);
  const way = told(submitter, "formmethod") ?? told(target, "method");
  if (way?.toLowerCase() !== "dialog") event.preventDefault();
};
const turned = () => happens(document.hidden ? "hide" : "show");
const leave = ({ isTrusted }) => isTrusted && post({ left: true, local: kept() });
HTMLFormElement.prototype.submit = () => {};
const attend = () => {
  apply(listen, here, ["message", apart, true]);
  apply(listen, here, ["click", follow]);
  apply(listen, here, ["submit", refuse]);
  apply(listen, here, ["pagehide", leave]);
  apply(listen, document, ["visibilitychange", turned]);
};
// Opening a document ends everything that listens to it, and a program may open its own by writing: nothing of what is
// written runs before this listens again.
{
  const { open, write, writeln } = Document.prototype;
  const anew = (document, way, args) => {
    const made = apply(way, document, args);
    attend();
    return made;
  };
  Object.assign(Document.prototype, {
    open(...args) {
      return anew(this, open, args);
    },
    write(...args) {
      anew(this, write, [""]);
      apply(write, this, args);
    },
    writeln(...args) {
      anew(this, write, [""]);
      apply(writeln, this, args);
    },
  });
}
