import { AppError } from '../../../contract/errors.ts';
import { type ChecklistItem, type ChecklistItemView, isBlocking } from '../../../contract/months.ts';
import type { Clock } from '../../../../ocpp/model/time.ts';
import type { ClosedMonthRecord } from '../../store/book-records.ts';
import type { Store, WriteUnit } from '../../store/store.ts';
import { type Month, periodText } from './month.ts';

const refusals: Readonly<Partial<Record<ChecklistItem, string>>> = {
  notOver: 'monthNotOver',
  earlierOpen: 'earlierMonthOpen',
};

export interface Closing {
  readonly month: Month;
  /** What the checklist found just now. */
  readonly items: readonly ChecklistItemView[];
  /** What the person has seen and closes over. */
  readonly accepted: readonly ChecklistItem[];
  readonly operator: string;
}

/** Throws `conflict` where something stands in the way, or was found that nobody has accepted. */
export function refuseUnaccepted({ items, accepted }: Closing): void {
  for (const { item, count } of items) {
    if (count === 0) continue;
    if (isBlocking(item)) throw new AppError('conflict', { reason: refusals[item] ?? 'monthNotOver' });
    if (!accepted.includes(item)) throw new AppError('conflict', { reason: 'checklistChanged' });
  }
}

/**
 * Closes a month: what it came to and where every ledger has got to are written into a row that is bound to the closing before. From then on the
 * database itself takes nothing more for it.
 */
export function closeMonth(store: Store, clock: Clock, closing: Closing): Promise<ClosedMonthRecord> {
  return store.write(async (unit) => {
    const { month, operator } = closing;
    await refuseClosed(unit, month);
    const accepted = Object.fromEntries(closing.items.flatMap(({ item, count }) => (count > 0 ? [[item, count]] : [])));
    const totals = await unit.months.totals(month.from, month.to);
    const heads = await unit.months.heads();
    const closed = await unit.months.close({
      ...month,
      closedAt: clock.now(),
      operator,
      totals: JSON.stringify({ totals, heads, accepted }),
    });
    await unit.journal.append({
      ...{ at: clock.now(), operator, action: 'months.close', subject: 'month', subjectId: periodText(month.period) },
      details: JSON.stringify({ totals, accepted, hash: closed.hash }),
    });
    return closed;
  });
}

async function refuseClosed(unit: WriteUnit, month: Month): Promise<void> {
  const closedUntil = await unit.months.closedUntil();
  if (closedUntil !== null && month.to <= closedUntil) throw new AppError('conflict', { reason: 'monthClosed' });
}
