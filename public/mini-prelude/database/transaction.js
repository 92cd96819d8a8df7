// Transactions: they begin in the order in which they were made, and wait for those before them that touch the same stores.

const thrown = () => domError("AbortError", "A handler has thrown.");
class IDBTransaction extends EventTarget {
  error = null;
  durability = "default";
  #state = "open";
  #begun = false;
  #queue = [];
  #undo = [];
  // What it has changed: records by their ids, those that are gone without a table, and whether the stores are others.
  #changes = new Map();
  #shapes = false;
  #stores = new Map();
  #isDue = false;
  #over;
  over = new Promise((resolve) => (this.#over = resolve));
  constructor(db, names, mode) {
    super();
    Object.assign(this, { db, mode, names });
    db.data.transactions.push(this);
    this.#later();
  }
  get objectStoreNames() {
    return namesOf(this.mode === "versionchange" ? this.db.data.tables.keys() : this.names);
  }
  objectStore(name) {
    if (this.#state !== "open") throw domError("InvalidStateError", "The transaction is over.");
    const table = this.db.data.tables.get(`${name}`);
    if (!table || !(this.mode === "versionchange" || this.names.includes(table.name))) throw domError("NotFoundError", `The transaction has no store ${name}.`);
    let store = this.#stores.get(table);
    if (!store) this.#stores.set(table, (store = new IDBObjectStore(this, table)));
    return store;
  }
  // Something to be done in its turn, and the request that tells of it.
  ask(source, act, request = new IDBRequest()) {
    this.expect();
    Object.assign(request, { source, transaction: this, readyState: "pending" });
    this.#queue.push({ request, act });
    return request;
  }
  expect(writes = false) {
    if (this.#state !== "open") throw domError("TransactionInactiveError", "The transaction is not active.");
    if (writes && this.mode === "readonly") throw domError("ReadOnlyError", "The transaction is only for reading.");
  }
  // Changes something, and knows how to undo it.
  put(table, record) {
    const before = table.put(record);
    this.#undo.push(() => (before ? table.put(before) : table.drop(record)));
    if (before) this.#changes.set(before.id, { record: before });
    this.#changes.set(record.id, { table, record });
  }
  drop(table, record) {
    table.drop(record);
    this.#undo.push(() => table.put(record));
    this.#changes.set(record.id, { record });
  }
  reshape(undo) {
    this.#shapes = true;
    this.#undo.push(undo);
  }
  abort() {
    if (this.#state !== "open") throw domError("InvalidStateError", "The transaction is over.");
    this.#revert(null);
  }
  commit() {
    if (this.#state !== "open") throw domError("InvalidStateError", "The transaction is over.");
    this.#state = "committing";
  }
  // One step comes after the other, each after whatever the last one has brought about, promises included.
  #later(act = () => this.#step()) {
    if (this.#isDue) return;
    this.#isDue = true;
    soon(() => {
      this.#isDue = false;
      act();
    });
  }
  get #waits() {
    const { transactions } = this.db.data;
    const touches = (it) => (it.mode !== "readonly" || this.mode !== "readonly") && it.names.some((name) => this.names.includes(name));
    return transactions.slice(0, transactions.indexOf(this)).some(touches);
  }
  #step() {
    if (this.#state === "over") return;
    if (!this.#begun && this.#waits) return;
    this.#begun = true;
    const next = this.#queue.shift();
    if (!next) return void this.#end();
    const { request, act } = next;
    try {
      IDBRequest.settle(request, act());
    } catch (error) {
      IDBRequest.settle(request, undefined, error);
      const { isPrevented, hasThrown } = fire(new Event("error", { bubbles: true, cancelable: true }), request, this, this.db);
      return this.#later(() => (isPrevented && !hasThrown ? this.#step() : this.fail(hasThrown ? thrown() : error)));
    }
    if (fire(new Event("success"), request).hasThrown) this.fail(thrown());
    this.#later();
  }
  // It is taken back, unless it is over.
  fail(error) {
    if (this.#state !== "over") this.#revert(error);
  }
  async #end() {
    if (this.#state === "ending") return;
    this.#state = "ending";
    try {
      if (this.#changes.size || this.#shapes) await keep(this.db.data, this.#changes, this.#shapes);
    } catch (error) {
      return this.#revert(error instanceof DOMException ? error : domError(error.code === "quota" ? "QuotaExceededError" : "UnknownError", error.message));
    }
    this.#state = "over";
    this.#leave(new Event("complete"));
  }
  #revert(error) {
    this.#state = "over";
    this.error = error;
    for (const undo of this.#undo.reverse()) undo();
    for (const { request } of this.#queue.splice(0)) {
      IDBRequest.settle(request, undefined, domError("AbortError", "The transaction was aborted."));
      soon(() => fire(new Event("error", { bubbles: true, cancelable: true }), request, this, this.db));
    }
    soon(() => this.#leave(new Event("abort", { bubbles: true })));
  }
  #leave(event) {
    const { transactions } = this.db.data;
    transactions.splice(transactions.indexOf(this), 1);
    fire(event, this, this.db);
    this.#over(event.type === "complete");
    for (const other of [...transactions]) if (!other.#begun) other.#later();
  }
}
handles(IDBTransaction, ["complete", "abort", "error"]);
