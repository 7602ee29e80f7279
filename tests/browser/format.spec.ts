import { expect } from '@playwright/test';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { vectors, type Vector } from '../unit/format/vectors.ts';
import { test } from './console-test.ts';

declare global {
  interface Window {
    readonly formatVectors: { readonly vectors: readonly Vector[] };
  }
}

test('Chromium, which has no Azerbaijani of its own, writes every value as Node does', async ({ page }) => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('../unit/format/vectors.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'formatVectors',
    target: 'chrome114',
  });
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  const written = await page.evaluate(() => window.formatVectors.vectors);
  expect(written).toHaveLength(vectors.length);
  expect(written.map(({ name, actual }) => `${name}: ${actual}`)).toEqual(
    vectors.map(({ name, expected }) => `${name}: ${expected}`),
  );
});
