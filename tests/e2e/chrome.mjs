// The browser of tests and benchmark: the system's own, and quiet on the network.

const isRoot = process.getuid?.() === 0;

/** The executable; without TEAHOUSE_CHROME, where Debian puts it. */
export const chromePath = process.env.TEAHOUSE_CHROME ?? '/usr/bin/chromium';

/** Chromium's sandbox does not work for root; everywhere else it stays on. */
export const chromeArgs = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
