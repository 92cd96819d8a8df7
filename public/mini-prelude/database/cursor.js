// Cursors: a place among rows, which stays one while rows come and go.

class IDBCursor {
  #range;
  #moves = true;
  #row = null;
  #key;
  #primary;
  constructor(source, range, direction) {
    Object.assign(this, { source, direction });
    this.#range = range;
  }
  get key() {
    return this.#key;
  }
  get primaryKey() {
    return this.#primary;
  }
  // Goes on by some rows, at least to a key, and gives the cursor while there is a row.
  move(count = 1, key = undefined, primary = undefined) {
    for (let step = 0; step < count && (step === 0 || this.#row); step += 1) this.#row = this.#next(key, primary);
    this.#moves = false;
    this.#key = this.#row ? keyOf(this.#row.key) : undefined;
    this.#primary = this.#row ? keyOf(this.#row.primary) : undefined;
    if (this.#row) this.seen(this.#row);
    return this.#row ? this : null;
  }
  #next(key, primary) {
    const { rows } = this.source;
    const { all } = rows;
    const [from, to] = rows.span(this.#range);
    const isUnique = this.direction.endsWith("unique");
    const now = this.#row;
    const side = (row) => compare(row.key, now.key) || (isUnique ? 0 : compare(row.primary, now.primary));
    const target = (row) => compare(row.key, key) || (primary === undefined ? 0 : compare(row.primary, primary));
    if (this.direction.startsWith("next")) {
      let at = from;
      if (now) at = Math.max(at, rows.before((row) => side(row) <= 0));
      if (key !== undefined) at = Math.max(at, rows.before((row) => target(row) < 0));
      return at < to ? all[at] : null;
    }
    let at = to;
    if (now) at = Math.min(at, rows.before((row) => side(row) < 0));
    if (key !== undefined) at = Math.min(at, rows.before((row) => target(row) <= 0));
    if (at <= from) return null;
    // Of those with one key the first one counts.
    return isUnique ? all[Math.max(from, rows.before((row) => compare(row.key, all[at - 1].key) < 0))] : all[at - 1];
  }
  seen() {}
  #go(...how) {
    this.source.expect();
    if (this.#moves || !this.#row) throw domError("InvalidStateError", "The cursor is on its way, or at its end.");
    this.#moves = true;
    this.source.transaction.ask(this.source, () => this.move(...how), this.request);
  }
  advance(count) {
    if (!(count >= 1)) throw new TypeError("A cursor goes on by one or more.");
    this.#go(Math.floor(count));
  }
  continue(key) {
    if (key !== undefined) this.#ahead(compare(key, this.#row?.key));
    this.#go(1, key);
  }
  continuePrimaryKey(key, primary) {
    if (!(this.source instanceof IDBIndex) || this.direction.endsWith("unique")) throw domError("InvalidAccessError", "This cursor has no order of primary keys.");
    this.#ahead(compare(key, this.#row?.key) || compare(primary, this.#row?.primary));
    this.#go(1, key, primary);
  }
  #ahead(side) {
    if (!this.#row || this.#moves) throw domError("InvalidStateError", "The cursor is on its way, or at its end.");
    if (this.direction.startsWith("next") ? side <= 0 : side >= 0) throw domError("DataError", "A cursor goes on in one direction.");
  }
  #here() {
    this.source.expect(true);
    if (this.#moves || !this.#row || !(this instanceof IDBCursorWithValue)) throw domError("InvalidStateError", "The cursor is at no value.");
    return this.#row.primary;
  }
  update(given) {
    const primary = this.#here();
    const { transaction, table } = this.source;
    const value = copyOf(given);
    const told = table.keyPath === null ? primary : valueAt(value, table.keyPath);
    if (!isKey(told) || compare(told, primary) !== 0) throw domError("DataError", "The value has another key.");
    return transaction.ask(this, () => {
      transaction.put(table, { key: primary, value, id: freshId() });
      return keyOf(primary);
    });
  }
  delete() {
    const primary = this.#here();
    const { transaction, table } = this.source;
    return transaction.ask(this, () => {
      const record = table.find(primary);
      if (record) transaction.drop(table, record);
    });
  }
}
class IDBCursorWithValue extends IDBCursor {
  seen({ record }) {
    this.value = copyOf(record.value);
  }
}
