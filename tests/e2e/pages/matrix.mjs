// The files of the Matrix engine, and who keeps them.

const STEMS = ['engine_matrix', 'engine_matrix_bg', 'matrix-worker'];

/** A name of a file without the part that tells its content. */
export const stem = (file) => file.split('/').pop().replace(/(-\w{16})?\.\w+$/, '');

/** The address of the engine's worker, as the page names it. */
export const entry = async (site) => /content="\.\/(matrix-worker[^"]*)"/.exec(await site.text('index.html'))[1];

/** What the service worker keeps of the engine, by cache. */
export async function kept(page) {
  const all = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('teahouse-'));
    const files = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
    return Promise.all(names.map(async (name) => [name, await files(name)]));
  });
  return Object.fromEntries(
    all.map(([name, files]) => [name, files.filter((file) => STEMS.includes(stem(file))).map(stem).sort()]),
  );
}

/** What a cache holds when it holds the engine. */
export const WHOLE = STEMS;

/** Starts the engine beside the page, as signing in does. */
export async function start(page) {
  await page.evaluate(() => {
    const url = document.querySelector('meta[name=teahouse-engine-matrix]').content;
    globalThis.matrixEngine = new SharedWorker(url, { type: 'module', name: `teahouse-matrix-${'0'.repeat(32)}` });
  });
}
