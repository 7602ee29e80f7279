import { build, type CliOptions, type Configuration } from 'electron-builder';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildStale } from './build-stale.ts';
import { type ElectronBinary } from './electron-binary.ts';
import { findElectron } from './find-electron.ts';
import { sayOnStderr } from './say.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const configFile = join(root, 'electron-builder.yml');

const platforms = ['linux', 'win', 'mac'] as const;
const nodePlatforms = { linux: 'linux', win: 'win32', mac: 'darwin' } as const;

const architectures = ['x64', 'arm64'] as const;

interface PackageFlags {
  readonly options: CliOptions;
  /** Nothing but this kind of machine is packaged for. */
  readonly forThisMachine: boolean;
}

function readFlags(args: readonly string[]): PackageFlags {
  const flags = [...platforms, ...architectures, 'dir'] as const;
  const options = Object.fromEntries(flags.map((name) => [name, { type: 'boolean' } as const]));
  const { values } = parseArgs({ args: [...args], options });
  const given = (name: (typeof flags)[number]): boolean => values[name] === true;
  return {
    options: {
      dir: given('dir'),
      x64: given('x64'),
      arm64: given('arm64'),
      ...Object.fromEntries(platforms.filter(given).map((platform) => [platform, []])),
    },
    forThisMachine:
      platforms.filter(given).every((platform) => nodePlatforms[platform] === process.platform) &&
      architectures.filter(given).every((architecture) => architecture === process.arch),
  };
}

/** The binary to package: the found one where it fits, else electron-builder fetches the pinned one itself. */
async function configuration({ options, forThisMachine }: PackageFlags): Promise<Configuration> {
  if (!forThisMachine) return { extends: configFile };
  const electron = await findElectron(sayOnStderr);
  if (electron.origin === 'development') {
    if (options.dir !== true) throw new Error('Installers are made from the released Electron only. Try --dir');
    return developmentConfiguration(electron);
  }
  return { extends: configFile, electronDist: electron.distFolder, electronVersion: electron.version };
}

/** The old Electron needs its own SQLite driver, and its archive carries the loader in place of a default app. */
const developmentConfiguration = (electron: ElectronBinary): Configuration => ({
  extends: configFile,
  electronDist: electron.distFolder,
  electronVersion: electron.version,
  extraResources: [
    { from: 'resources/icons', to: 'icons', filter: ['icon.png', 'tray-*.png'] },
    {
      from: 'node_modules/sqlite3-napi8',
      to: 'app.asar.unpacked/node_modules/sqlite3-napi8',
      filter: ['package.json', 'lib/*.js', `prebuilds/${process.platform}-${process.arch}/*`],
    },
  ],
  afterExtract: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'app'), { recursive: true }),
});

const flags = readFlags(process.argv.slice(2));
await buildStale(sayOnStderr);
await build({ ...flags.options, projectDir: root, publish: 'never', config: await configuration(flags) });
