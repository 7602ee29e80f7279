import { reportCellWriter, type ReportCellOptions } from '../../../contract/format/report-cell.ts';
import type { ReportCell, ReportColumn, ReportColumnType } from '../../../contract/reports.ts';
import type { Language } from '../../../contract/views.ts';
import { csvLine, emptyCell, textCell, valueCell, type CsvCell } from '../csv.ts';
import { identityCell } from '../identity-cell.ts';
import type { ReportTable } from '../report-table.ts';
import { headerText } from '../texts.ts';
import { cellOptions, fileColumns, type FileLayout } from './file-layout.ts';
import { remembered } from './remembered.ts';

/** Spreadsheets of az, ru and tr computers expect a semicolon, for the comma is their decimal sign. */
export const excelDelimiter = (language: Language): ',' | ';' => (language === 'en' ? ',' : ';');

/** Excel reads ə by it; a program would take it for a part of the first column's name. */
const byteOrderMark = '\uFEFF';

/** A file for people's spreadsheets, page by page: a header and the rows, no totals. */
export async function* excelCsv(table: ReportTable, layout: FileLayout): AsyncGenerator<string> {
  const delimiter = excelDelimiter(layout.language);
  const options = { ...cellOptions(layout), grouping: false, seconds: true };
  const columns = fileColumns(table.columns);
  const places = columns.map((column) => table.columns.indexOf(column));
  const writers = columns.map((column) => cellWriter(column, options));
  const header = columns.map((column) => textCell(headerText(column, layout)));
  yield byteOrderMark + csvLine(header, delimiter);
  for await (const page of table.pages()) {
    const lines = page.map((row) =>
      csvLine(
        writers.map((write, index) => write(row[places[index] ?? 0] ?? null)),
        delimiter,
      ),
    );
    yield lines.join('');
  }
}

/** All else is a number or a date. */
const asText: Partial<Readonly<Record<ReportColumnType, (text: string) => CsvCell>>> = {
  text: textCell,
  word: textCell,
  hour: textCell,
  identity: identityCell,
  month: identityCell,
};

function cellWriter(column: ReportColumn, options: ReportCellOptions): (cell: ReportCell) => CsvCell {
  const textOf = reportCellWriter(column, options);
  const quoted = asText[column.type];
  if (quoted === undefined) return (cell) => (cell === null ? emptyCell : valueCell(textOf(cell)));
  return remembered((cell) => quoted(textOf(cell)));
}
