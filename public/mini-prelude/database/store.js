// What is asked of stores and indexes.

const namesOf = (names) => {
  const list = [...names].sort();
  return Object.defineProperties(list, { contains: { value: (name) => list.includes(`${name}`) }, item: { value: (at) => list[at] ?? null } });
};
const copyOf = (value) => structuredClone(value);
const limit = (count) => count >>> 0 || Infinity;
// What is wanted may be said with names: no key and no range is an object of this kind.
const wanted = (query, count) =>
  Object.prototype.toString.call(query) === "[object Object]" && !(query instanceof KeyRange) ? [query.query, query.count] : [query, count];
const freshId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");

// What both can be asked for; `rows` are those of the table or of the index.
class Source {
  // It is still there, and its transaction takes requests.
  expect(writes) {
    const { transaction, table } = this;
    transaction.expect(writes);
    if (transaction.db.data.tables.get(table.name) !== table) throw domError("InvalidStateError", "The store was deleted.");
  }
  #ask(query, needed, act) {
    this.expect();
    const range = rangeOf(query, needed);
    return this.transaction.ask(this, () => act(this.rows, range));
  }
  get(query) {
    return this.#ask(query, true, (rows, range) => copyOf(rows.first(range)?.record.value));
  }
  getKey(query) {
    return this.#ask(query, true, (rows, range) => copyOf(rows.first(range)?.primary));
  }
  getAll(...how) {
    const [query, count] = wanted(...how);
    return this.#ask(query, false, (rows, range) => copyOf(rows.in(range).slice(0, limit(count)).map(({ record }) => record.value)));
  }
  getAllKeys(...how) {
    const [query, count] = wanted(...how);
    return this.#ask(query, false, (rows, range) => copyOf(rows.in(range).slice(0, limit(count)).map(({ primary }) => primary)));
  }
  count(query) {
    return this.#ask(query, false, (rows, range) => rows.in(range).length);
  }
  openCursor(query, direction = "next") {
    return this.#open(IDBCursorWithValue, query, direction);
  }
  openKeyCursor(query, direction = "next") {
    return this.#open(IDBCursor, query, direction);
  }
  #open(Cursor, query, direction) {
    this.expect();
    if (!/^(next|prev)(unique)?$/.test(direction)) throw new TypeError(`${direction} is no direction.`);
    const cursor = new Cursor(this, rangeOf(query, false), direction);
    return (cursor.request = this.transaction.ask(this, () => cursor.move()));
  }
}

class IDBObjectStore extends Source {
  #indexes = new Map();
  constructor(transaction, table) {
    super();
    Object.assign(this, { transaction, table });
  }
  get name() {
    return this.table.name;
  }
  get keyPath() {
    return this.table.keyPath;
  }
  get autoIncrement() {
    return this.table.autoIncrement;
  }
  get indexNames() {
    return namesOf(this.table.indexes.keys());
  }
  get rows() {
    return this.table.rows;
  }
  put(value, key) {
    return this.#keep(value, key, false);
  }
  add(value, key) {
    return this.#keep(value, key, true);
  }
  #keep(given, outside, isNew) {
    const { transaction, table } = this;
    const { keyPath, autoIncrement } = table;
    this.expect(true);
    if (keyPath !== null && outside !== undefined) throw domError("DataError", "The store takes keys out of values.");
    const value = copyOf(given);
    const told = keyPath === null ? outside : valueAt(value, keyPath);
    if (told === undefined ? !autoIncrement : !isKey(told)) throw domError("DataError", "The value has no valid key.");
    if (told === undefined && keyPath !== null && !fits(value, keyPath)) throw domError("DataError", "A key does not fit into the value.");
    let key = told === undefined ? told : keyOf(told);
    return transaction.ask(this, () => {
      const before = table.next;
      if (key === undefined) {
        if (before > 2 ** 53) throw domError("ConstraintError", "There are no more keys.");
        key = before;
        if (keyPath !== null) putAt(value, keyPath, key);
      }
      if (isNew && table.find(key)) throw domError("ConstraintError", "There is a record with this key.");
      transaction.put(table, { key, value, id: freshId() });
      if (autoIncrement && typeof key === "number" && key >= before) {
        transaction.reshape(() => (table.next = before));
        table.next = Math.min(Math.floor(key), 2 ** 53) + 1;
      }
      return keyOf(key);
    });
  }
  delete(query) {
    const { transaction, table } = this;
    this.expect(true);
    const range = rangeOf(query, true);
    return transaction.ask(this, () => table.rows.in(range).forEach(({ record }) => transaction.drop(table, record)));
  }
  clear() {
    const { transaction, table } = this;
    this.expect(true);
    return transaction.ask(this, () => table.rows.in(null).forEach(({ record }) => transaction.drop(table, record)));
  }
  index(name) {
    this.expect();
    const index = this.table.indexes.get(`${name}`);
    if (!index) throw domError("NotFoundError", `The store has no index ${name}.`);
    let known = this.#indexes.get(index);
    if (!known) this.#indexes.set(index, (known = new IDBIndex(this, index)));
    return known;
  }
  createIndex(name, keyPath, options) {
    const { unique = false, multiEntry = false } = options ?? {};
    const { transaction, table } = this;
    transaction.db.change();
    this.expect();
    if (table.indexes.has(`${name}`)) throw domError("ConstraintError", `There is an index ${name}.`);
    if (Array.isArray(keyPath) && multiEntry) throw domError("InvalidAccessError", "An index by several paths has one entry for a value.");
    const shape = { name: `${name}`, keyPath: pathOf(keyPath), unique: !!unique, multiEntry: !!multiEntry };
    try {
      table.index(shape);
    } catch (error) {
      table.index({ ...shape, unique: false });
      transaction.ask(this, () => {
        throw error;
      });
    }
    transaction.reshape(() => table.indexes.delete(shape.name));
    return this.index(name);
  }
  deleteIndex(name) {
    const { transaction, table } = this;
    transaction.db.change();
    const index = table.indexes.get(`${name}`);
    if (!index) throw domError("NotFoundError", `The store has no index ${name}.`);
    table.indexes.delete(index.name);
    transaction.reshape(() => table.index(index));
  }
}

class IDBIndex extends Source {
  constructor(objectStore, index) {
    super();
    Object.assign(this, { objectStore, index, transaction: objectStore.transaction });
    const { name, keyPath, unique, multiEntry } = index;
    Object.assign(this, { name, keyPath, unique, multiEntry });
  }
  get table() {
    return this.objectStore.table;
  }
  get rows() {
    return this.index.rows;
  }
  expect(writes) {
    super.expect(writes);
    if (this.table.indexes.get(this.index.name) !== this.index) throw domError("InvalidStateError", "The index was deleted.");
  }
}
