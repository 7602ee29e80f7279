import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ConsoleClient, connectConsole } from './console-client.ts';

const script = fileURLToPath(new URL('../../out/service.cjs', import.meta.url));

export interface StartOptions {
  /** Default: every station and every card is welcome. */
  readonly flags?: readonly string[];
  /** Kept when the service ends; without one a new folder is made, which goes when the service ends. */
  readonly dataFolder?: string;
}

/** The built service, as a process of its own on free ports. */
export interface RunningService {
  /** A station's identity follows behind a `/`. */
  readonly ocppUrl: string;
  /** With the token; for a browser. */
  readonly consoleUrl: string;
  readonly dataFolder: string;
  readonly client: ConsoleClient;
  readonly process: ChildProcess;
  /** What it wrote until now; its log goes to stderr. */
  output(): Readonly<Output>;
  /** Ends it as a person would; rejects when it does not end with exit code 0. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export const openDoors: readonly string[] = ['--accept-unknown', '--accept-any-card'];
const freePorts: readonly string[] = ['--ocpp-host', '127.0.0.1', '--ocpp-port', '0', '--console-port', '0'];

/** Starts the built service and connects a console to it. */
export async function startService(options: StartOptions = {}): Promise<RunningService> {
  const dataFolder = options.dataFolder ?? (await makeDataFolder());
  const { child, output } = spawnService(['--data', dataFolder, ...freePorts, ...(options.flags ?? openDoors)]);
  const { ocppUrl, consoleUrl } = await readyLine(child, output);
  const client = await connectConsole(consoleUrl);
  const removeOwnFolder = async (): Promise<void> => {
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
  };
  return {
    ocppUrl,
    consoleUrl,
    dataFolder,
    client,
    process: child,
    output: () => output,
    async stop() {
      client.close();
      const code = await ended(child, 'SIGTERM');
      await removeOwnFolder();
      if (code !== 0) throw new Error(`The service ended with ${String(code)}:\n${output.stderr}`);
    },
    async kill() {
      client.close();
      await ended(child, 'SIGKILL');
      await removeOwnFolder();
    },
  };
}

export interface FailedStart {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built service where it is expected to refuse, with exactly these flags. One that starts all the same is ended. */
export async function startInVain(flags: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<FailedStart> {
  const { child, output } = spawnService(flags, environment);
  child.stdout?.once('data', () => child.kill());
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...output };
}

export function makeDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'stansiya-'));
}

interface Output {
  stdout: string;
  stderr: string;
}

function spawnService(
  flags: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): { child: ChildProcess; output: Output } {
  if (!existsSync(script))
    throw new Error('out/service.cjs is missing: node electron/tools/build.ts validators service');
  const child = spawn(process.execPath, [script, ...flags], { env: { ...process.env, ...environment } });
  const output: Output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  return { child, output };
}

interface Ready {
  readonly ocppUrl: string;
  readonly consoleUrl: string;
}

function readyLine(child: ChildProcess, output: Output): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [line] = output.stdout.split('\n');
      if (output.stdout.includes('\n') && line !== undefined) resolve(JSON.parse(line) as Ready);
    });
    child.once('close', (code) => {
      reject(new Error(`The service ended with ${String(code)} before it was ready:\n${output.stderr}`));
    });
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.kill(signal);
  return end;
}
