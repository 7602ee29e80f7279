import type { EpochMs } from '../../ocpp/model/time.ts';
import { isoDateText } from '../../electron/contract/format/dates.ts';
import { zonedParts } from '../../electron/contract/format/zone.ts';

/** The day of a moment by the site's calendar, `2026-07-06`. */
export function dayOf(at: EpochMs, timeZone: string): string {
  return isoDateText(zonedParts(at, timeZone));
}
