import { AppError } from '../../contract/errors.ts';
import type { StationRecord, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';

/** Throws `notFound`. */
export async function findStation(unit: WriteUnit, stationId: string): Promise<StationRecord> {
  const station = await unit.stations.find(stationId);
  if (station === null) throw new AppError('notFound', { what: 'station', id: stationId });
  return station;
}

/** Throws `notFound`. */
export async function changeStation(
  unit: WriteUnit,
  announce: Announce,
  stationId: string,
  change: Partial<StationRecord>,
): Promise<void> {
  const station = await findStation(unit, stationId);
  await unit.stations.update(station.stationId, change);
  unit.afterCommit(() => {
    announce({ type: 'station', station: { ...station, ...change } });
  });
}

/**
 * A password set by hand is asked for from now on, one taken away no more; what was told over OCPP is void. Throws `conflict` `noPassword` where
 * the security profile cannot do without.
 */
export function withPassword(
  { securityProfile }: Pick<StationRecord, 'securityProfile'>,
  passwordHash: string | null,
): Partial<StationRecord> {
  const change = { passwordHash, nextPasswordHashes: [] };
  if (passwordHash === null && securityProfile === 2) throw new AppError('conflict', { reason: 'noPassword' });
  if (passwordHash === null && securityProfile === 1) return { ...change, ...onlyProfile(0) };
  if (passwordHash !== null && securityProfile === 0) return { ...change, ...onlyProfile(1) };
  return change;
}

/** The profile a station must come by, and no other beside it. */
export function onlyProfile(
  securityProfile: StationRecord['securityProfile'],
): Pick<StationRecord, 'securityProfile' | 'otherProfile' | 'otherProfileUntil'> {
  return { securityProfile, otherProfile: null, otherProfileUntil: null };
}
