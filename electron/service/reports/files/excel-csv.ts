import { reportCellText, type ReportCellOptions } from '../../../contract/format/report-cell.ts';
import type { ReportCell, ReportColumn } from '../../../contract/reports.ts';
import type { Language } from '../../../contract/views.ts';
import { csvLine, emptyCell, textCell, valueCell, type CsvCell } from '../csv.ts';
import { identityCell } from '../identity-cell.ts';
import type { ReportTable } from '../report-table.ts';
import { headerText } from '../texts.ts';
import { cellOptions, fileColumns, type FileLayout } from './file-layout.ts';

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
  const header = columns.map((column) => textCell(headerText(column, layout)));
  yield byteOrderMark + csvLine(header, delimiter);
  for await (const page of table.pages()) {
    const lines = page.map((row) =>
      csvLine(
        columns.map((column, index) => cellOf(row[places[index] ?? 0] ?? null, column, options)),
        delimiter,
      ),
    );
    yield lines.join('');
  }
}

function cellOf(cell: ReportCell, column: ReportColumn, options: ReportCellOptions): CsvCell {
  const text = reportCellText(cell, column, options);
  switch (column.type) {
    case 'text':
    case 'word':
      return textCell(text);
    case 'identity':
    case 'month':
      return identityCell(text);
    case 'hour':
      return textCell(text);
    default:
      return text === '' ? emptyCell : valueCell(text);
  }
}
