import type { AuthorizationStatus, IdTokenInfo } from '../../../ocpp/model/id-token.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CustomerRecord } from '../store/customer-records.ts';
import type { SessionFlag } from '../../contract/words.ts';
import type { IdTokenRecord } from '../store/store.ts';
import { isUsedUp, mayCharge, remaining } from './allowance.ts';
import { madeByConsole } from './remote-starts.ts';
import { foldAscii, sameAscii } from './same-text.ts';
import type { StationUnit } from './station-unit.ts';

/** A start that was reported later than this is a replay: its card was in use then, not now. */
const liveWithinMs = 5 * 60_000;

/** May this id token charge? Whether it is in use elsewhere is asked only at a start. */
export async function authorize(su: StationUnit, idToken: string): Promise<IdTokenInfo> {
  const at = su.receivedAt;
  const token = await su.unit.idTokens.find(idToken);
  // Which connector the card was shown at, the message does not say (OCPP 1.6 §4.1).
  if (su.station.freeVending.length > 0) return infoOf(token, 'Accepted');
  if (token === null) return infoOf(null, await statusOfUnknown(su, idToken, at));
  const holder = await holderOf(su, token);
  const standing = statusOfHolder(token, holder, at);
  const status = standing === 'Accepted' ? await statusOfAccount(su, token, holder, at) : standing;
  // Many stations ask before they let a card stop what it began: that costs nothing.
  const mayStop = status !== standing && (await chargesHere(su, token));
  return infoOf(token, mayStop ? standing : status);
}

/** What is said of the id token that ended a transaction: nothing runs any more that could cost anything. */
export async function authorizeEnd(su: StationUnit, idToken: string, at: EpochMs): Promise<IdTokenInfo> {
  const token = await su.unit.idTokens.find(idToken);
  if (su.station.freeVending.length > 0) return infoOf(token, 'Accepted');
  if (token === null) return infoOf(null, await statusOfUnknown(su, idToken, at));
  return infoOf(token, statusOfHolder(token, await holderOf(su, token), at));
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
  const holder = await holderOf(su, token);
  const standing = statusOfHolder(token, holder, start.at);
  const status = standing === 'Accepted' ? await statusOfAccount(su, token, holder, start.at) : standing;
  if (status !== 'Accepted' || !(await isInUseElsewhere(su, start))) return infoOf(token, status);
  return infoOf(token, (await isConsoleStart(su, start.idToken, start.at)) ? 'Accepted' : 'ConcurrentTx');
}

/** Here whoever comes may charge, at the house's expense (quirk 73). */
export function isFreeVending({ station }: StationUnit, evseId: number): boolean {
  return station.freeVending.includes(evseId);
}

/** What such a connector leaves to say of a session. */
export function vendingFlags(su: StationUnit, evseId: number): readonly SessionFlag[] {
  return isFreeVending(su, evseId) ? ['freeVending'] : [];
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

async function holderOf(su: StationUnit, { customerId }: IdTokenRecord): Promise<CustomerRecord | null> {
  return customerId === null ? null : su.unit.customers.find(customerId);
}

/** Of the card, and of whoever it belongs to. */
function statusOfHolder(token: IdTokenRecord, holder: CustomerRecord | null, at: EpochMs): AuthorizationStatus {
  const status = statusOf(token, at);
  return status === 'Accepted' && holder !== null && !mayCharge(holder) ? 'Blocked' : status;
}

/** Whether a budget is used up, or a prepaid account is empty. What was reported late was decided then, not now. */
async function statusOfAccount(
  su: StationUnit,
  token: IdTokenRecord,
  holder: CustomerRecord | null,
  at: EpochMs,
): Promise<AuthorizationStatus> {
  if (su.receivedAt - at > liveWithinMs) return 'Accepted';
  const { unit, settings, runningCost, receivedAt } = su;
  const left = await remaining(
    { reads: unit, at: receivedAt, timeZone: settings.timeZone, runningCost },
    token,
    holder,
  );
  return isUsedUp(left) ? 'Blocked' : 'Accepted';
}

async function chargesHere(su: StationUnit, token: IdTokenRecord): Promise<boolean> {
  const open = await su.unit.sessions.openWithIdToken(token.idToken);
  return open.some((session) => sameAscii(session.stationId, su.station.stationId));
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
