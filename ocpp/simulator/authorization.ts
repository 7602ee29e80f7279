import type { IdTagInfo } from './authorization-cache.ts';
import { readMoment } from './moment.ts';
import type { Station } from './station-parts.ts';

function listed(station: Station, idTag: string): IdTagInfo | null {
  const isOn = station.supports('LocalAuthListManagement') && station.configuration.flag('LocalAuthListEnabled');
  const info = isOn ? station.localList.find(idTag) : null;
  return info === null || !isOver(station, info) ? info : { status: 'Expired' };
}

function cached(station: Station, idTag: string): IdTagInfo | null {
  if (!station.configuration.flag('AuthorizationCacheEnabled')) return null;
  const info = station.cache.get(idTag.toLowerCase()) ?? null;
  return info === null || isOver(station, info) ? null : info;
}

const isOver = (station: Station, { expiryDate }: IdTagInfo): boolean =>
  readMoment(expiryDate, Infinity) <= station.time.now();

/** What the station knows of a card by itself; the list counts before the cache (OCPP 1.6 §3.5.3). */
export const known = (station: Station, idTag: string): IdTagInfo | null =>
  listed(station, idTag) ?? cached(station, idTag);

export function remember(station: Station, idTag: string, info: IdTagInfo): void {
  station.cache.set(idTag.toLowerCase(), info);
}

function authorizeOffline(station: Station, idTag: string): IdTagInfo {
  const info = station.configuration.flag('LocalAuthorizeOffline') ? known(station, idTag) : null;
  if (info !== null) return info;
  return { status: station.configuration.flag('AllowOfflineTxForUnknownId') ? 'Accepted' : 'Invalid' };
}

/** Asks whether a card may charge: the central system, or without a connection what is known of the card. */
export async function authorize(station: Station, idTag: string): Promise<IdTagInfo> {
  if (station.configuration.flag('LocalPreAuthorize')) {
    const info = known(station, idTag);
    if (info?.status === 'Accepted') return info;
  }
  if (!station.uplink.ready) return authorizeOffline(station, idTag);
  const outcome = await station.uplink.call('Authorize', { idTag });
  if (outcome.kind !== 'answered') return authorizeOffline(station, idTag);
  remember(station, idTag, outcome.response.idTagInfo);
  return outcome.response.idTagInfo;
}
