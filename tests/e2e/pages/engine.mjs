// The engine's worker, seen through the browser's own tools.

/** The workers that run the engine now. */
async function engines(devtools) {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.filter(({ type, url }) => type === 'shared_worker' && url.includes('engine-worker'));
}

/** The addresses of the engines that run now. */
export async function runningEngines(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const found = await engines(devtools);
  await devtools.detach();
  return found.map(({ url }) => url);
}

/** Ends the engine in whatever it is doing; gives how many there were. */
export async function killEngine(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const found = await engines(devtools);
  for (const { targetId } of found) await devtools.send('Target.closeTarget', { targetId });
  await devtools.detach();
  return found.length;
}
