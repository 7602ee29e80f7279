import { useI18n } from 'vue-i18n';
import { reportCellText } from '../../electron/contract/format/report-cell.ts';
import type { ReportCell, ReportColumn, ReportNote, ReportWordList } from '../../electron/contract/reports.ts';
import { useKnownText } from '../components/use-known-text.ts';
import { useSettings } from '../stores/settings.ts';

const places: Readonly<Record<ReportWordList, string>> = {
  entry: 'export.word.entry',
  method: 'export.word.method',
  payStatus: 'export.word.payStatus',
  reason: 'export.word.reason',
  stopReason: 'sessions.stopReason',
  verdict: 'sessions.verdict',
  flag: 'sessions.flagWhat',
};

/** The texts of a report on the screen: the same as in its files. */
export function useReportText(): {
  readonly header: (column: ReportColumn, currency: string) => string;
  readonly cell: (cell: ReportCell, column: ReportColumn, currency: string) => string;
  readonly note: (note: ReportNote) => string;
} {
  const { t } = useI18n();
  const knownText = useKnownText();
  const settings = useSettings();
  const wordOf = (list: ReportWordList, code: string): string => knownText(`${places[list]}.${code}`, code);
  return {
    header: ({ key }, currency) => t(`export.column.${key}`, { currency, timeZone: settings.timeZone }),
    cell: (cell, column, currency) =>
      reportCellText(cell, column, {
        ...{ language: settings.language, timeZone: settings.timeZone, currency, wordOf },
      }),
    note: ({ kind, count }) => t(`export.note.${kind}`, { count }),
  };
}
