import type { BusinessProfile } from '../../../contract/business.ts';
import { isFigure, reportCellText } from '../../../contract/format/report-cell.ts';
import type { PdfPage } from '../../../contract/pdf.ts';
import type { ReportColumn, ReportRow } from '../../../contract/reports.ts';
import { reportPage, type ReportPage } from '../print/report-page.ts';
import type { ReportTable } from '../report-table.ts';
import { headerText, noteText, reportTexts } from '../texts.ts';
import { cellOptions, pageColumns, type FileLayout } from './file-layout.ts';
import { periodText } from './period-text.ts';

/** Forty pages: nobody leafs through more, and the whole list is in the other files. */
export const mostPrintedRows = 1500;
const mostOnPortrait = 7;

/** A report as a page of its own, with its totals under it. */
export async function printedTable(
  table: ReportTable,
  layout: FileLayout,
  business: BusinessProfile,
): Promise<{ readonly html: string; readonly page: PdfPage }> {
  return reportPage(await printedReport(table, layout, business));
}

/** What is printed of a report. */
export async function printedReport(
  table: ReportTable,
  layout: FileLayout,
  business: BusinessProfile,
): Promise<ReportPage> {
  const { language } = layout;
  const options = cellOptions(layout);
  const columns = pageColumns(table.columns);
  const places = columns.map((column) => table.columns.indexOf(column));
  const texts = (row: ReportRow): string[] =>
    columns.map((column, index) => reportCellText(row[places[index] ?? 0] ?? null, column, options));
  const rows = (await table.page(mostPrintedRows, 0)).map(texts);
  const { file, report } = reportTexts(language);
  const totals = texts(table.totals);
  const shortened = table.total > rows.length ? [{ kind: 'shortened', count: rows.length } as const] : [];
  return {
    language,
    title: report[table.report].title,
    subtitle: [`${file.period}: ${periodText(table.period, layout)}`, file.posting],
    business,
    tables: [
      {
        columns: columns.map((column: ReportColumn) => ({
          title: headerText(column, layout),
          align: isFigure(column) ? 'right' : 'left',
        })),
        rows,
        totals: totals[0] === '' ? [file.total, ...totals.slice(1)] : totals,
      },
    ],
    notes: [...shortened, ...table.notes].map((note) => noteText(note, language)),
    landscape: columns.length > mostOnPortrait,
  };
}
