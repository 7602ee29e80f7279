import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sayOnStderr } from './say.ts';
import { hasDevelopmentElectron, prepareDevelopmentElectron } from './development-electron.ts';
import { type ElectronBinary, probeElectron } from './electron-binary.ts';

const run = promisify(execFile);

const root = fileURLToPath(new URL('../..', import.meta.url));
const electronPackage = join(root, 'node_modules', 'electron');
const cacheFolder = join(root, 'node_modules', '.cache', 'stansiya');
const failedDownloadMark = join(cacheFolder, 'electron-download-failed');

const downloadTimeoutMs = 300_000;
const retryDownloadAfterMs = 24 * 3_600_000;

/**
 * Looks for an Electron that runs here: the folder named by ELECTRON_OVERRIDE_DIST_PATH, the installed binary, Electron's own download, and at
 * last the one for development that a registry package carries. Throws one sentence when there is none.
 */
export async function findElectron(say: (line: string) => void): Promise<ElectronBinary> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overridden(override);
  return (await installed('installed')) ?? (await downloaded(say)) ?? (await development(say));
}

async function overridden(distFolder: string): Promise<ElectronBinary> {
  const binary = await probeElectron(distFolder, 'override');
  if (binary === null) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${distFolder}, where there is no Electron`);
  return binary;
}

/** The version this product is released on. */
export async function pinnedElectronVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(electronPackage, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

async function installed(origin: ElectronBinary['origin']): Promise<ElectronBinary | null> {
  const binary = await probeElectron(join(electronPackage, 'dist'), origin);
  return binary?.version === (await pinnedElectronVersion()) ? binary : null;
}

async function downloaded(say: (line: string) => void): Promise<ElectronBinary | null> {
  if (hasDevelopmentElectron() && (await failedLately())) return null;
  say('Downloading Electron, once');
  try {
    await run(process.execPath, [join(electronPackage, 'install.js')], { timeout: downloadTimeoutMs });
  } catch {
    say('Electron could not be downloaded');
    await mkdir(cacheFolder, { recursive: true });
    await writeFile(failedDownloadMark, '');
    return null;
  }
  await rm(failedDownloadMark, { force: true });
  return installed('downloaded');
}

async function failedLately(): Promise<boolean> {
  const mark = await stat(failedDownloadMark).catch(() => null);
  return mark !== null && Date.now() - mark.mtimeMs < retryDownloadAfterMs;
}

async function development(say: (line: string) => void): Promise<ElectronBinary> {
  if (!hasDevelopmentElectron()) {
    throw new Error(`No Electron for ${process.platform} ${process.arch} can be had here: its download failed`);
  }
  const binary = await probeElectron(await prepareDevelopmentElectron(cacheFolder, say), 'development');
  if (binary === null)
    throw new Error('The Electron for development is incomplete: delete node_modules/.cache/stansiya');
  say(`Using Electron ${binary.version}, which is for development and tests only`);
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { executable, version } = await findElectron(sayOnStderr);
  process.stdout.write(`${executable} ${version}\n`);
}
