import { AppError } from '../../../contract/errors.ts';
import type { ChecklistItem, MonthChecklist, MonthView } from '../../../contract/months.ts';
import type { ClosedMonthRecord } from '../../store/book-records.ts';
import type { Store } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { type ChecklistDeps, checklistOf } from './checklist.ts';
import { closeMonth, refuseUnaccepted } from './close-month.ts';
import { type Month, monthAt, monthOf, nextPeriod } from './month.ts';
import { monthView, totalsOf } from './month-views.ts';

/** The months of the books. */
export interface MonthBook {
  /** From the first entry to the month that runs, newest first. */
  list(): Promise<readonly MonthView[]>;
  /** Throws `notFound` for a month the books do not reach. */
  checklist(period: number): Promise<MonthChecklist>;
  close(period: number, accepted: readonly ChecklistItem[]): Promise<MonthView>;
  /** Throws `notFound` as well. */
  view(period: number): Promise<MonthView>;
  month(period: number): Promise<Month>;
}

export interface MonthBookDeps extends ChecklistDeps {
  readonly store: Store;
  /** Who is on duty. */
  readonly operator: () => string;
  readonly announce: Announce;
}

export function createMonthBook(deps: MonthBookDeps): MonthBook {
  const { store, clock, announce } = deps;
  const { read } = store;

  /** Every month there is, oldest first. One begins where the last closed one ended, whatever the time zone was then. */
  async function all(): Promise<readonly Month[]> {
    const timeZone = deps.timeZone();
    const closed = await read.months.closed();
    const current = monthAt(clock.now(), timeZone);
    const first = await read.months.firstPostingFrom(0);
    const months: Month[] = [];
    let { period } = first === null ? current : monthAt(Math.min(first, clock.now()), timeZone);
    for (; period <= current.period; period = nextPeriod(period)) {
      const known = closed.find((one) => one.period === period);
      const before = closed.find(({ to }) => to === known?.from) ?? closed.findLast((one) => one.period < period);
      const month = monthOf(period, timeZone);
      const from = before !== undefined && nextPeriod(before.period) === period ? before.to : month.from;
      months.push(known ? { period, from: known.from, to: known.to } : { ...month, from });
    }
    return months;
  }

  async function viewOf(month: Month, closed: readonly ClosedMonthRecord[]): Promise<MonthView> {
    const closing = closed.find(({ to }) => month.to <= to) ?? null;
    const totals =
      closing?.period === month.period ? totalsOf(closing) : await read.months.totals(month.from, month.to);
    const packs = await read.monthPacks.list(month.period);
    return monthView({ month, totals, isOver: clock.now() >= month.to, closing, packs });
  }

  async function month(period: number): Promise<Month> {
    const found = (await all()).find((one) => one.period === period);
    if (found === undefined) throw new AppError('notFound', { what: 'month', id: String(period) });
    return found;
  }

  const view = async (period: number): Promise<MonthView> => viewOf(await month(period), await read.months.closed());

  return {
    async list() {
      const closed = await read.months.closed();
      const views = (await all()).map((one) => viewOf(one, closed));
      return (await Promise.all(views)).toReversed();
    },
    async checklist(period) {
      return { month: await view(period), items: await checklistOf(deps, await month(period)) };
    },
    async close(period, accepted) {
      const closing = { month: await month(period), accepted, operator: deps.operator() };
      const items = await checklistOf(deps, closing.month);
      refuseUnaccepted({ ...closing, items });
      await closeMonth(store, clock, { ...closing, items });
      announce({ type: 'told', told: { event: 'months.changed', data: { packing: null } } });
      return view(period);
    },
    view,
    month,
  };
}
