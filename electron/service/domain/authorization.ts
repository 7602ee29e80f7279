import type { AuthorizationStatus, IdTokenInfo } from '../../../ocpp/model/id-token.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IdTokenRecord } from '../store/store.ts';
import { madeByConsole } from './remote-starts.ts';
import { foldAscii, sameAscii } from './same-text.ts';
import type { StationUnit } from './station-unit.ts';

/** A start that was reported later than this is a replay: its card was in use then, not now. */
const liveWithinMs = 5 * 60_000;

/** May this id token charge? Whether it is in use elsewhere is asked only at a start. */
export async function authorize(su: StationUnit, idToken: string, at: EpochMs = su.receivedAt): Promise<IdTokenInfo> {
  const token = await su.unit.idTokens.find(idToken);
  // Which connector the card was shown at, the message does not say (OCPP 1.6 §4.1).
  if (su.station.freeVending.length > 0) return infoOf(token, 'Accepted');
  const status = token === null ? await statusOfUnknown(su, idToken, at) : statusOf(token, at);
  return infoOf(token, status);
}

export interface StartToken {
  readonly idToken: string;
  readonly evseId: number;
  readonly at: EpochMs;
}

/** May this id token charge here, beside all it is used for elsewhere? */
export async function authorizeStart(su: StationUnit, start: StartToken): Promise<IdTokenInfo> {
  const token = await su.unit.idTokens.find(start.idToken);
  if (isFreeVending(su, start.evseId)) return infoOf(token, 'Accepted');
  if (token === null) return infoOf(null, await statusOfUnknown(su, start.idToken, start.at));
  const status = statusOf(token, start.at);
  if (status !== 'Accepted' || !(await isInUseElsewhere(su, start))) return infoOf(token, status);
  return infoOf(token, (await isConsoleStart(su, start.idToken, start.at)) ? 'Accepted' : 'ConcurrentTx');
}

/** Here whoever comes may charge, at the house's expense (quirk 73). */
export function isFreeVending({ station }: StationUnit, evseId: number): boolean {
  return station.freeVending.includes(evseId);
}

/** What a station is told when it asks again about a start it already reported: the same as the first time. */
export async function repeatAnswer(
  su: StationUnit,
  idToken: string | null,
  status: AuthorizationStatus | null,
): Promise<IdTokenInfo> {
  const token = idToken === null ? null : await su.unit.idTokens.find(idToken);
  return infoOf(token, status ?? 'Accepted');
}

function infoOf(token: IdTokenRecord | null, status: AuthorizationStatus): IdTokenInfo {
  return { status, expiresAt: token?.expiresAt ?? null, parentIdToken: token?.parentIdToken ?? null };
}

function statusOf(token: IdTokenRecord, at: EpochMs): AuthorizationStatus {
  if (token.status === 'Blocked') return 'Blocked';
  return token.expiresAt !== null && token.expiresAt <= at ? 'Expired' : 'Accepted';
}

async function statusOfUnknown(su: StationUnit, idToken: string, at: EpochMs): Promise<AuthorizationStatus> {
  if (su.settings.acceptAnyCard || (await isConsoleStart(su, idToken, at))) return 'Accepted';
  su.announce({ type: 'unknownIdToken', stationId: su.station.stationId, idToken, at: su.receivedAt });
  return 'Invalid';
}

async function isConsoleStart(su: StationUnit, idToken: string, at: EpochMs): Promise<boolean> {
  return sameAscii(idToken, su.settings.consoleIdToken) && (await madeByConsole(su, idToken, at));
}

/** A session on a station that is away may have ended long ago: it does not keep its driver from charging elsewhere. */
async function isInUseElsewhere(su: StationUnit, { idToken, evseId, at }: StartToken): Promise<boolean> {
  if (su.receivedAt - at > liveWithinMs) return false;
  const open = await su.unit.sessions.openWithIdToken(idToken);
  const here = foldAscii(su.station.stationId);
  return open.some((session) => {
    const isHere = foldAscii(session.stationId) === here && session.evseId === evseId;
    return !isHere && su.isOnline(session.stationId);
  });
}
