import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Display {
  /** Null where the windows show on the screen the tests were started on. */
  readonly name: string | null;
  readonly stop: () => void;
}

/** A virtual screen of our own on Linux, so that tests neither need nor disturb a real one. */
export async function startDisplay(): Promise<Display> {
  if (process.platform !== 'linux') return { name: null, stop: () => undefined };
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = once(xvfb, 'error').then(([error]: unknown[]) => {
    throw new Error('Xvfb could not be started: apt-get install xvfb', { cause: error });
  });
  const number = await Promise.race([firstLine(xvfb.stdio[3] as Readable), failed]);
  return { name: `:${number}`, stop: () => xvfb.kill() };
}

/** Xvfb chooses a free display and writes its number when it is ready. */
async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) return text.trim();
  }
  throw new Error('Xvfb ended before it was ready');
}
