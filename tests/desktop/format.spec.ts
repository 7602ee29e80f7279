import { expectedVectors, writeVectorsScript } from '../harness/format-vectors.ts';
import { expect, test } from './test.ts';

test('the window of the desktop writes every number, date and name as Node does', async ({ desktop }) => {
  expect(await desktop.page.evaluate(await writeVectorsScript())).toEqual(expectedVectors);
});
