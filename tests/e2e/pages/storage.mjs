// The app's storage, seen from outside: from a page of the same site that does not run the app.

export const DATABASE = 'teahouse-local';

/** A page that shares the app's storage and leaves it alone. */
export async function beside(context, site = './') {
  const page = await context.newPage();
  await page.goto(`${site}404.html`);
  return page;
}

/** Makes a database of a later version, with a record of its own. */
export function writeNewerDatabase(page) {
  return page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name, 99);
        request.onupgradeneeded = () => request.result.createObjectStore('later').put('precious', 1);
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }),
    DATABASE,
  );
}

/** The version of the database, and what is in its store `later`. */
export function readNewerDatabase(page) {
  return page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const read = database.transaction('later').objectStore('later').get(1);
          read.onsuccess = () => {
            database.close();
            resolve({ version: database.version, record: read.result });
          };
        };
      }),
    DATABASE,
  );
}

export function deleteDatabase(page) {
  return page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
    DATABASE,
  );
}

/** Leaves nothing of the stored message with this text but its place. */
export function damageMessage(page, text) {
  return page.evaluate(
    ([name, text]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const change = database.transaction('messages', 'readwrite');
          const cursor = change.objectStore('messages').openCursor();
          let damaged = 0;
          cursor.onsuccess = () => {
            const at = cursor.result;
            if (!at) return;
            if (JSON.stringify(at.value).includes(text)) {
              at.update({ chat: at.value.chat, seq: at.value.seq, id: 'x' });
              damaged++;
            }
            at.continue();
          };
          change.oncomplete = () => {
            database.close();
            resolve(damaged);
          };
          change.onerror = () => reject(change.error);
        };
      }),
    [DATABASE, text],
  );
}
