// What runs in a mini-program's frame before anything of the program: it takes away what no policy forbids, gives the
// program its files under their own names, and puts the host's interface there. After it, nothing here is trusted.
(() => {
  "use strict";
  const HOST = "https://program.invalid/";
  // Largest file that is sent, in bytes.
  const MAX_FILE = 50 * 1024 * 1024;
  const room = parent;

  // ---- What no policy forbids. WebRTC reaches any host, and a stylesheet language can make frames.
  for (const name of Object.getOwnPropertyNames(window)) {
    if (/^(webkit)?RTC|^XSLTProcessor$|^SharedWorker$|^WebTransport|^PaymentRequest$/.test(name)) delete window[name];
  }
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

  // ---- The files of the program, by their names.
  const files = new Map();
  const made = new Map();
  const nameOf = (address) => {
    try {
      const url = new URL(address, document.baseURI);
      return url.href.startsWith(HOST) ? decodeURIComponent(url.pathname.slice(1)) : null;
    } catch {
      return null;
    }
  };
  const under = (name, base) => (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(name) ? null : nameOf(new URL(name, HOST + base).href));
  const addressOf = (name) => {
    if (!files.has(name)) return null;
    if (!made.has(name)) {
      // A cycle of stylesheets ends here.
      made.set(name, "data:,");
      const { type, bytes } = files.get(name);
      const change = type === "text/css" ? styles : type === "text/javascript" ? modules : null;
      const content = change ? change(new TextDecoder().decode(bytes), name) : bytes;
      made.set(name, URL.createObjectURL(new Blob([content], { type })));
    }
    return made.get(name);
  };
  // The address under which the browser finds what a program names; anything else stays as it is.
  const found = (address, base) => {
    const text = String(address);
    if (/^(data|blob|about|javascript|mailto|tel):/i.test(text.trim()) || text.trim().startsWith("#")) return text;
    const name = base === undefined ? nameOf(text) : under(text, base);
    const url = name === null ? null : addressOf(name);
    return url === null ? text : url + (/#.*/.exec(text)?.[0] ?? "");
  };
  const styles = (text, base) =>
    text
      .replace(/(@import\s+)(["'])([^"']+)\2/gi, (_, before, quote, name) => before + quote + found(name, base) + quote)
      .replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/gi, (_, quote, name) => `url(${quote}${found(name, base)}${quote})`);
  // Modules name each other; the map of imports knows where each is.
  const modules = (text, base) => {
    const place = (all, before, quote, name) => {
      const file = /^\.{0,2}\//.test(name) ? under(name, base) : null;
      return file !== null && files.has(file) ? before + quote + HOST + encodeURI(file) + quote : all;
    };
    return text
      .replace(/(\b(?:from|import)\s*)(["'])([^"'\n]+)\2/g, place)
      .replace(/(\bimport\s*\(\s*)(["'])([^"'\n]+)\2/g, place)
      .replace(/\bimport\.meta\.url\b/g, JSON.stringify(HOST + base));
  };

  // ---- Texts that become markup: the files under addresses that the browser finds.
  const markup = (text, base) =>
    text
      .replace(/(http-equiv\s*=\s*["']?)(content-security-policy|refresh)/gi, "$1x-$2")
      .replace(/(<script\b[^>]*\btype\s*=\s*["']?module["']?[^>]*>)([^]*?)(<\/script)/gi, (_, open, code, close) => open + modules(code, base ?? "") + close)
      .replace(/(\s(?:src|href|poster|data)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi, (all, before, ...names) => {
        const name = names.slice(0, 3).find((it) => it !== undefined) ?? "";
        const url = found(name, base);
        return url === name || /\.x?html?$/i.test(name) ? all : `${before}"${url}"`;
      })
      .replace(/(\ssrcset\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (_, before, one, two) => `${before}"${sources(one ?? two, base)}"`)
      .replace(/(<style\b[^>]*>)([^]*?)(<\/style)/gi, (_, open, text, close) => open + styles(text, base ?? "") + close)
      .replace(/(\sstyle\s*=\s*)("[^"]*"|'[^']*')/gi, (_, before, text) => before + text.replace(/url\(\s*((?:&quot;)?)([^"'()]+?)\1\s*\)/gi, (_, quote, name) => `url(${found(name, base)})`));
  const sources = (text, base) =>
    text
      .split(",")
      .map((part) => part.trim().replace(/^\S+/, (name) => found(name, base)))
      .join(", ");

  // ---- No frames. A frame with a page inside would still have what was taken away above. Every text that becomes markup
  // or code comes through here. A program can change what every function of the language does, so these few use none:
  // operators only, on texts only.
  const ends = (char) => char === undefined || char === " " || char === "\t" || char === "\n" || char === "\f" || char === "\r" || char === "/" || char === ">";
  const says = (text, at, word) => {
    for (let step = 0; step < word.length; step += 1) {
      const char = text[at + step];
      if (char !== word[step] && char !== word[step + word.length / 2]) return false;
      if (step + 1 === word.length / 2) return true;
    }
    return false;
  };
  const FRAME = "frameFRAME";
  const ENTITY = "!entity!ENTITY";
  const withoutFrames = (text) => {
    let safe = "";
    let copied = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] !== "<") continue;
      let name = at + 1;
      // Names of XML may have another name before a colon.
      for (let step = name; !ends(text[step]) && text[step] !== "<"; step += 1) if (text[step] === ":") name = step + 1;
      const bare = text[name] === "i" || text[name] === "I" ? name + 1 : name;
      const isFrame = says(text, bare, FRAME) && ends(text[bare + 5]);
      if (!isFrame && !says(text, at + 1, ENTITY)) continue;
      for (; copied <= at; copied += 1) safe += text[copied];
      safe += "x-";
    }
    if (copied === 0) return text;
    for (; copied < text.length; copied += 1) safe += text[copied];
    return safe;
  };
  // A tag may be written in pieces: what has begun waits for its end.
  let begun = "";
  const written = (text) => {
    const all = begun + text;
    let end = all.length;
    for (let at = all.length - 1; at >= 0 && all[at] !== ">"; at -= 1) if (all[at] === "<") end = at;
    let whole = "";
    begun = "";
    for (let at = 0; at < all.length; at += 1) at < end ? (whole += all[at]) : (begun += all[at]);
    return whole;
  };
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

  // ---- Workers have no document: they get the same beginning.
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

  // ---- Requests for files.
  const ask = window.fetch;
  window.fetch = (what, how) => apply(ask, window, [what instanceof Request ? what : found(what), how]);
  const open = NativeRequest.prototype.open;
  NativeRequest.prototype.open = function (method, address, ...rest) {
    return apply(open, this, [method, found(address), ...rest]);
  };

  // ---- Addresses that are set on elements.
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

  // ---- What a page keeps under names of its own.
  const storage = (kept, changed) => {
    const own = {
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => {
        const [name, text] = [String(key), String(value)];
        const bytes = [...kept].reduce((sum, [other, it]) => sum + (other === name ? 0 : other.length + it.length), 0);
        if (bytes + name.length + text.length > 5e6) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
        kept.set(name, text);
        changed("local.set", { key: name, value: text });
      },
      removeItem: (key) => {
        if (kept.delete(String(key))) changed("local.remove", { key: String(key) });
      },
      clear: () => {
        kept.clear();
        changed("local.clear", {});
      },
      key: (at) => [...kept.keys()][at] ?? null,
    };
    const has = (name) => typeof name === "string" && !Object.hasOwn(own, name) && name !== "length";
    return new Proxy(own, {
      get: (it, name) => (name === "length" ? kept.size : has(name) ? kept.get(name) : it[name]),
      set: (_, name, value) => (own.setItem(name, value), true),
      has: (it, name) => kept.has(name) || name in it,
      deleteProperty: (_, name) => (own.removeItem(name), true),
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, name) =>
        kept.has(name) ? { value: kept.get(name), enumerable: true, configurable: true, writable: true } : undefined,
    });
  };

  // ---- The host.
  let port;
  // An answer to the page before is none to this one.
  let last = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
  const waiting = new Map();
  // Bytes go beside the words.
  const call = (method, params = {}, bytes = []) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      port.postMessage([id, JSON.stringify({ method, params }), ...bytes], bytes);
    });
  const quietly = (method, params) => call(method, params).catch(() => {});
  class HostError extends Error {
    constructor(code, why) {
      super(why);
      this.name = "HostError";
      this.code = code;
    }
  }
  let news = () => {};
  let live = () => {};
  // What happens outside, by its name: those who listen.
  const events = { theme: new Set(), hide: new Set(), show: new Set(), back: new Set() };
  const happens = (name, detail) => {
    for (const listener of [...events[name]]) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => {
    happens("theme", theme());
    port?.postMessage([0, theme()]);
  });
  const hear = ({ data }) => {
    if (data.ping) return port.postMessage([0, "pong"]);
    // What nobody asked.
    if (data.live) return live(data.live);
    if (data.id === 0) return data.text === "updates" ? news() : happens(data.text);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (!asked) return;
    if (data.code) asked.reject(new HostError(data.code, data.why));
    else asked.resolve(data.json === undefined ? data.text : JSON.parse(data.json));
  };
  const chooseFiles = ({ mimeTypes = [], extensions = [], multiple = false } = {}) =>
    new Promise((resolve) => {
      const input = document.createElement("input");
      input.type = "file";
      input.multiple = multiple;
      input.accept = [...mimeTypes, ...extensions].join(",");
      input.onchange = () => resolve([...input.files]);
      input.oncancel = () => resolve([]);
      input.click();
    });

  // What is said in a chat: a text, a file or both, as `sendToChat` of webxdc has it.
  const letter = async (message) => {
    const { text, file } = message ?? {};
    if (file === undefined || file === null) return [{ text }, []];
    const { name, blob, base64, plainText } = file;
    const given = [blob, base64, plainText].filter((it) => it !== undefined && it !== null);
    if (typeof name !== "string" || given.length !== 1) {
      throw new TypeError("a file has a name, and one of blob, base64 and plainText");
    }
    const content = typeof base64 === "string" ? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) : given[0];
    const whole = content instanceof Blob ? content : new Blob([content]);
    if (whole.size > MAX_FILE) throw new HostError("quota", `a file has ${MAX_FILE} bytes at most`);
    return [{ text, file: { name, type: whole.type } }, [await whole.arrayBuffer()]];
  };
  const say = (method) => async (message) => call(method, ...(await letter(message)));

  // Shared state: https://webxdc.org/docs/spec/
  const webxdc = ({ address, guest: name }) => {
    let listener = null;
    let heard = 0;
    let turn = Promise.resolve();
    // They come in pages.
    async function* since(serial) {
      for (let more = true; more; ) {
        const { last: max_serial, updates } = await call("updates.since", { serial });
        for (const [at, update] of updates) yield { ...update, serial: (serial = at), max_serial };
        more = updates.length > 0 && serial < max_serial;
      }
    }
    const deliver = async () => {
      for await (const update of since(heard)) {
        heard = update.serial;
        // What a listener makes of one is no reason to keep the next from it.
        try {
          listener?.(update);
        } catch (error) {
          reportError(error);
        }
      }
    };
    const catchUp = () => (turn = turn.then(deliver).catch(() => {}));
    news = () => listener && catchUp();
    return Object.freeze({
      selfAddr: address,
      selfName: name,
      sendUpdateInterval: 1000,
      sendUpdateMaxSize: 32000,
      sendUpdate: (update) => void call("updates.send", { update }).then(() => listener && catchUp(), (error) => console.warn(error)),
      setUpdateListener: (hearer, serial = 0) => {
        listener = hearer;
        heard = serial;
        return catchUp();
      },
      getAllUpdates: async () => {
        const all = [];
        for await (const update of since(0)) all.push(update);
        return all;
      },
      importFiles: chooseFiles,
      sendToChat: say("chat.share"),
      joinRealtimeChannel: channel,
    });
  };
  // Those who are there right now. What is said before the person has let the program in is lost, as it may be anyway.
  let joined = false;
  const channel = () => {
    if (joined) throw new Error("the channel is joined already");
    joined = true;
    let left = false;
    const still = () => {
      if (left) throw new Error("the channel was left");
    };
    quietly("live.join");
    return Object.freeze({
      setListener: (listener) => {
        still();
        live = (data) => listener(data);
      },
      send: (data) => {
        still();
        if (!(data instanceof Uint8Array)) throw new TypeError("what is sent is a Uint8Array");
        if (data.length > 128_000) throw new RangeError("at most 128,000 bytes are sent at once");
        const { buffer } = data.slice();
        port.postMessage([0, "live", buffer], [buffer]);
      },
      leave: () => {
        still();
        left = true;
        joined = false;
        live = () => {};
        quietly("live.leave");
      },
    });
  };

  const teahouse = ({ locale, address, chat, guest: name }) =>
    Object.freeze({
      version: 2,
      launch: Object.freeze({ locale, address, name, chat, theme: theme() }),
      storage: Object.freeze({
        get: (key) => call("storage.get", { key }),
        set: (key, value) => call("storage.set", { key, value }),
        remove: (key) => call("storage.remove", { key }),
        keys: () => call("storage.keys"),
        clear: () => call("storage.clear"),
      }),
      openLink: (url) => call("links.open", { url: String(url) }),
      getProfile: () => call("profile.get"),
      sendMessage: (text) => call("chat.send", { text }),
      sendToChat: say("chat.share"),
      shareProgram: () => call("program.share"),
      pickContact: () => call("contacts.pick").then((name) => Object.freeze({ name })),
      scanCode: () => call("code.scan"),
      on: (name, listener) => {
        if (!Object.hasOwn(events, name)) throw new TypeError(`there is no event ${name}`);
        events[name].add(listener);
        return () => void events[name].delete(listener);
      },
      setBackButton: (on) => call("view.back", { on: Boolean(on) }),
      close: () => call("view.close"),
    });

  const isOfWidget = (message) => message?.api === "fromWidget" || message?.api === "toWidget";

  // ---- Where links lead: to another page of the program, or out, if the person wants.
  const follow = (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute("href"));
    if (!link || event.defaultPrevented) return;
    const address = link.getAttribute("href");
    if (/^(blob|data|javascript):/i.test(address.trim())) return;
    event.preventDefault();
    if (address.startsWith("#")) location.hash = address;
    else if (files.has(nameOf(address))) port.postMessage({ page: nameOf(address), local: kept() });
    else quietly("links.open", { url: link.href });
  };
  // Opening a document ends everything that listens to it, and a program may open its own by writing.
  for (const method of ["open", "write", "writeln"]) {
    const native = Document.prototype[method];
    Document.prototype[method] = function (...args) {
      const result = apply(native, this, args);
      addEventListener("click", follow);
      return result;
    };
  }
  const failed = (error) => port.postMessage([0, `error:${String(error?.message ?? error).slice(0, 200)}`]);
  let locale = "";
  let shown = false;
  let kept = () => [];

  const page = (name) => {
    const imports = {};
    for (const [each, { type }] of files) if (type === "text/javascript") imports[HOST + encodeURI(each)] = addressOf(each);
    const text = new TextDecoder().decode(files.get(name).bytes);
    begun = "";
    document.open();
    document.addEventListener("visibilitychange", () => happens(document.hidden ? "hide" : "show"));
    addEventListener("error", ({ error, message }) => shown || failed(error ?? message));
    addEventListener("unhandledrejection", ({ reason }) => shown || failed(reason));
    addEventListener("load", () => {
      shown = true;
      port.postMessage([0, theme()]);
      port.postMessage([0, "load"]);
    });
    const head = `<!doctype html><base href="${HOST}${encodeURI(name)}"><script type="importmap">${JSON.stringify({ imports })}<\/script>`;
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

  const start = ({ data, ports }) => {
    port = ports[0];
    port.onmessage = hear;
    for (const [name, type, bytes] of data.files) files.set(name, { type, bytes });
    const local = new Map(data.local);
    kept = () => [...local];
    const session = storage(new Map(), () => {});
    const shown = storage(local, quietly);
    Object.defineProperty(window, "localStorage", { get: () => shown });
    Object.defineProperty(window, "sessionStorage", { get: () => session });
    Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
    // Whoever speaks the widget API of Matrix speaks to this, whatever it takes for the origin of its client.
    const client = { postMessage: (message) => isOfWidget(message) && port.postMessage([0, `widget:${JSON.stringify(message)}`]) };
    Object.defineProperty(window, "parent", { value: Object.freeze(client) });
    window.open = (address) => (quietly("links.open", { url: String(address) }), null);
    Object.defineProperty(window, "webxdc", { value: webxdc(data) });
    if (data.host) Object.defineProperty(window, "teahouse", { value: teahouse(data) });
    locale = data.locale;
    page(data.start);
  };
  const heed = (event) => {
    if (event.source !== room || event.ports.length !== 1) return;
    removeEventListener("message", heed);
    start(event);
  };
  addEventListener("message", heed);
  room.postMessage("teahouse:prelude", "*");
})();
