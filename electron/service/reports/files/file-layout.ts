import type { ReportColumn } from '../../../contract/reports.ts';
import type { Language } from '../../../contract/views.ts';
import type { ReportCellOptions } from '../../../contract/format/report-cell.ts';
import { reportWord } from '../texts.ts';

/** In which language and by which clock a file for people is written. */
export interface FileLayout {
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
}

/** What people find in a file: more than on a screen, without ids of programs. */
export function fileColumns(columns: readonly ReportColumn[]): readonly ReportColumn[] {
  return columns.filter(({ only }) => only !== 'programs');
}

/** What fits on a page or a screen. */
export function pageColumns(columns: readonly ReportColumn[]): readonly ReportColumn[] {
  return columns.filter(({ only }) => only === undefined);
}

export function cellOptions(layout: FileLayout): ReportCellOptions {
  return { ...layout, wordOf: (list, code) => reportWord(layout.language, list, code) };
}
