import type { ReportColumn, ReportNote } from '../../../contract/reports.ts';
import { costDays, energyCosts } from '../../domain/money/electricity-cost.ts';
import type { BookSums, GroupSums, ReportScope, SumsBy } from '../../store/report-records.ts';
import { column, type Cells } from '../columns.ts';
import { dividedBy, pricePerKwhE4 } from '../figures.ts';
import type { TableDeps } from './table-deps.ts';

/** The figures every report of the books has: no VAT where nobody charges it, no margin where no cost is known. */
export interface FigureColumns {
  readonly hasVat: boolean;
  readonly hasCost: boolean;
}

export function figureColumns({ hasVat, hasCost }: FigureColumns): readonly ReportColumn[] {
  return [
    column('sessions'),
    column('energy'),
    column('averageEnergy'),
    column('gross'),
    ...(hasVat ? [column('vat'), column('net')] : []),
    column('averagePrice'),
    column('paid'),
    column('refunded'),
    column('unpaid'),
    ...(hasCost ? [column('cost'), column('margin')] : []),
  ];
}

/** A regime without VAT may follow one with it: what the books say counts as well. */
export function showsVat({ business }: TableDeps, all: Pick<BookSums, 'vatMinor'>): boolean {
  return business.taxRegime === 'vat' || all.vatMinor !== 0;
}

export const hasCost = ({ business }: TableDeps): boolean => business.electricityCosts.length > 0;

export function figureCells(sums: BookSums, costMinor: number | null, currency: string): Cells {
  return {
    sessions: sums.sessions,
    energy: sums.energyWh,
    averageEnergy: sums.sessions > 0 ? dividedBy(sums.energyWh, sums.sessions) : null,
    gross: sums.grossMinor,
    vat: sums.vatMinor,
    net: sums.netMinor,
    averagePrice: pricePerKwhE4(sums.grossMinor, sums.energyWh, currency),
    paid: sums.paidMinor,
    refunded: sums.refundedMinor,
    unpaid: sums.unpaidMinor,
    cost: costMinor,
    margin: costMinor === null ? null : sums.netMinor - costMinor,
  };
}

/** A group of the books, with what its energy cost. */
export interface Group {
  readonly key: GroupSums;
  readonly sums: BookSums;
  readonly costMinor: number | null;
}

/** The books of a scope group by group, the days of all prices of electricity put together, and the whole. */
export async function readGroups(
  deps: TableDeps,
  scope: ReportScope,
  by: SumsBy,
  order: (groups: readonly GroupSums[][]) => readonly GroupSums[][] = (groups) => groups,
): Promise<{ readonly groups: readonly Group[]; readonly all: Group | null }> {
  const { electricityCosts } = deps.business;
  const rows = await deps.read.reports.sums(scope, by, costDays(electricityCosts));
  const byKey = new Map<string, GroupSums[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = byKey.get(key);
    if (known) known.push(row);
    else byKey.set(key, [row]);
  }
  const costOf = energyCosts(electricityCosts, scope.currency);
  const groups = order([...byKey.values()]).flatMap((parts) => {
    const [key] = parts;
    return key === undefined ? [] : [{ key, sums: addUp(parts), costMinor: costOf(parts) }];
  });
  const [first] = groups;
  const costs = groups.map(({ costMinor }) => costMinor);
  const all =
    first === undefined
      ? null
      : { key: first.key, sums: addUp(groups.map(({ sums }) => sums)), costMinor: sumOrNull(costs) };
  return { groups, all };
}

export const nothing: BookSums = {
  sessions: 0,
  energyWh: 0,
  grossMinor: 0,
  vatMinor: 0,
  netMinor: 0,
  paidMinor: 0,
  refundedMinor: 0,
  unpaidMinor: 0,
  unbilled: 0,
};

export function addUp(parts: readonly BookSums[]): BookSums {
  return parts.reduce<BookSums>(
    (sum, part) => ({
      sessions: sum.sessions + part.sessions,
      energyWh: sum.energyWh + part.energyWh,
      grossMinor: sum.grossMinor + part.grossMinor,
      vatMinor: sum.vatMinor + part.vatMinor,
      netMinor: sum.netMinor + part.netMinor,
      paidMinor: sum.paidMinor + part.paidMinor,
      refundedMinor: sum.refundedMinor + part.refundedMinor,
      unpaidMinor: sum.unpaidMinor + part.unpaidMinor,
      unbilled: sum.unbilled + part.unbilled,
    }),
    nothing,
  );
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

function keyOf(row: GroupSums): string {
  const { localDay, localHour, period, stationId, evseId, idToken, customerId, tariff, tariffVersion, vatRateBp } = row;
  return JSON.stringify([
    ...[localDay, localHour, period, stationId, evseId, idToken?.toUpperCase() ?? null],
    ...[customerId, tariff, tariffVersion, vatRateBp],
  ]);
}

/** What a reader of any report of the books has to know. */
export async function bookNotes(
  { read }: TableDeps,
  scope: ReportScope,
  unbilled: number,
): Promise<readonly ReportNote[]> {
  const others = await read.reports.inOtherCurrencies(scope);
  const notes: readonly ReportNote[] = [
    { kind: 'unknownAmounts', count: unbilled },
    { kind: 'otherCurrencies', count: others },
  ];
  return notes.filter(({ count }) => count > 0);
}
