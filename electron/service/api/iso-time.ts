import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IsoTime } from '../../contract/views.ts';

export { isoTime, isoTimeOrNull } from '../domain/iso-time.ts';

/** Of a time that was validated before. */
export function epochMs(time: IsoTime): EpochMs {
  return Date.parse(time);
}

export function epochMsIfGiven(time: IsoTime | undefined): EpochMs | undefined {
  return time === undefined ? undefined : epochMs(time);
}
