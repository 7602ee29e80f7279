import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const writer = fileURLToPath(new URL('store-writer.ts', import.meta.url));

export interface StoreProcess {
  /** Lines it printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it has printed that many lines. */
  printed(count: number): Promise<void>;
  /** SIGKILL; resolves when it is gone and everything it printed has been read. */
  kill(): Promise<void>;
}

/** Starts a process that writes to a store of its own, in `flows` flows at once. */
export function startWriter(dataFolder: string, flows: number): StoreProcess {
  const child = spawn(process.execPath, [writer, dataFolder, String(flows)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] =
    [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    lines.push(line);
    for (const wait of waiting) if (lines.length >= wait.count) wait.resolve();
  });
  const gone = new Promise<void>((resolve) => {
    output.on('close', () => {
      for (const wait of waiting) wait.reject(new Error('The writer ended too early'));
      resolve();
    });
  });
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return gone;
  };
  onTestFinished(kill);
  return {
    lines,
    printed: (count) =>
      lines.length >= count
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.push({ count, resolve, reject });
          }),
    kill,
  };
}
