// What runs in a mini-program's frame before anything of the program: it takes away what no policy forbids, gives the
// program its files under their own names, and puts the host's interface there. After it, nothing here is trusted.
// Its parts stand in one scope, in the order in which `mini.html` names them: `mini-room.js` joins them.
// This one holds what the others stand on.

const HOST = "https://program.invalid/";
const room = parent;

// What no policy forbids: WebRTC reaches any host, and a stylesheet language can make frames.
for (const name of Object.getOwnPropertyNames(window)) {
  if (/^(webkit)?RTC|^XSLTProcessor$|^SharedWorker$|^WebTransport|^PaymentRequest$/.test(name)) delete window[name];
}

// A page that is out of sight could still take the keyboard to itself.
delete window.focus;
window.focus = () => {};

// A document that was read, not parsed here, could hold a frame with a page inside.
// Nothing native may be called through a function of the language that a program could replace: it would get hold of it.
const { apply } = Reflect;
const NativeRequest = XMLHttpRequest;
const kindOf = Object.getOwnPropertyDescriptor(NativeRequest.prototype, "responseType");
Object.defineProperty(NativeRequest.prototype, "responseType", {
  ...kindOf,
  set(kind) {
    const word = `${kind}`;
    apply(kindOf.set, this, [word === "document" ? "text" : word]);
  },
});
delete NativeRequest.prototype.responseXML;
