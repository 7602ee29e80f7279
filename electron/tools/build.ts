import { build as bundle, type BuildOptions } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as buildWithVite } from 'vite';
import { writeValidators } from '../../ocpp/validators/write-validators.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The oldest Electron the shell runs on is 25: Node 18 and Chromium 114. */
const oldestNode = 'node18';
const oldestChromium = 'chrome114';

async function versionDefine(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as { version: string };
  return { __APP_VERSION__: JSON.stringify(version) };
}

async function bundleNode(entry: string, outfile: string, options: BuildOptions = {}): Promise<void> {
  await bundle({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: oldestNode,
    sourcemap: 'linked',
    legalComments: 'none',
    define: await versionDefine(),
    external: ['electron', 'sqlite3', 'sqlite3-napi8'],
    // Fonts stand inside of every page that is printed.
    loader: { '.woff2': 'base64' },
    logLevel: 'warning',
    ...options,
  });
}

/** What `npm run build` makes, by name. Validators come first: the service's bundle holds them. */
const targets = {
  validators: () => writeValidators(),
  service: () => bundleNode('electron/service/service-main.ts', 'out/service.cjs'),
  main: () => bundleNode('electron/main/main.ts', 'out/main.cjs'),
  preload: () =>
    bundleNode('electron/preload/preload.ts', 'out/preload.cjs', { platform: 'browser', target: oldestChromium }),
  renderer: async () => {
    await buildWithVite({ configFile: resolve(root, 'renderer/vite.config.ts'), logLevel: 'warn' });
  },
} as const;

type Target = keyof typeof targets;

const isTarget = (name: string): name is Target => Object.hasOwn(targets, name);

/** Builds the named parts, all of them by default, into `out/`. */
export async function build(names: readonly string[] = Object.keys(targets)): Promise<void> {
  for (const name of names) {
    if (!isTarget(name)) throw new Error(`Unknown build target "${name}". Known: ${Object.keys(targets).join(', ')}`);
    await targets[name]();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  await build(names.length > 0 ? names : undefined);
}
