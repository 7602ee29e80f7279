import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { vectors } from '../unit/format/vectors.ts';

/** A script whose value is what the runtime it is evaluated in writes for every vector, one line each. */
export async function writeVectorsScript(): Promise<string> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('../unit/format/vectors.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'formatVectors',
    target: 'chrome114',
  });
  const code = bundle.outputFiles[0]?.text ?? '';
  return `(() => { ${code}; return formatVectors.vectors.map(({ name, actual }) => name + ': ' + actual); })()`;
}

export const expectedVectors: readonly string[] = vectors.map(({ name, expected }) => `${name}: ${expected}`);
