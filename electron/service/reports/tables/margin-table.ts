import { fixedCostMinor } from '../../domain/money/electricity-cost.ts';
import { column, rowOf, type Cells } from '../columns.ts';
import { pricePerKwhE4 } from '../figures.ts';
import { rowsAtHand, type ReportRequest, type ReportTable } from '../report-table.ts';
import { bookNotes, nothing, readGroups, showsVat } from './book-sums.ts';
import { chartOfRows } from './group-table.ts';
import { monthText } from './local-days.ts';
import { scopeOf, type TableDeps } from './table-deps.ts';

/** What is left of a month: what was sold, less its energy at the price of each day, less what the connection costs a month. */
export async function marginTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const scope = scopeOf(deps, request);
  const { groups, all } = await readGroups(deps, scope, 'month');
  const sums = all?.sums ?? nothing;
  const columns = [
    ...[column('month'), column('sessions'), column('energy'), column('gross')],
    ...(showsVat(deps, sums) ? [column('vat'), column('net')] : []),
    ...[column('cost'), column('fixedCost'), column('margin'), column('averagePrice')],
  ];
  const months = groups.map(({ key, sums: part, costMinor }) => {
    const fixed = fixedCostMinor(deps.business.electricityCosts, key.period ?? 0) ?? 0;
    return { key, part, costMinor, fixed, margin: costMinor === null ? null : part.netMinor - costMinor - fixed };
  });
  const cellsOf = (part: typeof sums, cost: number | null, fixedCost: number, margin: number | null): Cells => ({
    sessions: part.sessions,
    energy: part.energyWh,
    gross: part.grossMinor,
    vat: part.vatMinor,
    net: part.netMinor,
    cost,
    fixedCost,
    margin,
    averagePrice: pricePerKwhE4(part.grossMinor, part.energyWh, scope.currency),
  });
  const rows = months.map(({ key, part, costMinor, fixed, margin }) =>
    rowOf(columns, {
      month: key.period === null ? null : monthText(key.period),
      ...cellsOf(part, costMinor, fixed, margin),
    }),
  );
  const fixedInAll = months.reduce((sum, { fixed }) => sum + fixed, 0);
  const cost = all?.costMinor ?? null;
  const margin = cost === null ? null : sums.netMinor - cost - fixedInAll;
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, cellsOf(sums, cost, fixedInAll, margin)),
    notes: await bookNotes(deps, scope, sums.unbilled),
    chart: rows.length < 2 ? null : chartOfRows(columns, rows, 'month', cost === null ? 'gross' : 'margin'),
  };
}
