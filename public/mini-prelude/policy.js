// Every text that becomes markup or code comes through here.
// What is our own is written as it is.
let own = false;
const plain = (text) => (typeof text === "string" ? withoutFrames(text) : "");
// Whoever has the policy has markup that no frame refuses.
delete TrustedTypePolicyFactory.prototype.defaultPolicy;
const policy = trustedTypes.createPolicy("default", {
  createHTML(text, _, sink) {
    if (own) return text;
    switch (sink) {
      case "Document write":
      case "Document writeln":
        return plain(written(`${text}`));
      case "Element innerHTML":
      case "Element outerHTML":
      case "Element insertAdjacentHTML":
      case "Element setHTMLUnsafe":
      case "ShadowRoot innerHTML":
      case "ShadowRoot setHTMLUnsafe":
      case "Range createContextualFragment":
      case "DOMParser parseFromString":
      case "Document parseHTMLUnsafe":
      case "Document execCommand":
        return plain(markup(text));
      default:
        return "";
    }
  },
  // Code for this very page; an address that is code, which a frame could run, is none of it.
  createScript(code, _, sink) {
    switch (sink) {
      case "eval":
      case "Function":
      case "AsyncFunction":
      case "GeneratorFunction":
      case "AsyncGeneratorFunction":
      case "Window setTimeout":
      case "Window setInterval":
      case "HTMLScriptElement text":
      case "HTMLScriptElement textContent":
      case "HTMLScriptElement innerText":
      case "SVGScriptElement text":
        return code;
      default:
        return says(sink, 0, "Element onElement on") ? code : null;
    }
  },
  createScriptURL(address, _, sink) {
    const url = found(address);
    return sink === "Worker constructor" ? atWork(address, url) : url;
  },
});
