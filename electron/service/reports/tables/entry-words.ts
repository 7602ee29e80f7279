import type { EntryRecord } from '../../store/report-records.ts';

/** `late`: a charge that belongs to a month that was closed when it came. */
export function entryKind({ kind, postedAt, stoppedAt }: EntryRecord): 'session' | 'late' | 'credit' {
  if (kind === 'credit') return 'credit';
  return postedAt === stoppedAt ? 'session' : 'late';
}

/** Null where nothing is known or nothing stands. */
export function unpaidOf({ stands, grossMinor, paidMinor }: EntryRecord): number | null {
  return !stands || grossMinor === null ? null : Math.max(grossMinor - (paidMinor ?? 0), 0);
}

/** Null where nothing stands, or nobody knows yet what there is to pay. */
export function payStatus({ stands, grossMinor, paidMinor }: EntryRecord): string | null {
  if (!stands || grossMinor === null) return null;
  const [due, paid] = [grossMinor, paidMinor ?? 0];
  if (paid > due) return 'overpaid';
  if (due === 0) return 'none';
  if (paid === due) return 'paid';
  return paid > 0 ? 'partial' : 'unpaid';
}

/** As on its receipt: Q-2026-000123. */
export function receiptNumber({ receipt }: EntryRecord): string | null {
  if (receipt === null) return null;
  const [series, year, number] = receipt;
  return `${series}-${String(year)}-${String(number).padStart(6, '0')}`;
}
