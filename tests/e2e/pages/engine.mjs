// The engines' workers, seen through the browser's own tools.

/** The scripts of the workers: of the engine of this device, and of those of accounts. */
export const LOCAL = 'engine-worker';
export const MATRIX = 'matrix-worker';

/** The workers that run an engine now. */
async function engines(devtools, script) {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.filter(({ type, url }) => type === 'shared_worker' && url.includes(script));
}

/** The addresses of the engines that run now. */
export async function runningEngines(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const found = await engines(devtools, LOCAL);
  await devtools.detach();
  return found.map(({ url }) => url);
}

/** Ends the engine in whatever it is doing; gives how many there were. */
export async function killEngine(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const found = await engines(devtools, LOCAL);
  for (const { targetId } of found) await devtools.send('Target.closeTarget', { targetId });
  await devtools.detach();
  return found.length;
}

/** The engines of a page's own browser, others' excluded; `act` does something with each. */
async function ofPage(page, script, act) {
  const here = await page.context().newCDPSession(page);
  const { targetInfo } = await here.send('Target.getTargetInfo');
  await here.detach();
  const devtools = await page.context().browser().newBrowserCDPSession();
  const all = await engines(devtools, script);
  const found = all.filter(({ browserContextId }) => browserContextId === targetInfo.browserContextId);
  for (const engine of found) await act(devtools, engine);
  await devtools.detach();
  return found.length;
}

/** Ends the engines of a page; gives how many there were. */
export const killEngines = (page, script = MATRIX) =>
  ofPage(page, script, (devtools, { targetId }) => devtools.send('Target.closeTarget', { targetId }));

/** Which engines a page has: another one after a failure is another one here. */
export async function namesOfEngines(page, script = MATRIX) {
  const names = [];
  await ofPage(page, script, (_, { targetId }) => names.push(targetId));
  return names;
}

/** How many engines a page has. */
export const countEngines = (page, script = MATRIX) => ofPage(page, script, () => {});

/**
 * Makes the engines of a page fail in themselves: each is asked for more memory than there can be, which ends a
 * program as a panic does.
 */
export async function trapEngines(page, script = MATRIX) {
  const own = page.workers().filter((worker) => worker.url().includes(script));
  for (const worker of own) await worker.evaluate(prepareTrap);
  const shared = await ofPage(page, script, prepareShared);
  // Only now that nobody looks at them any more: what starts while it is looked at is held up.
  await page.evaluate(() => new BroadcastChannel('trap').postMessage('now'));
  return own.length + shared;
}

async function prepareShared(devtools, { targetId }) {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  const answered = new Promise((done) => {
    devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
      // The worker tells of other things as well.
      const said = JSON.parse(message);
      if (said.id === 1) done(said);
    });
  });
  const params = { expression: `(${prepareTrap})()`, awaitPromise: true };
  const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
  await devtools.send('Target.sendMessageToTarget', { sessionId, message });
  const { result, error } = await answered;
  if (error || result.exceptionDetails) throw new Error(JSON.stringify(error ?? result.exceptionDetails));
  await devtools.send('Target.detachFromTarget', { sessionId });
}

/** Runs in the worker, which has imported the same module: what comes back is the program that runs. */
async function prepareTrap() {
  const script = await (await fetch(location.href)).text();
  const glue = /from "(\.\/engine_[^"]+)"/.exec(script)[1];
  const program = await (await import(new URL(glue, location.href))).default();
  globalThis.trap = new BroadcastChannel('trap');
  globalThis.trap.onmessage = () => program.__wbindgen_malloc(0xffffffff, 1);
}
