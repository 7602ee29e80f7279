import type { StationRecord } from '../store/store.ts';
import type { StationUnit } from './station-unit.ts';
import { foldAscii } from './same-text.ts';

const shortestSuffix = 3;

/**
 * The id token behind what some networks of stations make of it: `card_serial` (quirk 71). Null where nothing of the station's own stands
 * behind it; whether the rest is a card is for the list to say.
 */
export function withoutStationSuffix(
  idToken: string,
  { stationId, serialNumber }: Pick<StationRecord, 'stationId' | 'serialNumber'>,
): string | null {
  const parts = /^(.+?)[_:#-]([^_:#]+)$/.exec(idToken);
  const [, card, suffix] = parts ?? [];
  if (card === undefined || suffix === undefined || suffix.length < shortestSuffix) return null;
  const tail = foldAscii(suffix);
  // What is cut off at 20 characters may be the beginning of the serial number only.
  const isOwn = [stationId, serialNumber ?? ''].some((name) => foldAscii(name).includes(tail));
  return isOwn ? card : null;
}

/** The card a station means: what it put behind it is taken off where the rest is a card of the list, and all of it is not. */
export async function trueIdToken(su: StationUnit, idToken: string): Promise<string> {
  const card = withoutStationSuffix(idToken, su.station);
  if (card === null || (await su.unit.idTokens.find(idToken)) !== null) return idToken;
  const known = await su.unit.idTokens.find(card);
  if (known === null) return idToken;
  su.noticed('idTokenSuffix', idToken);
  return known.idToken;
}

/** Words stations send where nobody showed a card (quirk 73). */
export function isPlaceholder(idToken: string): boolean {
  return /^(0+|f{4,}|x{4,}|-+|none|null|unknown|undefined|anonymous|free|freevend|freemode|default|autostart|plugandcharge|nocard|noauth|notag)?$/i.test(
    idToken.trim().replaceAll(/[\s_]/g, ''),
  );
}
