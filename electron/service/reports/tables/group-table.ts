import type { ReportChart, ReportColumn, ReportColumnKey, ReportName, ReportRow } from '../../../contract/reports.ts';
import type { GroupSums, SumsBy } from '../../store/report-records.ts';
import { column, rowOf, type Cells } from '../columns.ts';
import { rowsAtHand, type ReportRequest, type ReportTable } from '../report-table.ts';
import {
  bookNotes,
  figureCells,
  figureColumns,
  hasCost,
  nothing,
  readGroups,
  showsVat,
  type Group,
} from './book-sums.ts';
import { dayText } from './local-days.ts';
import { scopeOf, type TableDeps } from './table-deps.ts';

export type GroupReport = Extract<
  ReportName,
  'days' | 'hours' | 'stations' | 'connectors' | 'cards' | 'customers' | 'tariffs' | 'vat'
>;

interface GroupLayout {
  readonly by: SumsBy;
  readonly columns: readonly ReportColumn[];
  readonly cells: (key: GroupSums) => Cells;
  /** The group with the largest amount first; else in the order of the books. */
  readonly largestFirst?: boolean;
}

const layouts: Readonly<Record<GroupReport, GroupLayout>> = {
  days: { by: 'day', columns: [column('day')], cells: ({ localDay }) => ({ day: dayText(localDay) }) },
  hours: { by: 'hour', columns: [column('hour')], cells: ({ localHour }) => ({ hour: localHour }) },
  stations: {
    by: 'station',
    columns: [column('station'), column('stationName')],
    cells: ({ stationId, stationName }) => ({ station: stationId, stationName }),
  },
  connectors: {
    by: 'connector',
    columns: [column('station'), column('stationName'), column('connector')],
    cells: ({ stationId, stationName, evseId }) => ({ station: stationId, stationName, connector: textOf(evseId) }),
  },
  cards: {
    by: 'card',
    columns: [column('card'), column('cardLabel'), column('customer'), column('customerId', 'programs')],
    cells: ({ idToken, cardLabel, customer, customerId }) => ({ card: idToken, cardLabel, customer, customerId }),
    largestFirst: true,
  },
  customers: {
    by: 'customer',
    columns: [column('customer'), column('customerVoen'), column('customerId', 'programs')],
    cells: ({ customer, customerVoen, customerId }) => ({ customer, customerVoen, customerId }),
    largestFirst: true,
  },
  tariffs: {
    by: 'tariff',
    columns: [column('tariff'), column('tariffVersion')],
    cells: ({ tariff, tariffVersion }) => ({ tariff, tariffVersion: textOf(tariffVersion) }),
    largestFirst: true,
  },
  vat: { by: 'vatRate', columns: [column('vatRate')], cells: ({ vatRateBp }) => ({ vatRate: vatRateBp }) },
};

const textOf = (value: number | null): string | null => (value === null ? null : String(value));

/** The books of a period, added up by what a report is about. */
export async function groupTable(
  deps: TableDeps,
  request: ReportRequest & { readonly report: GroupReport },
): Promise<ReportTable> {
  const layout = layouts[request.report];
  const scope = scopeOf(deps, request);
  const { groups, all } = await readGroups(deps, scope, layout.by, layout.largestFirst ? largestFirst : undefined);
  const sums = all?.sums ?? nothing;
  const figures = figureColumns({ hasVat: showsVat(deps, sums), hasCost: hasCost(deps) });
  const columns = [...layout.columns, ...figures];
  const rows = groups.map((group) =>
    rowOf(columns, { ...layout.cells(group.key), ...figureCells(group.sums, group.costMinor, scope.currency) }),
  );
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, figureCells(sums, all?.costMinor ?? null, scope.currency)),
    notes: await bookNotes(deps, scope, sums.unbilled),
    chart: chartOf(columns, rows, layout.columns[0]?.key ?? 'day', groups),
  };
}

function largestFirst(groups: readonly GroupSums[][]): readonly GroupSums[][] {
  const amount = (parts: readonly GroupSums[]): number => parts.reduce((sum, part) => sum + part.grossMinor, 0);
  const energy = (parts: readonly GroupSums[]): number => parts.reduce((sum, part) => sum + part.energyWh, 0);
  return groups.toSorted((one, other) => amount(other) - amount(one) || energy(other) - energy(one));
}

const mostPoints = 31;

/** Amounts where there are any, else energy. */
function chartOf(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  labelKey: ReportColumnKey,
  groups: readonly Group[],
): ReportChart | null {
  if (rows.length < 2) return null;
  const value: ReportColumnKey = groups.some(({ sums }) => sums.grossMinor !== 0) ? 'gross' : 'energy';
  return chartOfRows(columns, rows, labelKey, value, labelKey === 'day' ? rows.length : mostPoints);
}

/** The first rows of a table as a chart. */
export function chartOfRows(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  labelKey: ReportColumnKey,
  valueKey: ReportColumnKey,
  most = mostPoints,
): ReportChart {
  const at = (key: ReportColumnKey): number => columns.findIndex((each) => each.key === key);
  const [label, value] = [at(labelKey), at(valueKey)];
  const points = rows.slice(0, most).map((row) => {
    const amount = row[value];
    return { label: row[label] ?? null, value: typeof amount === 'number' ? amount : 0 };
  });
  return { label: column(labelKey), value: column(valueKey), points };
}
