import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Part {
  readonly inputs: readonly string[];
  readonly output: string;
}

const messages = 'resources/messages';
const contract = 'electron/contract';

/** What each part of the build reads, and the file it writes last. Parts are in the order in which they must be built. */
const parts: Readonly<Record<string, Part>> = {
  service: { inputs: ['electron/service', contract, 'ocpp', messages], output: 'out/service.cjs' },
  main: { inputs: ['electron/main', contract, messages], output: 'out/main.cjs' },
  preload: { inputs: ['electron/preload', contract], output: 'out/preload.cjs' },
  renderer: { inputs: ['renderer', contract, 'ocpp/model', messages], output: 'out/renderer/index.html' },
};

const sharedInputs = ['package.json', 'package-lock.json', 'electron/tools/build.ts'];

/** The parts of the build that are missing or older than what they are made from. */
export async function staleParts(): Promise<readonly string[]> {
  const stale = await Promise.all(
    Object.entries(parts).map(async ([name, part]) => ((await isStale(part)) ? [name] : [])),
  );
  return stale.flat();
}

async function isStale({ inputs, output }: Part): Promise<boolean> {
  const built = await stat(join(root, output)).catch(() => null);
  if (built === null) return true;
  return (await newestMs([...inputs, ...sharedInputs])) > built.mtimeMs;
}

/** A folder counts as well: its own time changes when a file is added or removed. */
async function newestMs(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(paths.map((path) => newestUnderMs(join(root, path))));
  return Math.max(0, ...times);
}

async function newestUnderMs(path: string): Promise<number> {
  const own = await stat(path).catch(() => null);
  if (own === null) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const below = await Promise.all(entries.map((entry) => stat(join(entry.parentPath, entry.name))));
  return Math.max(own.mtimeMs, ...below.map((entry) => entry.mtimeMs));
}
