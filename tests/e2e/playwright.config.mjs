// End-to-end tests use the release build from a static server, as a person would.
// `cargo xtask test e2e` sets the variables; by hand, `cargo xtask build` comes first.
import { defineConfig } from '@playwright/test';
import { chromeArgs, chromePath } from './chrome.mjs';

const port = Number(process.env.TEAHOUSE_PORT ?? 4173);
const baseURL = `http://127.0.0.1:${port}/`;
const xtask = process.env.TEAHOUSE_XTASK;

export default defineConfig({
  testDir: './specs',
  outputDir: './results/traces',
  forbidOnly: true,
  fullyParallel: true,
  // A test that passes only sometimes is mended or deleted.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: 'results/report.json' }]],
  use: {
    baseURL,
    actionTimeout: 15_000,
    browserName: 'chromium',
    launchOptions: { executablePath: chromePath, args: chromeArgs },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    serviceWorkers: 'allow',
    // What was done and said, and how it looked at the end; pictures of every step (`--trace on`) take a third of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `${xtask ? JSON.stringify(xtask) : 'cargo xtask'} serve --no-build --port ${port}`,
    url: baseURL,
    reuseExistingServer: !xtask,
    timeout: 60_000,
  },
});
