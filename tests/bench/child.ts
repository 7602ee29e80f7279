import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  /** The first line of JSON it printed. */
  readonly firstLine: Readonly<Record<string, unknown>>;
  /** From its start to that line. */
  readonly readyAfterMs: number;
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Runs a script in a Node process of its own and waits for its first line. Rejects when it ends without one. */
export async function startChild(script: string, args: readonly string[]): Promise<Child> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...profiling(script), script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Readers of the database must not use up the threads its writer needs.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints = `${complaints}${data.toString()}`.slice(-2_000)));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null) throw new Error(`${script} ended before it was ready\n${complaints}`);
  const readyAfterMs = performance.now() - startedAt;
  return {
    firstLine: readLine(line),
    readyAfterMs,
    stop: async () => {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Runs a script to its end and returns the line of JSON it printed. */
export async function runChild(script: string, args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const child = await startChild(script, args);
  await child.stop();
  return child.firstLine;
}

function readLine(line: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new Error(`Not an object: ${line}`);
  return { ...value };
}

/** BENCH_PROFILE=<folder> writes a CPU profile of every child there. */
function profiling(script: string): readonly string[] {
  const folder = process.env['BENCH_PROFILE'];
  if (folder === undefined) return [];
  const name = script.replace(/^.*\//, '').replace(/\W/g, '-');
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}-${String(Date.now())}.cpuprofile`];
}

export function numberIn(line: Readonly<Record<string, unknown>>, field: string): number {
  const value = line[field];
  if (typeof value !== 'number') throw new Error(`${field} is no number in ${JSON.stringify(line)}`);
  return value;
}

export function textIn(line: Readonly<Record<string, unknown>>, field: string): string {
  const value = line[field];
  if (typeof value !== 'string') throw new Error(`${field} is no text in ${JSON.stringify(line)}`);
  return value;
}
