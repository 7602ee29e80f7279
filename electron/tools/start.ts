import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.ts';
import type { ElectronBinary } from './electron-binary.ts';
import { findElectron } from './find-electron.ts';
import { runChild } from './run-child.ts';
import { sayOnStderr } from './say.ts';
import { serve } from './serve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Opens the desktop console, or serves the same console for a browser where there is no display or no Electron. */
async function start(flags: readonly string[]): Promise<number> {
  if (!hasDisplay()) return serveInstead('This machine has no display', flags);
  let electron: ElectronBinary;
  try {
    electron = await findElectron(sayOnStderr);
  } catch (error) {
    return serveInstead(error instanceof Error ? error.message : String(error), flags);
  }
  await buildStale(sayOnStderr);
  return runChild(electron.executable, [...sandboxSwitches(), root, ...flags]);
}

function serveInstead(reason: string, flags: readonly string[]): Promise<number> {
  sayOnStderr(`${reason}. Serving the console for a browser instead: open the consoleUrl of the line below.`);
  return serve(flags);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

/** Chromium refuses to start its sandbox as root; an installed program never runs without it. */
function sandboxSwitches(): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  sayOnStderr('Running as root: the window has no sandbox, which is for development only');
  return ['--no-sandbox'];
}

process.exitCode = await start(process.argv.slice(2));
