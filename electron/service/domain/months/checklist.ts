import {
  type ChecklistItem,
  type ChecklistItemView,
  checklistItems,
  type ChecklistRowView,
} from '../../../contract/months.ts';
import type { Clock } from '../../../../ocpp/model/time.ts';
import type { Finding, FoundRow } from '../../store/checklist-records.ts';
import type { StoreReads } from '../../store/store.ts';
import { isoTime, isoTimeOrNull } from '../iso-time.ts';
import { type Month, monthAt, periodText } from './month.ts';

const shownRows = 5;

export interface ChecklistDeps {
  readonly read: Pick<StoreReads, 'months' | 'checklist'>;
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly stationName: (stationId: string) => string;
}

/** Everything that is looked at before a month is closed. */
export async function checklistOf(deps: ChecklistDeps, month: Month): Promise<readonly ChecklistItemView[]> {
  const items: ChecklistItemView[] = [];
  for (const item of checklistItems) items.push(await itemOf(deps, month, item));
  return items;
}

async function itemOf(deps: ChecklistDeps, month: Month, item: ChecklistItem): Promise<ChecklistItemView> {
  if (item === 'notOver') return months(item, deps.clock.now() < month.to ? [month] : []);
  if (item === 'earlierOpen') return months(item, await earlierOpen(deps, month));
  return found(deps, month, item);
}

async function found(deps: ChecklistDeps, { from, to }: Month, item: Finding): Promise<ChecklistItemView> {
  const { count, rows } = await deps.read.checklist.find(item, from, to, shownRows);
  return { item, count, rows: rows.map((row) => rowView(row, deps.stationName)) };
}

/** The earliest month with entries that is still open, where it comes before this one. */
async function earlierOpen({ read, timeZone }: ChecklistDeps, month: Month): Promise<readonly Month[]> {
  const first = await read.months.firstPostingFrom((await read.months.closedUntil()) ?? 0);
  return first !== null && first < month.from ? [monthAt(first, timeZone())] : [];
}

function months(item: ChecklistItem, found: readonly Month[]): ChecklistItemView {
  return { item, count: found.length, rows: found.map(monthRow) };
}

function monthRow({ period, from, to }: Month): ChecklistRowView {
  const nothing = { name: '', evseId: null, amountMinor: null, currency: null, energyWh: null };
  return { subject: 'month', id: periodText(period), at: isoTime(from), until: isoTime(to), ...nothing };
}

/** Rows of sessions and stations name the station by its identity. */
function rowView(row: FoundRow, stationName: (stationId: string) => string): ChecklistRowView {
  const isAtStation = row.subject === 'session' || row.subject === 'station';
  return {
    ...row,
    name: isAtStation ? stationName(row.name) : row.name,
    at: isoTimeOrNull(row.at),
    until: isoTimeOrNull(row.until),
  };
}
