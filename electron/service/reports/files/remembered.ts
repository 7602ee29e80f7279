import type { ReportCell } from '../../../contract/reports.ts';

const most = 2000;

/** Writes cells of a column in which the same few stand again and again, as names and words: each of them once. */
export function remembered<T>(write: (cell: ReportCell) => T): (cell: ReportCell) => T {
  const written = new Map<ReportCell, T>();
  return (cell) => {
    const known = written.get(cell);
    if (known !== undefined) return known;
    const fresh = write(cell);
    if (written.size >= most) written.clear();
    written.set(cell, fresh);
    return fresh;
  };
}
