// A store of a database: its records, and its indexes, which follow them.

class Table {
  rows = new Rows();
  indexes = new Map();
  next = 1;
  constructor({ name, keyPath = null, autoIncrement = false, next = 1 }) {
    Object.assign(this, { name, keyPath, autoIncrement, next });
  }
  index({ name, keyPath, unique, multiEntry }) {
    const index = { name, keyPath, unique, multiEntry, rows: new Rows() };
    for (const { record } of this.rows.all) this.#enter(index, record);
    this.indexes.set(name, index);
    return index;
  }
  // The keys under which an index has a value.
  #keys({ keyPath, multiEntry }, value) {
    const it = valueAt(value, keyPath);
    if (!multiEntry || !Array.isArray(it)) return isKey(it) ? [keyOf(it)] : [];
    return it.filter((key, at) => isKey(key) && it.findIndex((other) => isKey(other) && compare(other, key) === 0) === at).map(keyOf);
  }
  #enter(index, record) {
    for (const key of this.#keys(index, record.value)) {
      const there = index.unique && index.rows.first(KeyRange.only(key));
      if (there && compare(there.primary, record.key) !== 0) throw domError("ConstraintError", `Another record has this key in the index ${index.name}.`);
      index.rows.put({ key, primary: record.key, record });
    }
  }
  find(key) {
    return this.rows.first(KeyRange.only(key))?.record;
  }
  // Gives the record that it takes the place of.
  put(record) {
    const before = this.find(record.key);
    this.drop(before);
    this.rows.put({ key: record.key, primary: record.key, record });
    try {
      for (const index of this.indexes.values()) this.#enter(index, record);
    } catch (error) {
      this.drop(record);
      if (before) this.put(before);
      throw error;
    }
    return before;
  }
  drop(record) {
    if (!record) return;
    const primary = record.key;
    this.rows.drop({ key: primary, primary });
    for (const index of this.indexes.values()) for (const key of this.#keys(index, record.value)) index.rows.drop({ key, primary });
  }
  // What is kept of it beside its records.
  get shape() {
    const { name, keyPath, autoIncrement, next } = this;
    const indexes = [...this.indexes.values()].map(({ rows, ...index }) => index);
    return { name, keyPath, autoIncrement, next, indexes };
  }
}
