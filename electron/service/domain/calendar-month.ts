import type { EpochMs } from '../../../ocpp/model/time.ts';
import { type Period, presetPeriod } from '../../contract/format/periods.ts';

/** The calendar month of the site that a moment lies in. */
export function monthOf(at: EpochMs, timeZone: string): Period {
  return presetPeriod('thisMonth', at, timeZone);
}
