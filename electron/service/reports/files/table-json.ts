import { isFigure } from '../../../contract/format/report-cell.ts';
import type { ReportCell, ReportColumn, ReportRow } from '../../../contract/reports.ts';
import { machineName } from '../columns.ts';
import type { ReportTable } from '../report-table.ts';
import { machineVersion } from './machine-csv.ts';

/** A report for programs: integers in the units the names tell, amounts in the currency's minor unit, moments in UTC. */
export async function* tableJson(table: ReportTable, timeZone: string): AsyncGenerator<string> {
  const { columns, report, period, currency, totals } = table;
  const head = {
    report,
    version: machineVersion,
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    timeZone,
    currency,
    totals: objectOf(columns.filter(isFigure), totalsOf(table, totals)),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for await (const page of table.pages()) {
    const lines = page.map((row) => {
      const line = separator + JSON.stringify(objectOf(columns, row));
      separator = ',\n';
      return line;
    });
    yield lines.join('');
  }
  yield '\n]}\n';
}

function totalsOf({ columns }: ReportTable, totals: ReportRow): ReportRow {
  return columns.flatMap((column, index) => (isFigure(column) ? [totals[index] ?? null] : []));
}

function objectOf(columns: readonly ReportColumn[], row: ReportRow): Record<string, ReportCell> {
  return Object.fromEntries(
    columns.map((column, index) => {
      const cell = row[index] ?? null;
      const isMoment = column.type === 'dateTime' && typeof cell === 'number';
      return [machineName(column), isMoment ? new Date(cell).toISOString() : cell];
    }),
  );
}
