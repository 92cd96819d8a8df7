// What the processes of pages take.
import { readFile } from 'node:fs/promises';

export const MB = 1_000_000;

/** What has a collection of garbage of its own, beside the page: workers, and frames that have a process of their own. */
const OTHERS = ['shared_worker', 'iframe'];

/** The private memory of all renderers in bytes, workers and wasm included; what is garbage does not count, wherever it is. */
export async function settledMemory(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  await collectElsewhere(page.context().browser());
  return privateMemory(page);
}

async function collectElsewhere(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const { targetInfos } = await devtools.send('Target.getTargets');
  for (const { targetId } of targetInfos.filter(({ type }) => OTHERS.includes(type))) {
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
    const done = new Promise((resolve) => {
      devtools.on('Target.receivedMessageFromTarget', (told) => {
        if (told.sessionId === sessionId && JSON.parse(told.message).id === 1) resolve();
      });
    });
    const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
    await devtools.send('Target.sendMessageToTarget', { sessionId, message });
    await done;
    await devtools.send('Target.detachFromTarget', { sessionId });
  }
  await devtools.detach();
}

/** Linux tells it; elsewhere it is not a number. */
async function privateMemory(page) {
  const devtools = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = renderers.map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    return 1024 * Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
