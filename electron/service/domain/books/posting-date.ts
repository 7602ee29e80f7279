import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { zonedParts } from '../../../contract/format/zone.ts';
import type { MonthReads, Posting } from '../../store/book-records.ts';

/**
 * Where in the books something of a moment belongs: at that moment, by the site's calendar. What comes to light after its month was closed belongs to
 * now, in the month that is open.
 */
export async function postingAt(
  { months }: { readonly months: Pick<MonthReads, 'closedUntil'> },
  at: EpochMs,
  now: EpochMs,
  timeZone: string,
): Promise<Posting> {
  const closedUntil = await months.closedUntil();
  const postedAt = closedUntil !== null && at < closedUntil ? Math.max(now, closedUntil) : at;
  const { year, month, day } = zonedParts(postedAt, timeZone);
  const period = year * 100 + month;
  return { recordedAt: now, postedAt, period, localDay: period * 100 + day };
}

/** The hour of the site's clock at which something is posted. */
export function hourOf({ postedAt }: Pick<Posting, 'postedAt'>, timeZone: string): number {
  return zonedParts(postedAt, timeZone).hour;
}
