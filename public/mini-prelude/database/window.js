// What a program finds.

Object.defineProperty(window, "indexedDB", { value: new IDBFactory(), configurable: true });
const classes = [IDBRequest, IDBOpenDBRequest, IDBFactory, IDBDatabase, IDBTransaction, IDBObjectStore, IDBIndex, IDBCursor, IDBCursorWithValue];
for (const each of classes) {
  window[each.name] = each;
  Object.defineProperty(each.prototype, Symbol.toStringTag, { value: each.name, configurable: true });
}
