import { expect } from 'vitest';
import Papa from 'papaparse';

/** Reads a CSV as a program written by others does: the header's names, then each row by name. */
export function readCsv(
  text: string,
  delimiter: ',' | ';',
): { readonly header: string[]; readonly rows: Record<string, string>[] } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true });
  expect(errors).toEqual([]);
  const [header = [], ...lines] = data;
  for (const line of lines) expect(line).toHaveLength(header.length);
  return {
    header,
    rows: lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? '']))),
  };
}
