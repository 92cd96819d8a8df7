// What is kept of databases in the shelf, under `data.read` and `data.write`: each record, and the shape of each database.

class Data {
  version = 0;
  tables = new Map();
  connections = new Set();
  transactions = [];
  constructor(name, id = freshId()) {
    Object.assign(this, { name, id });
  }
  // Its shape, as it is kept.
  get entry() {
    const { name, version, tables } = this;
    return [`s:${this.id}`, JSON.stringify({ name, version, tables: Array.from(tables.values(), ({ shape }) => shape) })];
  }
}
// A long record stands in pieces of so many characters, which have four bytes at most.
const PIECE = /[^]{1,250000}/gu;
// So many characters are said at once; what a transaction changes beyond comes in parts, which the shelf keeps together.
const MOST_AT_ONCE = 680_000;
// A program that says more than 400 things in a second is ended.
const PAUSE = 3;
const pieceOf = ({ id }, at) => `r:${id}.${at}`;
const dropped = (record) => Array.from({ length: record.pieces ?? 0 }, (_, at) => pieceOf(record, at));

const keep = async (data, changes, hasShape) => {
  const [late, written, puts, drops] = [[], [], [], []];
  for (const { table, record } of changes.values()) {
    if (table) written.push([record, [data.name, table.name, encode(record.key, late), encode(record.value, late)]]);
    else drops.push(...dropped(record));
  }
  await Promise.all(late);
  for (const [record, row] of written) {
    const pieces = JSON.stringify(row).match(PIECE);
    record.pieces = pieces.length;
    pieces.forEach((piece, at) => puts.push([pieceOf(record, at), piece]));
  }
  if (hasShape) puts.push(data.entry);
  await write(puts, drops);
};
const forget = async (data) => {
  const records = [...data.tables.values()].flatMap(({ rows }) => rows.in(null).map(({ record }) => record));
  await write([], [data.entry[0], ...records.flatMap(dropped)]);
};
// One after the other, and not too fast.
let turn = Promise.resolve();
const write = (puts, drops) => {
  const done = turn.then(() => send(puts, drops));
  turn = done.catch(() => {}).then(() => new Promise((resolve) => wait(resolve, PAUSE)));
  return done;
};
const send = async (puts, drops) => {
  const batch = freshId();
  let [number, length, part] = [0, 0, { puts: [], drops: [] }];
  // What goes makes room for what comes.
  for (const [kind, all] of Object.entries({ drops, puts })) {
    for (const each of all) {
      const more = JSON.stringify(each).length;
      if (length + more > MOST_AT_ONCE) {
        await call("data.write", { batch, part: number, more: true, ...part });
        [number, length, part] = [number + 1, 0, { puts: [], drops: [] }];
      }
      part[kind].push(each);
      length += more;
    }
  }
  await call("data.write", { batch, part: number, more: false, ...part });
};

const load = async () => {
  const shapes = [];
  const records = new Map();
  for (let after = "", more = true; more; ) {
    const page = await call("data.read", { after });
    for (const [name, text] of page.entries) {
      after = name;
      const [, kind, id, at] = /^([sr]):([^.]*)\.?(\d*)$/.exec(name) ?? [];
      if (kind === "s") shapes.push([id, JSON.parse(text)]);
      if (kind === "r") records.set(id, Object.assign(records.get(id) ?? [], { [at]: text }));
    }
    more = page.more;
  }
  const [databases, drops] = [new Map(), []];
  for (const [id, { name, version, tables }] of shapes) {
    // Where it was made twice, the latest version counts.
    const before = databases.get(name);
    if (before) drops.push(...(before.version < version ? [before.entry[0]] : [`s:${id}`]));
    if (before?.version >= version) continue;
    const data = Object.assign(new Data(name, id), { version });
    databases.set(name, data);
    for (const shape of tables) {
      const table = new Table(shape);
      shape.indexes.forEach((index) => table.index(index));
      data.tables.set(shape.name, table);
    }
  }
  for (const [id, pieces] of records) {
    const record = { id, pieces: pieces.length };
    const [name, store, key, value] = JSON.parse(pieces.join(""));
    const table = databases.get(name)?.tables.get(store);
    // What was open twice may have kept a record twice, or one that an index or a store has no place for any more.
    try {
      const before = table ? table.put(Object.assign(record, { key: decode(key), value: decode(value) })) : record;
      if (before) drops.push(...dropped(before));
    } catch (error) {
      if (error.name === "ConstraintError") drops.push(...dropped(record));
    }
  }
  for (const { tables } of databases.values()) {
    for (const table of tables.values()) {
      const last = table.rows.all[table.rows.before(({ key }) => typeof key === "number") - 1]?.key ?? 0;
      table.next = Math.max(table.next, Math.min(Math.floor(last), 2 ** 53) + 1);
    }
  }
  if (drops.length > 0) write([], drops).catch(() => {});
  return databases;
};
let loading;
const loaded = () => (loading ??= load().catch((error) => {
  loading = undefined;
  throw error;
}));
