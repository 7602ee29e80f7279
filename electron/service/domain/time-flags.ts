import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionFlag } from '../../contract/words.ts';
import type { CorrectedTime } from './station-time.ts';

/** A message that comes later than this was kept back by a station that was offline. */
const lateAfterMs = 10 * 60_000;

/** What a reported start or stop time leaves to say. */
export function timeFlags(time: CorrectedTime, receivedAt: EpochMs, replaced: SessionFlag): readonly SessionFlag[] {
  const flags: SessionFlag[] = [];
  if (time.doubt === 'replaced') flags.push(replaced);
  if (time.doubt === 'shifted') flags.push('clockShifted');
  if (receivedAt - time.at > lateAfterMs) flags.push('lateArrival');
  return flags;
}
