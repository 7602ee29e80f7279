import type { PackTotals } from './pack-totals.ts';

/** Under which heading a sum is found, and how many decimals of its unit the file writes. */
export interface SummedColumn {
  readonly sum: keyof PackTotals;
  readonly heading: string;
  readonly decimals: number;
}

/** Adds up the columns that are there, in whole units; the first row holds the headings. Throws where a figure is none. */
export function columnSums(
  rows: readonly (readonly string[])[],
  columns: readonly SummedColumn[],
): Partial<PackTotals> {
  const [headings = [], ...lines] = rows;
  const found = columns.flatMap(({ sum, heading, decimals }) => {
    const place = headings.indexOf(heading);
    if (place === -1) return [];
    const total = lines.reduce((before, line) => before + wholeUnits(line[place] ?? '', decimals), 0);
    return [[sum, total] as const];
  });
  return Object.fromEntries(found);
}

/** `-5,25` with two decimals is -525; an empty cell says nothing. */
function wholeUnits(text: string, decimals: number): number {
  const value = text.trim().replace(',', '.');
  if (value === '') return 0;
  const units = Math.round(Number(value) * 10 ** decimals);
  if (!Number.isSafeInteger(units)) throw new Error(`A figure of a report reads ${text}`);
  return units;
}
