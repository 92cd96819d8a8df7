// Databases, and how they are opened, changed and deleted.

class IDBDatabase extends EventTarget {
  #closes = false;
  #upgrade = null;
  #closed;
  closed = new Promise((resolve) => (this.#closed = resolve));
  constructor(data) {
    super();
    this.data = data;
    data.connections.add(this);
  }
  get name() {
    return this.data.name;
  }
  get version() {
    return this.data.version;
  }
  get objectStoreNames() {
    return namesOf(this.data.tables.keys());
  }
  get closes() {
    return this.#closes;
  }
  // Changes the version; gives the transaction.
  upgrade(version) {
    const { data } = this;
    const before = data.version;
    this.#upgrade = new IDBTransaction(this, [], "versionchange");
    this.#upgrade.over.then(() => (this.#upgrade = null));
    this.#upgrade.reshape(() => (data.version = before));
    data.version = version;
    return this.#upgrade;
  }
  // Stores and indexes are made and deleted in a change of the version only.
  change() {
    if (!this.#upgrade) throw domError("InvalidStateError", "The version of the database is not being changed.");
    this.#upgrade.expect(true);
    return this.#upgrade;
  }
  createObjectStore(name, options) {
    const { keyPath = null, autoIncrement = false } = options ?? {};
    const transaction = this.change();
    const { tables } = this.data;
    if (tables.has(`${name}`)) throw domError("ConstraintError", `There is a store ${name}.`);
    if (autoIncrement && (keyPath === "" || Array.isArray(keyPath))) throw domError("InvalidAccessError", "No key can be put under this path.");
    const path = keyPath === null ? null : pathOf(keyPath);
    tables.set(`${name}`, new Table({ name: `${name}`, keyPath: path, autoIncrement: !!autoIncrement }));
    transaction.reshape(() => tables.delete(`${name}`));
    return transaction.objectStore(`${name}`);
  }
  deleteObjectStore(name) {
    const transaction = this.change();
    const { tables } = this.data;
    const table = tables.get(`${name}`);
    if (!table) throw domError("NotFoundError", `There is no store ${name}.`);
    tables.delete(table.name);
    transaction.reshape(() => tables.set(table.name, table));
    transaction.ask(null, () => table.rows.in(null).forEach(({ record }) => transaction.drop(table, record)));
  }
  transaction(stores, mode = "readonly") {
    if (this.#closes || this.data.transactions.includes(this.#upgrade)) throw domError("InvalidStateError", "The database is being closed or changed.");
    const isList = typeof stores === "object" && stores?.[Symbol.iterator];
    const names = [...new Set(isList ? Array.from(stores, String) : [`${stores}`])];
    if (names.some((name) => !this.data.tables.has(name))) throw domError("NotFoundError", "There is no such store.");
    if (names.length === 0) throw domError("InvalidAccessError", "A transaction is about one store at least.");
    if (mode !== "readonly" && mode !== "readwrite") throw new TypeError(`${mode} is no mode.`);
    return new IDBTransaction(this, names, mode);
  }
  close() {
    if (this.#closes) return;
    this.#closes = true;
    const own = this.data.transactions.filter(({ db }) => db === this);
    Promise.all(own.map(({ over }) => over)).then(() => {
      this.data.connections.delete(this);
      this.#closed();
    });
  }
}
handles(IDBDatabase, ["abort", "close", "error", "versionchange"]);

class IDBFactory {
  // What is done with one database, one after the other.
  #turns = new Map();
  #inTurn(name, act) {
    const request = new IDBOpenDBRequest();
    const before = this.#turns.get(name);
    const turn = (async () => {
      const databases = await loaded();
      await before;
      await new Promise(soon);
      await act(databases, request);
    })().catch((error) => {
      IDBRequest.settle(request, undefined, error instanceof DOMException ? error : domError("UnknownError", error.message));
      fire(new Event("error", { bubbles: true, cancelable: true }), request);
    });
    this.#turns.set(name, turn);
    return request;
  }
  // Asks all who have it open to close it, and waits until they have.
  async #alone(data, request, newVersion) {
    const change = (type) => new IDBVersionChangeEvent(type, { oldVersion: data.version, newVersion });
    const others = [...data.connections];
    for (const other of others) if (!other.closes) fire(change("versionchange"), other);
    if (others.some(({ closes }) => !closes)) fire(change("blocked"), request);
    await Promise.all(others.map(({ closed }) => closed));
  }
  open(name, version) {
    const wanted = version === undefined ? undefined : Math.floor(Number(version));
    if (wanted !== undefined && !(wanted >= 1 && wanted <= Number.MAX_SAFE_INTEGER)) throw new TypeError(`${version} is no version.`);
    return this.#inTurn(`${name}`, async (databases, request) => {
      const known = databases.get(`${name}`);
      const data = known ?? new Data(`${name}`);
      const now = wanted ?? (data.version || 1);
      if (now < data.version) throw domError("VersionError", `The database has version ${data.version} already.`);
      if (now > data.version) await this.#alone(data, request, now);
      databases.set(data.name, data);
      const db = new IDBDatabase(data);
      if (now > data.version) {
        const oldVersion = data.version;
        request.transaction = db.upgrade(now);
        IDBRequest.settle(request, db);
        const { hasThrown } = fire(new IDBVersionChangeEvent("upgradeneeded", { oldVersion, newVersion: now }), request);
        if (hasThrown) request.transaction.fail(thrown());
        const isDone = await request.transaction.over;
        request.transaction = null;
        if (!isDone || db.closes) {
          db.close();
          if (!isDone && !known) databases.delete(data.name);
          throw domError("AbortError", "The database was not opened.");
        }
      }
      IDBRequest.settle(request, db);
      fire(new Event("success"), request);
    });
  }
  deleteDatabase(name) {
    return this.#inTurn(`${name}`, async (databases, request) => {
      const data = databases.get(`${name}`);
      const oldVersion = data?.version ?? 0;
      if (data) {
        await this.#alone(data, request, null);
        databases.delete(data.name);
        await forget(data);
      }
      IDBRequest.settle(request, undefined);
      fire(new IDBVersionChangeEvent("success", { oldVersion, newVersion: null }), request);
    });
  }
  async databases() {
    return [...(await loaded()).values()].filter(({ version }) => version > 0).map(({ name, version }) => ({ name, version }));
  }
  cmp(one, other) {
    return compare(one, other);
  }
}
