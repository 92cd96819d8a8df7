// The address of a page is `about:srcdoc`, of which only the fragment may change. A program that keeps its place in an
// address keeps what stands behind the `#`.
for (const method of ["pushState", "replaceState"]) {
  const native = History.prototype[method];
  History.prototype[method] = function (state, title, address) {
    const place = address === undefined || address === null ? [] : [`about:srcdoc${new URL(address, document.baseURI).hash}`];
    apply(native, this, [state, title, ...place]);
  };
}
