import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IsoTime } from '../../contract/views.ts';

export function isoTime(at: EpochMs): IsoTime {
  return new Date(at).toISOString();
}

export function isoTimeOrNull(at: EpochMs | null): IsoTime | null {
  return at === null ? null : isoTime(at);
}

/** Of a time that was validated before. */
export function epochMs(time: IsoTime): EpochMs {
  return Date.parse(time);
}

export function epochMsIfGiven(time: IsoTime | undefined): EpochMs | undefined {
  return time === undefined ? undefined : epochMs(time);
}
