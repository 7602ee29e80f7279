import { expect } from '@playwright/test';
import { expectedVectors, writeVectorsScript } from '../harness/format-vectors.ts';
import { test } from './console-test.ts';

test('Chromium, which has no Azerbaijani of its own, writes every value as Node does', async ({ page }) => {
  expect(await page.evaluate(await writeVectorsScript())).toEqual(expectedVectors);
});
