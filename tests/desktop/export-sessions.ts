import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import type { DesktopConsole } from './console.ts';
import { saveTo } from './save-dialog.ts';
import { expect } from './test.ts';

/** Saves this month's sessions from the window in the profile for programs, and reads the file with a parser that did not write it. */
export async function exportThisMonth({ app, page }: DesktopConsole, file: string): Promise<Record<string, string>[]> {
  await saveTo(app, file);
  await page.getByRole('link', { name: 'Books' }).click();
  await page.getByRole('combobox', { name: 'Period' }).press('Enter');
  await page.getByRole('option', { name: 'This month' }).click();
  await page.getByRole('radio', { name: /For programs/ }).check();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText(`Saved: ${basename(file)}`)).toBeVisible();
  const { data, errors } = Papa.parse<Record<string, string>>((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}
