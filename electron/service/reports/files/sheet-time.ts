import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { zonedParts } from '../../../contract/format/zone.ts';

/** What a zone's clocks are ahead of UTC at a moment. */
export function instantOffset(at: EpochMs, timeZone: string): number {
  return zonedParts(at, timeZone).offsetMs;
}
