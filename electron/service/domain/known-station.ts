import { AppError } from '../../contract/errors.ts';
import type { LiveState, LiveStation } from './live-state.ts';

/** Throws `notFound`. */
export function knownStation(live: LiveState, stationId: string): LiveStation {
  const station = live.station(stationId);
  if (station === null) throw new AppError('notFound', { what: 'station', id: stationId });
  return station;
}
