// Values as text: whatever the structured clone of a page can hold, but what belongs to the screen.

const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
};
const bytesOf = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const VIEW = /^((Big)?(Int|Uint|Float)\d+(Clamped)?Array|DataView)$/;
// Files are read a moment later: what is `late` has to be waited for.
const encode = (value, late, seen = new Map()) => {
  if (value === undefined) return { $: "undefined" };
  if (typeof value === "bigint") return { $: "bigint", of: `${value}` };
  if (typeof value === "number" && !(Number.isFinite(value) && !Object.is(value, -0))) return { $: "number", of: Object.is(value, -0) ? "-0" : `${value}` };
  if (Object(value) !== value) return value;
  if (seen.has(value)) return { $: "same", of: seen.get(value) };
  seen.set(value, seen.size);
  const inner = (it) => encode(it, late, seen);
  if (Array.isArray(value)) return Array.from(value, inner);
  if (value instanceof Date) return { $: "date", of: value.getTime() };
  if (value instanceof RegExp) return { $: "regexp", of: [value.source, value.flags] };
  if (value instanceof Map) return { $: "map", of: Array.from(value, ([key, it]) => [inner(key), inner(it)]) };
  if (value instanceof Set) return { $: "set", of: Array.from(value, inner) };
  if (value instanceof ArrayBuffer) return { $: "buffer", of: base64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) return { $: "view", of: [value.constructor.name, base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))] };
  if (value instanceof Blob) {
    const made = { $: "file", of: "", type: value.type, name: value.name, at: value.lastModified };
    late.push(value.arrayBuffer().then((bytes) => (made.of = base64(new Uint8Array(bytes)))));
    return made;
  }
  if (value instanceof Error) return { $: "error", of: [value.name, value.message] };
  if (value instanceof Boolean || value instanceof Number || value instanceof String) return { $: "boxed", of: inner(value.valueOf()) };
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw domError("DataCloneError", "This kind of value is not kept here.");
  const all = Object.entries(value).map(([name, it]) => [name, inner(it)]);
  return Object.hasOwn(value, "$") ? { $: "entries", of: all } : Object.fromEntries(all);
};
const decode = (it, seen = []) => {
  if (Object(it) !== it) return it;
  const known = (made) => {
    seen.push(made);
    return made;
  };
  const inner = (each) => decode(each, seen);
  const filled = (all) => {
    const made = known({});
    for (const [name, each] of all) Object.defineProperty(made, name, { value: inner(each), writable: true, enumerable: true, configurable: true });
    return made;
  };
  if (Array.isArray(it)) {
    const made = known([]);
    for (const each of it) made.push(inner(each));
    return made;
  }
  const { $: kind, of } = it;
  switch (kind) {
    case undefined: return filled(Object.entries(it));
    case "entries": return filled(of);
    case "undefined": return undefined;
    case "bigint": return BigInt(of);
    case "number": return Number(of);
    case "same": return seen[of];
    case "date": return known(new Date(of ?? NaN));
    case "regexp": return known(new RegExp(...of));
    case "buffer": return known(bytesOf(of).buffer);
    case "view": return known(VIEW.test(of[0]) ? new window[of[0]](bytesOf(of[1]).buffer) : null);
    case "file": return known(it.name === undefined ? new Blob([bytesOf(of)], it) : new File([bytesOf(of)], it.name, { type: it.type, lastModified: it.at }));
    case "error": return known(Object.assign(new Error(of[1]), { name: of[0] }));
    case "boxed": return known(Object(of));
    case "map": {
      const made = known(new Map());
      for (const [key, each] of of) made.set(inner(key), inner(each));
      return made;
    }
    case "set": {
      const made = known(new Set());
      for (const each of of) made.add(inner(each));
      return made;
    }
  }
  return null;
};
