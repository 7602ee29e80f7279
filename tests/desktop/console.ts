import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { poll } from './poll.ts';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The desktop console as a person has it before them, in its own data folder. */
export interface DesktopConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataFolder: string;
  /** Errors that the page threw or wrote. */
  readonly pageFaults: readonly string[];
  /** Where chargers call; waits for the service. */
  readonly ocppUrl: () => Promise<string>;
  readonly shellLog: () => Promise<string>;
  readonly quit: () => Promise<void>;
}

export interface LaunchOptions {
  readonly dataFolder: string;
  /** Any free one by default. */
  readonly ocppPort?: number;
  /** Besides those that open the doors to every charger and card. */
  readonly flags?: readonly string[];
  /** A packaged program, instead of the folder of this project in the found Electron. */
  readonly executable?: string;
}

const openDoors = ['--accept-unknown', '--accept-any-card', '--lang', 'en'] as const;

/** Opens the console in English, with every charger and every card welcome. */
export async function launchConsole(options: LaunchOptions): Promise<DesktopConsole> {
  const { dataFolder, executable, ocppPort = 0, flags = [] } = options;
  const app = await _electron.launch({
    executablePath: executable ?? developmentElectron(),
    args: [
      ...(executable === undefined ? [projectFolder] : []),
      ...['--data', dataFolder, '--ocpp-port', String(ocppPort)],
      ...openDoors,
      ...flags,
    ],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...definedEnvironment(), XDG_CONFIG_HOME: join(dataFolder, 'config') },
  });
  const mainProcess = app.process();
  const shellLog = (): Promise<string> => readFile(join(dataFolder, 'logs', 'desktop.log'), 'utf8').catch(() => '');
  const page = await app.firstWindow();
  const pageFaults: string[] = [];
  page.on('pageerror', (error) => pageFaults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') pageFaults.push(message.text());
  });
  return {
    app,
    page,
    dataFolder,
    pageFaults,
    shellLog,
    ocppUrl: () => poll('the service to listen', async () => listeningUrl(await shellLog())),
    quit: () => quit(mainProcess),
  };
}

/** The one that global-setup.ts found. */
export function developmentElectron(): string {
  const executable = process.env['STANSIYA_TEST_ELECTRON'];
  if (executable === undefined) throw new Error('global-setup.ts has not run');
  return executable;
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The last address the log tells of: the service may have been restarted. */
const listeningUrl = (log: string): string | null => [...log.matchAll(/listens on (ws:\S+)/g)].at(-1)?.[1] ?? null;

/** Leaves without the question that stands in the way while a car charges. */
async function quit(mainProcess: ChildProcess): Promise<void> {
  if (mainProcess.exitCode !== null || mainProcess.signalCode !== null) return;
  const ended = once(mainProcess, 'exit');
  mainProcess.kill('SIGTERM');
  await ended;
}
