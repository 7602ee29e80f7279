import type { EpochMs, IsoTime } from '../../../ocpp/model/time.ts';

export function isoTime(at: EpochMs): IsoTime {
  return new Date(at).toISOString();
}

export function isoTimeOrNull(at: EpochMs | null): IsoTime | null {
  return at === null ? null : isoTime(at);
}
