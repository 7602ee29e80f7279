import { closing as closingSchema, type MonthTotals, type MonthView, type PackView } from '../../../contract/months.ts';
import type { ClosedMonthRecord, MonthPackRecord, PeriodTotals } from '../../store/book-records.ts';
import { isoTime } from '../iso-time.ts';
import { type Month, periodText } from './month.ts';

/** What a closed month came to, as it stands in its closing. */
export function totalsOf(month: ClosedMonthRecord): PeriodTotals {
  return closingSchema.parse(JSON.parse(month.totals)).totals;
}

export interface MonthFacts {
  readonly month: Month;
  readonly totals: MonthTotals;
  readonly isOver: boolean;
  /** The closing that holds it; of itself, or of a later month where it had no entries. */
  readonly closing: ClosedMonthRecord | null;
  readonly packs: readonly MonthPackRecord[];
}

export function monthView({ month, totals, isOver, closing, packs }: MonthFacts): MonthView {
  const openState = isOver ? 'open' : 'running';
  return {
    period: periodText(month.period),
    from: isoTime(month.from),
    to: isoTime(month.to),
    state: closing === null ? openState : 'closed',
    closedAt: closing === null ? null : isoTime(closing.closedAt),
    closedBy: closing?.operator ?? null,
    hash: closing?.hash ?? null,
    totals,
    packs: packs.filter(({ period }) => period === month.period).map(packView),
  };
}

export function packView(pack: MonthPackRecord): PackView {
  return {
    packId: pack.packId,
    madeAt: isoTime(pack.madeAt),
    operator: pack.operator,
    folder: pack.folder,
    files: pack.files,
    sizeBytes: pack.sizeBytes,
    closed: pack.closed,
    automatic: pack.automatic,
  };
}
