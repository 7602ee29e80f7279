import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An Electron that was started once and answered. */
export interface ElectronBinary {
  readonly executable: string;
  readonly distFolder: string;
  readonly version: string;
  readonly origin: 'override' | 'installed' | 'downloaded' | 'development';
}

const executableInDist: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Where the executable lies in an unpacked Electron on this platform. */
export const executableIn = (distFolder: string): string =>
  join(distFolder, executableInDist[process.platform] ?? 'electron');

/** Whether there is such a file or folder. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Starts the Electron in a folder as plain Node to learn its version; null when there is none. Throws when it is there but cannot run. */
export async function probeElectron(
  distFolder: string,
  origin: ElectronBinary['origin'],
): Promise<ElectronBinary | null> {
  const executable = executableIn(distFolder);
  if (!(await exists(executable))) return null;
  const version = await versionOf(executable);
  return { executable, distFolder, version, origin };
}

async function versionOf(executable: string): Promise<string> {
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await run(executable, ['-p', 'process.versions.electron'], { env, timeout: 30_000 });
    return stdout.trim();
  } catch (error) {
    throw new Error(`${executable} cannot run here: ${firstLineOf(error)}${missingLibraryHint(error)}`, {
      cause: error,
    });
  }
}

const textOf = (error: unknown): string =>
  error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== ''
    ? error.stderr
    : String(error);

const firstLineOf = (error: unknown): string => textOf(error).trim().split('\n', 1)[0] ?? '';

const debianPackages = 'libgtk-3-0 libnss3 libgbm1 libasound2 libatk-bridge2.0-0 libcups2 libxss1';

const missingLibraryHint = (error: unknown): string =>
  textOf(error).includes('shared libraries') ? `. On Debian: apt-get install -y ${debianPackages}` : '';
