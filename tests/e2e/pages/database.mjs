// What a page does with `indexedDB`, for any page: it gives a log of all that it saw.

/** Runs where a page runs: nothing from outside of it is there. */
export async function story() {
  const log = [];
  const say = (...words) => log.push(words.map((it) => shown(it)).join(' ').toWellFormed());
  // A value as a text that tells kinds apart.
  function shown(it, seen = []) {
    if (typeof it === 'string') return it.slice(0, 100);
    if (Object(it) !== it) return Object.is(it, -0) ? '-0' : typeof it === 'bigint' ? `${it}n` : String(it);
    if (seen.includes(it)) return '@';
    const inner = (each) => shown(each, [...seen, it]);
    if (Array.isArray(it)) return `[${it.map(inner)}]`;
    if (it instanceof Date || it instanceof RegExp) return `${it.constructor.name} ${+it} ${it}`;
    if (it instanceof Map || it instanceof Set) return `${it.constructor.name}${inner([...it])}`;
    if (it instanceof ArrayBuffer) return `buffer${inner([...new Uint8Array(it)])}`;
    if (ArrayBuffer.isView(it)) return `${it.constructor.name}${inner([...new Uint8Array(it.buffer)])}`;
    if (it instanceof Blob) return `${it.constructor.name} ${it.type} ${it.size} ${it.name}`;
    if (it instanceof Error || it instanceof DOMException) return it.name;
    return `{${Object.entries(it).map(([name, each]) => `${name}: ${inner(each)}`)}}`;
  }
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        event.stopPropagation();
        reject(request.error);
      };
    });
  const over = (transaction) => new Promise((resolve) => ['complete', 'abort'].forEach((name) => transaction.addEventListener(name, () => resolve(name))));
  const refused = (what, act) => {
    try {
      act();
      say(what, 'was taken');
    } catch (error) {
      say(what, error);
    }
  };
  const opened = (name, version, upgrade) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = (event) => {
      say('upgrade', event.oldVersion, event.newVersion, request.transaction.mode, request.readyState);
      upgrade?.(request.result, request.transaction, request);
    };
    request.onblocked = (event) => say('blocked', event.oldVersion, event.newVersion);
    return done(request);
  };

  let db = await opened('tea', 2, (db) => {
    const items = db.createObjectStore('items', { keyPath: 'id', autoIncrement: true });
    say(items.name, items.keyPath, items.autoIncrement, items.indexNames.length);
    items.createIndex('name', 'name', { unique: true });
    items.createIndex('tags', 'tags', { multiEntry: true });
    items.createIndex('both', ['kind', 'amount']);
    db.createObjectStore('words');
    db.createObjectStore('deep', { keyPath: 'a.b' });
    db.createObjectStore('counted', { autoIncrement: true });
    db.createObjectStore('pairs', { keyPath: ['x', 'y'] });
    refused('a store twice', () => db.createObjectStore('words'));
    refused('a transaction in between', () => db.transaction('words'));
    items.put({ name: 'Sencha', tags: ['green', 'japan', 'green'], kind: 'leaf', amount: 3 });
  });
  say(db.name, db.version, [...db.objectStoreNames], db.objectStoreNames.contains('deep'), db.objectStoreNames.contains('x'));

  // Records, in all kinds of stores.
  let all = db.transaction([...db.objectStoreNames], 'readwrite');
  const [items, words, deep, counted, pairs] = ['items', 'words', 'deep', 'counted', 'pairs'].map((name) => all.objectStore(name));
  say(await Promise.all([
    done(items.add({ name: 'Oolong', tags: ['blue'], kind: 'leaf', amount: 1 })),
    done(items.put({ id: 10, name: 'Pu-erh', tags: 'dark', kind: 'cake', amount: 2 })),
    done(items.put({ name: 'Assam', tags: ['dark', 7], kind: 'leaf', amount: 2 })),
    done(words.put('one', 1)),
    done(words.put('text', 'b')),
    done(words.put('date', new Date(5))),
    done(words.put('list', [1, 'a'])),
    done(words.put('bytes', new Uint8Array([1, 2]))),
    done(words.put('less', -Infinity)),
    done(deep.put({ a: { b: 'k' }, c: 1 })),
    done(counted.put('first')),
    done(counted.put('fifth', 5)),
    done(counted.put('sixth')),
    done(counted.put('word', 'w')),
    done(pairs.put({ x: 2, y: 1 })),
    done(pairs.put({ x: 1, y: 9 })),
  ]));
  say(await done(words.getAllKeys()), await done(words.getAll()));
  say(await done(counted.getAllKeys()), await done(pairs.getAllKeys()), await done(deep.get('k')));
  say(await done(words.get('nothing')), await done(words.getKey('b')), await done(words.count()), await done(words.count(KeyRange(1, 'b'))));
  say(await done(items.index('name').get('Assam')), await done(items.index('name').getKey('Assam')));
  say(await done(items.index('tags').getAllKeys()), await done(items.index('tags').count('dark')));
  say(await done(items.index('both').getAll(IDBKeyRange.bound(['leaf', 1], ['leaf', 2]))));
  say(await done(items.getAll(null, 2)), await done(items.getAllKeys(IDBKeyRange.lowerBound(2, true))));
  for (const [what, act] of [
    ['no key', () => words.put('x')],
    ['a key that is none', () => words.put('x', {})],
    ['a key in a circle', () => { const it = []; it.push(it); words.put('x', it); }],
    ['a key beside a path', () => items.put({}, 1)],
    ['no value for a path', () => deep.put({ a: 1 })],
    ['a function', () => words.put(() => {}, 1)],
    ['a query that is none', () => words.get(undefined)],
    ['a range the other way', () => IDBKeyRange.bound(2, 1)],
    ['an index that is not there', () => items.index('nothing')],
    ['a store that is not there', () => all.objectStore('nothing')],
    ['an index outside of an upgrade', () => items.createIndex('late', 'late')],
    ['a direction that is none', () => items.openCursor(null, 'up')],
  ]) refused(what, act);
  say(await done(items.add({ id: 10 })).catch((error) => error), await done(items.put({ name: 'Assam' })).catch((error) => error));
  say('that was', await over(all), await done(db.transaction('items').objectStore('items').count()));
  refused('what is over', () => words.get(1));
  refused('what is over, its store', () => all.objectStore('words'));
  refused('what is over, once more', () => all.abort());
  function KeyRange(...ends) {
    return IDBKeyRange.bound(...ends);
  }

  // Cursors.
  const walk = async (source, ...how) => {
    const seen = [];
    const request = source.openCursor(...how);
    await new Promise((resolve) => {
      request.onsuccess = () => {
        const { result: cursor } = request;
        if (!cursor) return resolve();
        seen.push([cursor.key, cursor.primaryKey]);
        cursor.continue();
      };
    });
    return seen;
  };
  const read = db.transaction('items').objectStore('items');
  for (const direction of ['next', 'prev', 'nextunique', 'prevunique']) {
    say(direction, await walk(read.index('tags'), null, direction), await walk(read.index('tags'), IDBKeyRange.bound('blue', 'green', false, true), direction));
  }
  say(await walk(read, IDBKeyRange.upperBound(10)), await walk(read, 99), await walk(read.index('both'), null, 'prev'));
  const steps = async (source, direction, moves, mode = 'readonly') => {
    const store = db.transaction('items', mode).objectStore('items');
    const request = (source ? store.index(source) : store).openCursor(null, direction);
    const seen = [];
    await new Promise((resolve) => {
      request.onsuccess = () => {
        const { result: cursor } = request;
        seen.push(cursor ? [cursor.key, cursor.primaryKey, cursor.value.name] : null);
        const move = moves.shift();
        if (!cursor || !move) return resolve();
        try {
          move(cursor);
        } catch (error) {
          seen.push(error.name);
          resolve();
        }
      };
    });
    return seen;
  };
  say(await steps(null, 'next', [(it) => it.continue(3), (it) => it.advance(1), (it) => it.continue()]));
  say(await steps('tags', 'next', [(it) => it.continue('dark'), (it) => it.continuePrimaryKey('dark', 11), (it) => it.continue()]));
  say(await steps('tags', 'prev', [(it) => it.continue('dark'), (it) => it.advance(2)]));
  say(await steps(null, 'next', [(it) => it.continue(1)]), await steps(null, 'next', [(it) => it.advance(0)]), await steps(null, 'next', [(it) => (it.continue(), it.continue())]));
  say(await steps(null, 'next', [(it) => it.update({ id: 1 })]), await steps(null, 'next', [(it) => it.update({ id: 77 })], 'readwrite'));
  say(await steps(null, 'next', [(it) => (it.update({ ...it.value, name: 'Gyokuro' }), it.continue()), (it) => (it.delete(), it.continue()), (it) => it.continue()], 'readwrite'));
  say(await done(db.transaction('items').objectStore('items').getAll()), await done(db.transaction('items').objectStore('items').index('name').getAllKeys()));
  const keys = db.transaction('words').objectStore('words').openKeyCursor();
  const key = await done(keys);
  say(key.key, 'value' in key, key.constructor.name, key.request === keys);

  // What is taken back.
  const before = await done(db.transaction('counted').objectStore('counted').getAllKeys());
  const undone = db.transaction('counted', 'readwrite');
  undone.objectStore('counted').put('gone');
  undone.objectStore('counted').delete(1);
  undone.objectStore('counted').openCursor().onsuccess = ({ target }) => target.result && (target.result.update('changed'), target.result.continue());
  const last = undone.objectStore('counted').count();
  last.onsuccess = () => undone.abort();
  say('undone', await over(undone), undone.error, before, await done(db.transaction('counted').objectStore('counted').getAllKeys()), await done(db.transaction('counted').objectStore('counted').getAll()));
  say('and counted on', await done(db.transaction('counted', 'readwrite').objectStore('counted').put('next')));
  const told = [];
  const fails = db.transaction('words', 'readwrite');
  fails.objectStore('words').put('before', 'z');
  const failing = fails.objectStore('words').add('twice', 1);
  failing.onerror = () => told.push('request');
  fails.onerror = ({ target }) => told.push(`transaction ${target === failing}`);
  fails.onabort = ({ target }) => told.push(`abort ${target === fails}`);
  db.onerror = ({ target }) => told.push(`database ${target === failing}`);
  db.onabort = ({ target }) => told.push(`database abort ${target === fails}`);
  const later = fails.objectStore('words').get(1);
  later.onerror = (event) => (told.push(`later ${later.error.name}`), event.stopPropagation());
  say(await over(fails), fails.error, told, await done(db.transaction('words').objectStore('words').get('z')));
  refused('for reading only', () => db.transaction('words').objectStore('words').put(1, 1));
  refused('no store', () => db.transaction([]));
  refused('a mode that is none', () => db.transaction('words', 'both'));
  refused('a result too soon', () => db.transaction('words').objectStore('words').get(1).result);

  // One after the other, and beside each other.
  const order = [];
  const turn = (name, mode, stores, times) => {
    const it = db.transaction(stores, mode);
    const go = (left) => (it.objectStore(stores[0]).get(1).onsuccess = () => (order.push(name), left > 1 && go(left - 1)));
    go(times);
    return over(it).then(() => order.push(`${name} over`));
  };
  await Promise.all([turn('A', 'readwrite', ['words'], 3), turn('B', 'readonly', ['words', 'items'], 1), turn('C', 'readwrite', ['items'], 1)]);
  say(order.filter((it) => it !== 'C' && it !== 'C over'), order.indexOf('C') > order.indexOf('B'));
  const chain = db.transaction('words', 'readwrite').objectStore('words');
  await done(chain.put('a', 'chain'));
  await null;
  await done(chain.put((await done(chain.get('chain'))) + 'b', 'chain'));
  say(await done(chain.get('chain')));
  await new Promise((resolve) => setTimeout(resolve, 50));
  refused('after a while', () => chain.get('chain'));
  await done(db.transaction('words', 'readwrite').objectStore('words').delete(IDBKeyRange.lowerBound('a')));
  say(await done(db.transaction('words').objectStore('words').getAllKeys()));
  const clear = db.transaction('deep', 'readwrite');
  clear.objectStore('deep').clear();
  clear.commit();
  refused('after the commit', () => clear.objectStore('deep').put({ a: { b: 1 } }));
  say(await over(clear), await done(db.transaction('deep').objectStore('deep').count()));

  // Versions.
  say(await opened('tea', 1).catch((error) => error));
  refused('no version', () => indexedDB.open('tea', 0));
  db.onversionchange = (event) => say('versionchange', event.oldVersion, event.newVersion);
  const next = opened('tea', 3, (db, transaction) => {
    db.deleteObjectStore('pairs');
    refused('a store that is gone', () => transaction.objectStore('pairs'));
    transaction.objectStore('items').deleteIndex('both');
    transaction.objectStore('items').createIndex('amount', 'amount');
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  db.close();
  refused('what is closed', () => db.transaction('words'));
  db = await next;
  say(db.version, [...db.objectStoreNames], [...db.transaction('items').objectStore('items').indexNames], await done(db.transaction('items').objectStore('items').index('amount').getAllKeys()));
  db.onversionchange = () => db.close();
  say(await opened('tea', 4, (db, transaction) => (db.createObjectStore('never'), transaction.abort())).catch((error) => error));
  db = await opened('tea');
  say(db.version, [...db.objectStoreNames]);
  const many = await opened('many', 1, (db, transaction) => {
    const store = db.createObjectStore('a');
    store.put({ same: 1 }, 1);
    store.put({ same: 1 }, 2);
    store.put({ same: 1 }, 3).onsuccess = () => store.createIndex('same', 'same', { unique: true });
  }).catch((error) => error);
  say(many, (await indexedDB.databases()).map(({ name, version }) => `${name} ${version}`).filter((it) => /^(tea|many|gone) /.test(it)));

  // Values of all kinds; what was put is not what is there.
  const rich = { date: new Date(7), list: [1, , 3], map: new Map([[{ a: 1 }, new Set([1n])]]), bytes: new Uint16Array([1, 2]), buffer: new ArrayBuffer(2), view: new DataView(new ArrayBuffer(1)), file: new File(['tea'], 'a.txt', { type: 'text/plain', lastModified: 1 }), blob: new Blob(['x'], { type: 'a/b' }), none: undefined, nil: null, odd: [NaN, -0, Infinity], $: 'a', text: 'é𝄞\ud800', pattern: /a+/gi, error: new TypeError('x'), truth: [true, false], boxed: new Number(3), '': 'empty', __proto: 1 };
  rich.self = rich;
  rich.again = rich.list;
  const keep = db.transaction('words', 'readwrite').objectStore('words');
  keep.put(rich, 'rich');
  rich.date = 'changed';
  keep.put('x'.repeat(700_000), 'long');
  const [got, long] = await Promise.all([done(keep.get('rich')), done(keep.get('long'))]);
  say(got, got.again === got.list, await got.file.text(), long.length);

  // What programs rely on without knowing.
  const far = db.transaction('items').objectStore('items').openCursor();
  const cursor = await done(far);
  cursor.advance(50);
  say('far', await done(far), Object.prototype.toString.call(cursor.source), Object.prototype.toString.call(indexedDB));
  const dated = db.transaction('words', 'readwrite').objectStore('words');
  await done(dated.put('then', new Date(5000)));
  (await done(dated.openCursor(new Date(5000)))).key.setTime(1);
  say(await done(dated.get(new Date(5000))), await done(dated.delete(new Date(5000))), await done(dated.getAll(null, null)));
  const taken = db.transaction('words', 'readwrite');
  await done(taken.objectStore('words').add('twice', 'rich')).catch((error) => say(error));
  taken.abort();
  say(await over(taken));
  const mild = db.transaction('words', 'readwrite');
  mild.objectStore('words').add('twice', 'rich').onerror = (event) => event.preventDefault();
  mild.objectStore('words').add('twice', 'rich').onerror = () => false;
  say(await over(mild));
  addEventListener('error', (event) => (event.preventDefault(), event.stopImmediatePropagation()), { once: true });
  const throwing = db.transaction('words', 'readwrite');
  throwing.objectStore('words').put('x', 'thrown').onsuccess = () => { throw new Error('a handler'); };
  say(await over(throwing), throwing.error, await done(db.transaction('words').objectStore('words').get('thrown')));
  const moved = await opened('moved', 1, (db) => db.createObjectStore('old', null).put('kept', 1));
  moved.close();
  const anew = await opened('moved', 2, (db, transaction) => {
    const all = transaction.objectStore('old').getAll();
    const old = transaction.objectStore('old');
    db.deleteObjectStore('old');
    refused('what was deleted', () => old.put(1, 1));
    const store = db.createObjectStore('new');
    all.onsuccess = () => all.result.forEach((it, at) => store.put(it, at));
    transaction.oncomplete = () => (db.transaction('new', 'readwrite').objectStore('new').put('at once', 'b'));
  });
  say(await done(anew.transaction(['new']).objectStore('new').getAll()));
  anew.close();
  const big = (await opened('big', 1, (db) => db.createObjectStore('a')));
  for (const letter of 'ab') {
    const it = big.transaction('a', 'readwrite');
    it.objectStore('a').put(new Uint8Array(4_000_000).fill(letter.charCodeAt(0)), 1);
    say('big', await over(it));
  }
  big.close();
  await done(indexedDB.deleteDatabase('big'));

  // What goes.
  await opened('gone', 1, (db) => db.createObjectStore('a').put(1, 1)).then((it) => it.close());
  const gone = indexedDB.deleteDatabase('gone');
  gone.onupgradeneeded = () => say('an upgrade of what goes');
  gone.onsuccess = (event) => say('gone', event.oldVersion, event.newVersion, event.constructor.name);
  await new Promise((resolve) => gone.addEventListener('success', resolve));
  say(await done(indexedDB.deleteDatabase('never')), indexedDB.cmp(1, 'a'), [db instanceof IDBDatabase, gone instanceof IDBOpenDBRequest, indexedDB instanceof IDBFactory]);
  return log;
}

/** All that is there, in the same form on both sides of a reload. */
export async function everything() {
  const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
  const db = await done(indexedDB.open('tea'));
  const all = {};
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const indexes = [];
    for (const index of store.indexNames) indexes.push([index, await done(store.index(index).getAllKeys())]);
    all[name] = { keys: await done(store.getAllKeys()), path: store.keyPath, count: store.autoIncrement, indexes };
  }
  const rich = await done(db.transaction('words').objectStore('words').get('rich'));
  const long = await done(db.transaction('words').objectStore('words').get('long'));
  const { date, list, map, bytes, buffer, view, file, blob, odd, $, text, pattern, error, boxed, self, again } = rich;
  const [[key, set]] = [...map];
  const told = [+date, list, key, String([...set][0]), [...bytes], buffer.byteLength, view.byteLength, await file.text(), file.name, file.type, file.lastModified, await blob.text(), String(odd), Object.is(odd[1], -0), $, text, String(pattern), String(error), boxed.valueOf(), self === rich, again === list, Object.keys(rich), rich.nil, long.length];
  const next = await done(db.transaction('counted', 'readwrite').objectStore('counted').put('after'));
  db.close();
  return JSON.stringify({ version: db.version, all, told, next });
}
