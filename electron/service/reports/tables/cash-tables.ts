import type { MethodSums } from '../../store/report-records.ts';
import { column, rowOf, type Cells } from '../columns.ts';
import { rowsAtHand, type ReportRequest, type ReportTable } from '../report-table.ts';
import { bookNotes } from './book-sums.ts';
import { chartOfRows } from './group-table.ts';
import { scopeOf, type TableDeps } from './table-deps.ts';

const order: readonly MethodSums['method'][] = ['cash', 'terminal', 'bankTransfer', 'qr', 'account', 'free'];
/** Neither brings money: the one moves it from an account, the other gives it away. */
const isMoney = (method: MethodSums['method']): boolean => method !== 'account' && method !== 'free';

/** How sessions were settled, what was put into accounts, and what money came of it. */
export async function methodsTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const scope = scopeOf(deps, request);
  const columns = (['method', 'payments', 'settled', 'intoAccounts', 'refunded', 'received'] as const).map((key) =>
    column(key),
  );
  const sums = (await deps.read.reports.methods(scope)).toSorted(
    (one, other) => order.indexOf(one.method) - order.indexOf(other.method),
  );
  const receivedOf = ({ method, sessionsMinor, accountsMinor }: MethodSums): number =>
    isMoney(method) ? sessionsMinor + accountsMinor : 0;
  const rows = sums.map((sum) =>
    rowOf(columns, {
      method: sum.method,
      payments: sum.payments,
      settled: sum.sessionsMinor,
      intoAccounts: sum.accountsMinor,
      refunded: sum.refundedMinor,
      received: receivedOf(sum),
    }),
  );
  const total = (pick: (sum: MethodSums) => number): number => sums.reduce((sum, each) => sum + pick(each), 0);
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, {
      payments: total((sum) => sum.payments),
      settled: total((sum) => sum.sessionsMinor),
      intoAccounts: total((sum) => sum.accountsMinor),
      refunded: total((sum) => sum.refundedMinor),
      received: total(receivedOf),
    }),
    notes: await bookNotes(deps, scope, 0),
    chart: rows.length < 2 ? null : chartOfRows(columns, rows, 'method', 'received'),
  };
}

/** Each opening of the cash drawer, and whether what was counted was there. */
export async function drawersTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const scope = scopeOf(deps, request);
  const columns = [
    ...[column('drawer'), column('opened'), column('openedBy'), column('closed'), column('closedBy')],
    ...[column('opening'), column('cashIn'), column('cashOut'), column('movements'), column('expected')],
    ...[column('counted'), column('difference'), column('note')],
  ];
  const drawers = (await deps.read.reports.drawers(scope)).map((drawer) => {
    const expected = drawer.openingMinor + drawer.inMinor - drawer.outMinor + drawer.movedMinor;
    return {
      ...drawer,
      expected,
      difference: drawer.countedMinor === null ? null : drawer.countedMinor - expected,
    };
  });
  const rows = drawers.map((drawer) =>
    rowOf(columns, {
      drawer: drawer.drawerId,
      opened: drawer.openedAt,
      openedBy: drawer.openedBy,
      closed: drawer.closedAt,
      closedBy: drawer.closedBy,
      opening: drawer.openingMinor,
      cashIn: drawer.inMinor,
      cashOut: drawer.outMinor,
      movements: drawer.movedMinor,
      expected: drawer.expected,
      counted: drawer.countedMinor,
      difference: drawer.difference,
      note: drawer.note,
    }),
  );
  const totals: Cells = {
    cashIn: drawers.reduce((sum, { inMinor }) => sum + inMinor, 0),
    cashOut: drawers.reduce((sum, { outMinor }) => sum + outMinor, 0),
    movements: drawers.reduce((sum, { movedMinor }) => sum + movedMinor, 0),
    difference: drawers.reduce((sum, { difference }) => sum + (difference ?? 0), 0),
  };
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, totals),
    notes: [],
    chart: null,
  };
}
