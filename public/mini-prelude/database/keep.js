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
// So many characters are said at once: a transaction that changes more is kept one part after the other.
const MOST_AT_ONCE = 680_000;
const pieceOf = ({ id }, at) => `r:${id}.${at}`;
const dropped = (record) => Array.from({ length: record.pieces ?? 0 }, (_, at) => pieceOf(record, at));

const keep = async (data, changes, hasShape) => {
  const late = [];
  const written = [];
  const drops = [];
  for (const { table, record } of changes.values()) {
    if (table) written.push([record, [data.id, table.name, encode(record.key, late), encode(record.value, late)]]);
    else drops.push(...dropped(record));
  }
  await Promise.all(late);
  let puts = [];
  let length = 0;
  const said = [];
  const put = async (name, text) => {
    const more = JSON.stringify([name, text]).length;
    if (length + more > MOST_AT_ONCE) {
      said.push(...puts.map(([it]) => it));
      await call("data.write", { puts, drops: [] });
      [puts, length] = [[], 0];
    }
    puts.push([name, text]);
    length += more;
  };
  try {
    for (const [record, row] of written) {
      const pieces = JSON.stringify(row).match(PIECE);
      record.pieces = pieces.length;
      for (const [at, piece] of pieces.entries()) await put(pieceOf(record, at), piece);
    }
    if (hasShape) await put(...data.entry);
    await call("data.write", { puts, drops });
  } catch (error) {
    if (said.length > 0) await quietly("data.write", { puts: [], drops: said });
    throw error;
  }
};
const forget = async (data) => {
  const records = [...data.tables.values()].flatMap(({ rows }) => rows.in(null).map(({ record }) => record));
  await call("data.write", { puts: [], drops: [data.entry[0], ...records.flatMap(dropped)] });
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
  const byId = new Map();
  for (const [id, { name, version, tables }] of shapes) {
    const data = Object.assign(new Data(name, id), { version });
    byId.set(id, data);
    for (const shape of tables) {
      const table = new Table(shape);
      shape.indexes.forEach((index) => table.index(index));
      data.tables.set(shape.name, table);
    }
  }
  const drops = [];
  for (const [id, pieces] of records) {
    const record = { id, pieces: pieces.length };
    try {
      const [data, table, key, value] = JSON.parse(pieces.join(""));
      const before = byId.get(data).tables.get(table).put(Object.assign(record, { key: decode(key), value: decode(value) }));
      // What is open twice may have been kept twice: one of both stays.
      if (before) drops.push(...dropped(before));
    } catch {
      // It was never kept to its end.
      drops.push(...dropped(record));
    }
  }
  if (drops.length > 0) quietly("data.write", { puts: [], drops });
  return new Map(Array.from(byId.values(), (data) => [data.name, data]));
};
let loading;
const loaded = () => (loading ??= load().catch((error) => {
  loading = undefined;
  throw error;
}));
