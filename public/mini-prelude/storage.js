// What a page keeps under names of its own.
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
