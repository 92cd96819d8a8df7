// The benchmark: how fast the release build starts, how long it blocks, what memory it takes; on the device, and with
// accounts at homeservers. `cargo xtask bench` builds, serves and passes the addresses; every run gets a context of its
// own.
import { writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { chromeArgs, chromePath } from './chrome.mjs';
import { measureAccount } from './bench/account.mjs';
import { measureDrawing, measureScanning } from './bench/codes.mjs';
import { measurePrograms } from './bench/programs.mjs';
import { summary, table } from './bench/report.mjs';
import { firstVisit, measureCold, measureOpening, measureWarm, prepare } from './bench/scenarios.mjs';

const url = process.env.TEAHOUSE_URL;
if (!url) throw new Error('Start this with `cargo xtask bench`.');
const runs = Number(process.env.TEAHOUSE_RUNS ?? 5);
const bytes = JSON.parse(process.env.TEAHOUSE_BYTES ?? '[]');
const accounts = JSON.parse(process.env.TEAHOUSE_ACCOUNTS ?? '[]');

const onDevice = async (context) => ({
  ...(await firstVisit(context)),
  ...(await measureCold(context)),
  ...(await measureWarm(context)),
  ...(await measureOpening(context)),
  ...(await measureDrawing(context)),
  ...(await measureScanning(context)),
  ...(await measurePrograms(context)),
});
const parts = accounts.map((account) => (context) => measureAccount(context, account));
if (process.env.TEAHOUSE_DEVICE) parts.unshift(onDevice);

// What the browser keeps for itself, its popups and a process to spare, is not what is measured.
const OF_BROWSER = '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess';

const samples = [];
let version;
for (const measure of parts) {
  // A browser of its own: what another part left in memory does not count.
  const browser = await chromium.launch({ executablePath: chromePath, args: [...chromeArgs, OF_BROWSER] });
  version = browser.version();
  try {
    for (let run = 1; run <= runs; run++) {
      const context = await browser.newContext({ locale: 'en-GB', baseURL: url });
      await prepare(context);
      samples.push(await measure(context));
      await context.close();
      console.log(`run ${run} of ${runs}`);
    }
  } finally {
    await browser.close();
  }
}

const results = summary(samples);
console.log(table(results, bytes));
if (process.env.TEAHOUSE_JSON) {
  const json = { runs, browser: version, bytes, results, samples };
  await writeFile(process.env.TEAHOUSE_JSON, `${JSON.stringify(json, null, 2)}\n`);
}
