// Addresses that are set on elements.

const setters = [
  [HTMLImageElement, "src"], [HTMLMediaElement, "src"], [HTMLSourceElement, "src"], [HTMLTrackElement, "src"],
  [HTMLInputElement, "src"], [HTMLVideoElement, "poster"], [HTMLLinkElement, "href"],
];
for (const [element, name] of setters) {
  const property = Object.getOwnPropertyDescriptor(element.prototype, name);
  Object.defineProperty(element.prototype, name, { ...property, set(value) { apply(property.set, this, [found(value)]); } });
}
for (const element of [HTMLImageElement, HTMLSourceElement]) {
  const property = Object.getOwnPropertyDescriptor(element.prototype, "srcset");
  Object.defineProperty(element.prototype, "srcset", { ...property, set(value) { apply(property.set, this, [sources(String(value))]); } });
}
const loads = (element, name) => /^(?:xlink:)?href$/i.test(name) ? !(element instanceof HTMLAnchorElement) : /^(?:src|poster)$/i.test(name);
for (const method of ["setAttribute", "setAttributeNS"]) {
  const set = Element.prototype[method];
  Element.prototype[method] = function (...args) {
    const [name, value] = args.slice(-2);
    if (loads(this, String(name))) args[args.length - 1] = found(value);
    return apply(set, this, args);
  };
}
const NativeAudio = window.Audio;
window.Audio = function (address) {
  return address === undefined ? new NativeAudio() : new NativeAudio(found(address));
};
window.Audio.prototype = NativeAudio.prototype;
const NativeFace = window.FontFace;
window.FontFace = class FontFace extends NativeFace {
  constructor(family, source, how) {
    super(family, typeof source === "string" ? styles(source, "") : source, how);
  }
};
for (const method of ["insertRule", "replace", "replaceSync"]) {
  const put = CSSStyleSheet.prototype[method];
  CSSStyleSheet.prototype[method] = function (text, ...rest) {
    return apply(put, this, [styles(String(text), ""), ...rest]);
  };
}
// Styles that are set word by word are seen when they are there.
const restyle = new MutationObserver((changes) => {
  for (const { target, addedNodes, type } of changes) {
    for (const node of type === "attributes" ? [target] : addedNodes) {
      if (!(node instanceof Element)) continue;
      const style = node.getAttribute("style");
      if (style?.includes("url(")) {
        const changed = styles(style, "");
        if (changed !== style) node.setAttribute("style", changed);
      }
      if (node instanceof HTMLStyleElement && node.textContent.includes("url(")) {
        const changed = styles(node.textContent, "");
        if (changed !== node.textContent) node.textContent = changed;
      }
    }
  }
});
