/** The system's Chromium; `CHROMIUM_PATH` names another one. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const isRoot = process.getuid?.() === 0;

/** Nothing of its own goes over the network, and it starts as root, too, as on a build machine. */
export const chromiumFlags: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(isRoot ? ['--no-sandbox'] : []),
];
