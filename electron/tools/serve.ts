import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.ts';
import { runChild } from './run-child.ts';
import { sayOnStderr } from './say.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the headless service: stdout carries nothing but its own line of JSON. */
export async function serve(flags: readonly string[]): Promise<number> {
  await buildStale(sayOnStderr);
  return runChild(process.execPath, [join(root, 'out', 'service.cjs'), ...flags]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await serve(process.argv.slice(2));
