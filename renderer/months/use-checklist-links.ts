import { type RouteLocationRaw, useRouter } from 'vue-router';
import type { ChecklistItem, ChecklistRowView, MonthView } from '../../electron/contract/months.ts';

export interface ChecklistLinks {
  /** The page of what a row is about; null where it has none. */
  readonly ofRow: (row: ChecklistRowView) => RouteLocationRaw | null;
  /** Where all of an item's rows are, and where something is done about them. */
  readonly ofItem: (item: ChecklistItem, month: MonthView) => RouteLocationRaw | null;
}

/** A whole month, as the filters of the list of sessions hold it. */
function daysOf({ period }: MonthView): Record<'period' | 'first' | 'last', string> {
  const lastDay = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 0)).getUTCDate();
  return { period: 'custom', first: `${period}-01`, last: `${period}-${String(lastDay)}` };
}

/** The ways from a month's checklist to where the work is done. */
export function useChecklistLinks(): ChecklistLinks {
  const router = useRouter();
  const known = (name: string, rest: object = {}): RouteLocationRaw | null =>
    router.hasRoute(name) ? { name, ...rest } : null;

  return {
    ofRow({ subject, id }) {
      switch (subject) {
        case 'session':
          return known('session', { params: { sessionId: id } });
        case 'station':
          return known('station', { params: { stationId: id } });
        case 'customer':
          return known('customer', { params: { customerId: id } });
        case 'month':
          return known('month', { params: { period: id } });
        case 'payment':
        case 'sale':
        case 'drawer':
          return known('desk');
      }
    },
    ofItem(item, month) {
      switch (item) {
        case 'openSessions':
          return known('sessions', { query: { state: 'open' } });
        case 'toReview':
          return known('sessions', { query: { verdict: 'review', ...daysOf(month) } });
        case 'estimated':
          return known('sessions', { query: { verdict: 'estimated', ...daysOf(month) } });
        case 'unpaid':
        case 'changeDue':
        case 'openDrawer':
        case 'unmatchedPayments':
          return known('desk');
        case 'missingDocuments':
          return known('documents');
        case 'notOver':
        case 'earlierOpen':
        case 'notBooked':
        case 'withoutAmount':
        case 'unexplainedEnergy':
        case 'connectionGaps':
          return null;
      }
    },
  };
}
