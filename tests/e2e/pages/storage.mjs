// The app's storage, seen from outside: from a page of the same site that does not run the app.

import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';

export const DATABASE = 'teahouse-local';

/** What somebody reads whose disk is full. */
export const FULL = 'This device has no room left for Teahouse.';

const MARK = /Load \d+\./;

/** The marks of those of these messages that filled the disk. */
export const loads = async (messages) =>
  (await messages.allTextContents()).map((text) => MARK.exec(text)?.[0]).filter(Boolean);

/** Writes in a chat until the disk is full; gives what says so, what was written, and by what each is known. */
export async function fillUp(chat) {
  const full = chat.page.getByText(FULL);
  const texts = [];
  while ((await full.count()) === 0) {
    // Nothing that the browser could press together.
    texts.push(`Load ${texts.length + 1}. ${randomBytes(20_000).toString('base64')}`);
    await chat.field.fill(texts.at(-1));
    await chat.field.press('Enter');
    await expect.poll(async () => (await full.count()) > 0 || (await chat.field.inputValue()) === '').toBe(true);
    expect(texts.length).toBeLessThan(100);
  }
  return { full, texts, marks: texts.map((text) => MARK.exec(text)[0]) };
}

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

/** Fills a group with people who are nobody but numbers, up to so many in all; returns how many came. */
export function fillGroup(page, title, people) {
  return page.evaluate(
    ([name, title, people]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const change = database.transaction(['groups', 'members', 'profiles'], 'readwrite');
          const [groups, members, profiles] = ['groups', 'members', 'profiles'].map((store) => change.objectStore(store));
          let came = 0;
          groups.getAll().onsuccess = ({ target }) => {
            const { chat } = target.result.find((group) => group.title === title);
            members.getAll().onsuccess = ({ target: { result } }) => {
              const inside = result.filter((member) => member.chat === chat && member.part?.standing === 'In');
              const model = inside.find((member) => member.part.role === 'Member');
              for (let number = inside.length + 1; number <= people; number++, came++) {
                const id = number.toString(16).padStart(32, '0');
                profiles.put({ id, name: `Guest ${number}`, created: number, account: null });
                members.put({ ...model, profile: id, part: { ...model.part, joined: 'FaceToFace' } });
              }
            };
          };
          change.oncomplete = () => {
            database.close();
            resolve(came);
          };
          change.onerror = () => reject(change.error);
        };
      }),
    [DATABASE, title, people],
  );
}

/** Makes the code of every group older by so many milliseconds. */
export function ageCodes(page, milliseconds) {
  return page.evaluate(
    ([name, milliseconds]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const change = database.transaction('groups', 'readwrite');
          const groups = change.objectStore('groups');
          groups.getAll().onsuccess = ({ target }) => {
            for (const group of target.result) groups.put({ ...group, code: { ...group.code, issued: group.code.issued - milliseconds } });
          };
          change.oncomplete = () => {
            database.close();
            resolve();
          };
          change.onerror = () => reject(change.error);
        };
      }),
    [DATABASE, milliseconds],
  );
}
