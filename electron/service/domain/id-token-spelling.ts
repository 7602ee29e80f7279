import type { IdTokenSuffixRule } from '../../contract/fields.ts';
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

/** What may stand before what the stations of this site put behind a card's number, rule by rule. */
export function withoutSiteSuffixes(idToken: string, rules: readonly IdTokenSuffixRule[]): readonly string[] {
  const sent = foldAscii(idToken);
  return rules.flatMap(({ cut, text }) => {
    const from = sent.lastIndexOf(foldAscii(text));
    const isAtEnd = from + text.length === sent.length;
    return from > 0 && (cut === 'from' || isAtEnd) ? [idToken.slice(0, from)] : [];
  });
}

/**
 * The card a station means: what it sends, the card it is an alias of, or the card before what the station put behind it. Nothing is taken off
 * of what is a card as it was sent, or where the rest is none. Everything that is asked or reported of a card goes through here first; what the
 * station sent stands in the frame.
 */
export async function trueIdToken(su: StationUnit, idToken: string): Promise<string> {
  const { idTokens } = su.unit;
  if ((await idTokens.find(idToken)) !== null) return idToken;
  const aliased = await idTokens.findByAlias(idToken);
  if (aliased !== null) return aliased.idToken;
  const own = withoutStationSuffix(idToken, su.station);
  const candidates = [...withoutSiteSuffixes(idToken, su.settings.idTokenSuffixes), ...(own === null ? [] : [own])];
  for (const card of candidates) {
    const known = await idTokens.find(card);
    if (known === null) continue;
    su.noticed('idTokenSuffix', idToken);
    return known.idToken;
  }
  return idToken;
}

/** Words stations send where nobody showed a card (quirk 73). */
export function isPlaceholder(idToken: string): boolean {
  return /^(0+|f{4,}|x{4,}|-+|none|null|unknown|undefined|anonymous|free|freevend|freemode|default|autostart|plugandcharge|nocard|noauth|notag)?$/i.test(
    idToken.trim().replaceAll(/[\s_]/g, ''),
  );
}
