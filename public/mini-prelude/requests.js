// What is asked for by its address: workers and files.

// Workers have no document: they get the same beginning.
const atWork = (address, url) => {
  const name = nameOf(address);
  const file = name === null ? null : files.get(name);
  if (!file) return url;
  const names = [...files.keys()].map((each) => [HOST + encodeURI(each), addressOf(each)]);
  const base = HOST + name;
  const begin = `{const names=new Map(${JSON.stringify(names)}),find=(name)=>{try{return names.get(new URL(name,${JSON.stringify(base)}).href)??name}catch{return name}};` +
    `trustedTypes.createPolicy("default",{createScript:(code)=>code,createScriptURL:find});` +
    `const load=self.importScripts,ask=self.fetch;self.importScripts=(...all)=>load.apply(self,all.map(find));` +
    `self.fetch=(what,how)=>ask.call(self,typeof what==="string"?find(what):what,how)}\n`;
  return URL.createObjectURL(new Blob([begin, new TextDecoder().decode(file.bytes)], { type: "text/javascript" }));
};

// Requests for files.
const ask = window.fetch;
window.fetch = (what, how) => apply(ask, window, [what instanceof Request ? what : found(what), how]);
const open = NativeRequest.prototype.open;
NativeRequest.prototype.open = function (method, address, ...rest) {
  return apply(open, this, [method, found(address), ...rest]);
};
