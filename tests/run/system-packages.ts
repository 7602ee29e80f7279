import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.ts';

/** What the tests need of Debian: the sign by which each is known to be there, and the package that brings it. */
const needed = [
  { package: 'chromium', present: () => process.env['CHROMIUM_PATH'] !== undefined || onPath('chromium') },
  { package: 'poppler-utils', present: () => onPath('pdftotext') && onPath('pdfinfo') },
  { package: 'openssl', present: () => onPath('openssl') },
  { package: 'xvfb', present: () => onPath('Xvfb') },
  { package: 'libgtk-3-0', present: () => library('libgtk-3.so.0') },
  { package: 'libnss3', present: () => library('libnss3.so') },
  { package: 'libgbm1', present: () => library('libgbm.so.1') },
  { package: 'libasound2', present: () => library('libasound.so.2') },
  { package: 'libatk-bridge2.0-0', present: () => library('libatk-bridge-2.0.so.0') },
  { package: 'libcups2', present: () => library('libcups.so.2') },
  { package: 'libxss1', present: () => library('libXss.so.1') },
] as const;

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function library(fileName: string): boolean {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return folders.some((folder) => existsSync(join(folder, fileName)));
}

const missingPackages = (): string[] => needed.filter((entry) => !entry.present()).map((entry) => entry.package);

/** On Linux, installs what is missing when that is possible here; otherwise says which command does. Returns whether all is there. */
export async function ensureSystemPackages(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const missing = missingPackages();
  if (missing.length === 0) return true;
  const command = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(`The tests need packages that are not here. Install them with:\n  sudo ${command}`);
    return false;
  }
  console.log(`Installing what the tests need: ${missing.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '--quiet'], env);
  await run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...missing], env);
  const left = missingPackages();
  if (left.length > 0) console.error(`Still missing: ${left.join(', ')}. Install them with:\n  ${command}`);
  return left.length === 0;
}
