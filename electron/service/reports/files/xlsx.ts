import type { Buffer } from 'node:buffer';
import { formatDateTime } from '../../../contract/format/dates.ts';
import type { ReportCellOptions } from '../../../contract/format/report-cell.ts';
import type { ReportColumn } from '../../../contract/reports.ts';
import type { ReportTable } from '../report-table.ts';
import { headerText, noteText, reportTexts } from '../texts.ts';
import { cellOptions, fileColumns, type FileLayout } from './file-layout.ts';
import { periodText } from './period-text.ts';
import { cellXml, columnName, styles, textXml } from './sheet-cells.ts';
import { workbook } from './workbook.ts';
import { zipped } from './zip-stream.ts';

export interface XlsxLayout extends FileLayout {
  readonly businessName: string;
  readonly now: number;
}

/** A workbook piece by piece: the rows under a header that stays in sight, and a sheet that sums them up. */
export function xlsx(table: ReportTable, layout: XlsxLayout): AsyncGenerator<Buffer> {
  const columns = fileColumns(table.columns);
  const { report, file } = reportTexts(layout.language);
  return zipped(
    workbook([
      {
        name: report[table.report].title,
        widths: columns.map((column) => widthOf(column)),
        frozenRows: 1,
        rows: rowsXml(table, columns, layout),
      },
      { name: file.summary, widths: [38, 44], frozenRows: 0, rows: [summaryXml(table, columns, layout)] },
    ]),
  );
}

async function* rowsXml(
  table: ReportTable,
  columns: readonly ReportColumn[],
  layout: XlsxLayout,
): AsyncGenerator<string> {
  const options = cellOptions(layout);
  const letters = columns.map((_, index) => columnName(index));
  const places = columns.map((column) => table.columns.indexOf(column));
  const header = columns.map((column, index) =>
    textXml(`${letters[index] ?? ''}1`, headerText(column, layout), styles.header),
  );
  yield `<row r="1">${header.join('')}</row>`;
  let number = 1;
  for await (const page of table.pages()) {
    const rows = page.map((row) => {
      number += 1;
      const line = String(number);
      const cells = columns.map((column, index) =>
        cellXml(`${letters[index] ?? ''}${line}`, row[places[index] ?? 0] ?? null, column, options),
      );
      return `<row r="${line}">${cells.join('')}</row>`;
    });
    yield rows.join('');
  }
}

function summaryXml(table: ReportTable, columns: readonly ReportColumn[], layout: XlsxLayout): string {
  const { language, timeZone } = layout;
  const { report, file } = reportTexts(language);
  const options: ReportCellOptions = cellOptions(layout);
  const lines: ((line: string) => string)[] = [
    (line) => textXml(`A${line}`, report[table.report].title, styles.title),
    pair(file.period, periodText(table.period, layout)),
    pair(file.made.replace('{timeZone}', timeZone), formatDateTime(layout.now, { language, timeZone })),
    pair(file.business, layout.businessName),
    (line) =>
      textXml(`A${line}`, file.rows) + cellXml(`B${line}`, table.total, { key: 'sessions', type: 'count' }, options),
    ...columns.flatMap((column) => {
      const total = table.totals[table.columns.indexOf(column)] ?? null;
      if (total === null) return [];
      return [
        (line: string) => textXml(`A${line}`, headerText(column, layout)) + cellXml(`B${line}`, total, column, options),
      ];
    }),
    (line) => textXml(`A${line}`, file.posting),
    ...table.notes.map((note) => (line: string) => textXml(`A${line}`, noteText(note, language))),
  ];
  return lines.map((write, index) => `<row r="${String(index + 1)}">${write(String(index + 1))}</row>`).join('');
}

const pair =
  (name: string, text: string) =>
  (line: string): string =>
    textXml(`A${line}`, name) + textXml(`B${line}`, text);

function widthOf({ type, key }: ReportColumn): number {
  if (key === 'remarks') return 60;
  switch (type) {
    case 'text':
      return 26;
    case 'dateTime':
      return 17;
    case 'word':
      return 20;
    case 'count':
    case 'percent':
      return 11;
    case 'identity':
    case 'energyWh':
    case 'money':
    case 'priceE4':
    case 'duration':
    case 'date':
    case 'hour':
    case 'month':
    case 'yesNo':
      return 15;
  }
}
