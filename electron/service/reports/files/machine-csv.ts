import { minorDigits } from '../../../contract/format/money.ts';
import type { ReportCell, ReportColumn } from '../../../contract/reports.ts';
import { csvLine, emptyCell, textCell, valueCell, type CsvCell } from '../csv.ts';
import { machineName } from '../columns.ts';
import type { ReportTable } from '../report-table.ts';

/** A name or a place of a column never changes; a new one goes to the end with a new version. */
export const machineVersion = 1;
export const machineDelimiter = ';';

/** A file for programs, the same in every language: fixed names, dots, whole units, moments in UTC. */
export async function* machineCsv(table: ReportTable): AsyncGenerator<string> {
  const { columns, currency } = table;
  const hasAmounts = columns.some(({ type }) => type === 'money' || type === 'priceE4');
  const names = [...columns.map(machineName), ...(hasAmounts ? ['currency'] : [])];
  yield csvLine(names.map(valueCell), machineDelimiter);
  for await (const page of table.pages()) {
    const lines = page.map((row) => {
      const cells = columns.map((column, index) => machineCell(row[index] ?? null, column, currency));
      return csvLine(hasAmounts ? [...cells, valueCell(currency)] : cells, machineDelimiter);
    });
    yield lines.join('');
  }
}

function machineCell(cell: ReportCell, { type }: ReportColumn, currency: string): CsvCell {
  if (cell === null) return emptyCell;
  switch (type) {
    case 'text':
    case 'identity':
    case 'word':
      return textCell(String(cell));
    case 'money':
      return valueCell(decimal(Number(cell), minorDigits(currency)));
    case 'priceE4':
      return valueCell(decimal(Number(cell), 4));
    case 'percent':
      return valueCell(decimal(Number(cell), 2));
    case 'dateTime':
      return valueCell(new Date(Number(cell)).toISOString());
    case 'yesNo':
      return valueCell(cell === true ? 'y' : 'n');
    case 'count':
    case 'energyWh':
    case 'duration':
    case 'date':
    case 'hour':
    case 'month':
      return valueCell(String(cell));
  }
}

/** An integer that counts 1/10^digits, with a dot. */
export function decimal(units: number, digits: number): string {
  if (digits === 0) return String(units);
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  return `${units < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
