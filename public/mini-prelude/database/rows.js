// Keys, and rows that are sorted by them.

// The browser's own comparison works without a database. It throws what is no key.
const compare = indexedDB.cmp.bind(indexedDB);
const isKey = (it) => {
  try {
    return compare(it, it) === 0;
  } catch {
    return false;
  }
};
// A key of its own, as it is given back: bytes are a buffer.
const keyOf = (it) => {
  if (Array.isArray(it)) return it.map(keyOf);
  return ArrayBuffer.isView(it) ? it.buffer.slice(it.byteOffset, it.byteOffset + it.byteLength) : structuredClone(it);
};
const KeyRange = IDBKeyRange;
const rangeOf = (query, needed) => {
  if (query instanceof KeyRange) return query;
  if (query !== undefined && query !== null) return KeyRange.only(query);
  if (needed) throw domError("DataError", "No key or key range was given.");
  return null;
};
// A key path, as it is kept; `null` is none.
const PATH = /^$|^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*(\.[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)*$/u;
const pathOf = (given) => {
  const path = Array.isArray(given) ? given.map(String) : `${given}`;
  if (Array.isArray(path) ? path.length === 0 || !path.every((it) => PATH.test(it)) : !PATH.test(path)) throw domError("SyntaxError", "This is no key path.");
  return path;
};
// What stands in a value where a key path leads to.
const valueAt = (value, path) => {
  if (Array.isArray(path)) {
    const all = path.map((each) => valueAt(value, each));
    return all.includes(undefined) ? undefined : all;
  }
  let it = value;
  for (const name of path === "" ? [] : path.split(".")) {
    if (it === undefined || it === null) return undefined;
    it = typeof it === "string" && name === "length" ? it.length : Object.hasOwn(Object(it), name) || it instanceof Blob ? it[name] : undefined;
  }
  return it;
};
// Whether a key can be put there.
const fits = (value, path) => {
  let it = value;
  for (const name of path.split(".")) {
    if (Object(it) !== it) return false;
    it = Object.hasOwn(it, name) ? it[name] : {};
  }
  return true;
};
const putAt = (value, path, key) => {
  const names = path.split(".");
  const last = names.pop();
  let it = value;
  for (const name of names) it = it[name] ??= {};
  it[last] = key;
};

// A row: a key, the key of the record that it stands for, and that record.
const compareRows = (one, other) => compare(one.key, other.key) || compare(one.primary, other.primary);
class Rows {
  all = [];
  // How many come before: those for which it holds come first.
  before(holds) {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.all[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  put(row) {
    this.all.splice(this.before((it) => compareRows(it, row) < 0), 0, row);
  }
  drop(row) {
    const at = this.before((it) => compareRows(it, row) < 0);
    if (at < this.all.length && compareRows(this.all[at], row) === 0) this.all.splice(at, 1);
  }
  // The place of the first in a range, and the one after the last.
  span(range) {
    if (!range) return [0, this.all.length];
    const { lower, upper, lowerOpen, upperOpen } = range;
    const from = lower === undefined ? 0 : this.before(({ key }) => compare(key, lower) < (lowerOpen ? 1 : 0));
    const to = upper === undefined ? this.all.length : this.before(({ key }) => compare(key, upper) < (upperOpen ? 0 : 1));
    return [from, Math.max(from, to)];
  }
  in(range) {
    return this.all.slice(...this.span(range));
  }
  first(range) {
    const [from, to] = this.span(range);
    return from < to ? this.all[from] : undefined;
  }
}
