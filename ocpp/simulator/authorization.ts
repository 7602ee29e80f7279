import type { IdTagInfo } from './authorization-cache.ts';
import type { Station } from './station-parts.ts';

function cached(station: Station, idTag: string): IdTagInfo | null {
  if (!station.configuration.flag('AuthorizationCacheEnabled')) return null;
  const info = station.cache.get(idTag.toLowerCase());
  if (info === undefined) return null;
  const expired = info.expiryDate !== undefined && Date.parse(info.expiryDate) <= station.time.now();
  return expired ? null : info;
}

export function remember(station: Station, idTag: string, info: IdTagInfo): void {
  station.cache.set(idTag.toLowerCase(), info);
}

function authorizeOffline(station: Station, idTag: string): IdTagInfo {
  const known = station.configuration.flag('LocalAuthorizeOffline') ? cached(station, idTag) : null;
  if (known !== null) return known;
  return { status: station.configuration.flag('AllowOfflineTxForUnknownId') ? 'Accepted' : 'Invalid' };
}

/** Asks whether a card may charge: the central system, or without a connection what is known of the card. */
export async function authorize(station: Station, idTag: string): Promise<IdTagInfo> {
  if (station.configuration.flag('LocalPreAuthorize')) {
    const known = cached(station, idTag);
    if (known?.status === 'Accepted') return known;
  }
  if (!station.uplink.ready) return authorizeOffline(station, idTag);
  const outcome = await station.uplink.call('Authorize', { idTag });
  if (outcome.kind !== 'answered') return authorizeOffline(station, idTag);
  remember(station, idTag, outcome.response.idTagInfo);
  return outcome.response.idTagInfo;
}
