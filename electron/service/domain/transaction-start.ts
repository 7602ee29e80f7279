import type { TransactionStart, TransactionStartAnswer } from '../../../ocpp/central-system.ts';
import type { IdTokenInfo } from '../../../ocpp/model/id-token.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionRecord } from '../store/store.ts';
import { authorizeStart, repeatAnswer, vendingFlags } from './authorization.ts';
import { beginSale } from './desk/sale-sessions.ts';
import { refusalFlags, withFlags } from './flags.ts';
import { useReservation } from './reservation-use.ts';
import { isPlaceholder } from './id-token-spelling.ts';
import { runningSession } from './running-session.ts';
import { sameAscii } from './same-text.ts';
import { beginSession } from './session-begin.ts';
import { endSession, flagSession } from './session-end.ts';
import type { CorrectedTime } from './station-time.ts';
import type { StationUnit } from './station-unit.ts';
import { timeFlags } from './time-flags.ts';

/** Two starts without a time are the same when they come this close together. */
const repeatWithinMs = 15 * 60_000;

/**
 * A start is always taken and always numbered, whatever the card (OCPP 1.6 §4.8). The same start reported again gets the same number and the
 * same word about the card.
 */
export async function startTransaction(su: StationUnit, report: TransactionStart): Promise<TransactionStartAnswer> {
  const time = su.correct(report.time);
  const start = { ...report, evseId: evseOf(su, report.evseId) };
  const repeated = await findRepeated(su, start, time.at);
  if (repeated !== null) return answerRepeated(su, repeated);
  const idTokenInfo = await authorizeStart(su, { idToken: report.idToken, evseId: start.evseId, at: time.at });
  noteOddStart(su, start, time.at, await supersedeOlder(su, start.evseId, time.at));
  const transactionId = report.transactionId ?? (await freshTransactionId(su));
  const session = await beginSession(su, newSession(su, { ...start, transactionId }, time, idTokenInfo));
  await beginSale(su.unit, session);
  su.announce({ type: 'sessionStarted', session });
  await useReservation(su, session, report.reservationId);
  return { transactionId, idTokenInfo };
}

/** A start on EVSE 0 is one on the only EVSE: nothing charges at "the station itself". */
export function evseOf(su: StationUnit, evseId: number): number {
  if (evseId > 0) return evseId;
  const known = su.station.evses.filter((evse) => evse.evseId > 0);
  const [only] = known;
  return known.length === 1 && only !== undefined ? only.evseId : 1;
}

async function findRepeated(
  su: StationUnit,
  report: TransactionStart,
  startedAt: EpochMs,
): Promise<SessionRecord | null> {
  const { evseId, idToken, meterStartWh } = report;
  const { stationId } = su.station;
  const startedText = report.time.text;
  if (startedText !== null) {
    return su.unit.sessions.findByStart({ stationId, evseId, idToken, startedText, startedAt, meterStartWh });
  }
  const open = await su.unit.sessions.openOnEvse(stationId, evseId);
  const isSame = (session: SessionRecord): boolean =>
    session.startedText === null &&
    session.idToken !== null &&
    sameAscii(session.idToken, idToken) &&
    session.meterStartWh === meterStartWh &&
    su.receivedAt - session.startReceivedAt <= repeatWithinMs;
  return open.find(isSame) ?? null;
}

async function answerRepeated(su: StationUnit, session: SessionRecord): Promise<TransactionStartAnswer> {
  su.belongsTo(session.sessionId);
  su.noticed('repeatedStarts', session.transactionId);
  if (session.stoppedAt !== null) await flagSession(su, session, 'repeatedStart');
  const idTokenInfo = await repeatAnswer(su, session.idToken, session.authorization);
  return { transactionId: session.transactionId, idTokenInfo };
}

/** The station is the truth: a new start on an EVSE means that the session before has ended, though we were not told. */
async function supersedeOlder(su: StationUnit, evseId: number, startedAt: EpochMs): Promise<boolean> {
  const open = await su.unit.sessions.openOnEvse(su.station.stationId, evseId);
  for (const session of open) {
    if (session.startedAt > startedAt) continue;
    await endSession(su, session, {
      stoppedAt: session.lastMeterAt ?? startedAt,
      stoppedText: null,
      stopReceivedAt: null,
      meterStopWh: null,
      stopReason: null,
      flags: ['superseded'],
    });
  }
  return open.length > 0;
}

function noteOddStart(
  su: StationUnit,
  { evseId, idToken, meterStartWh }: TransactionStart,
  startedAt: EpochMs,
  wasInUse: boolean,
): void {
  const { stationId } = su.station;
  const evse = su.station.evses.find((one) => one.evseId === evseId);
  // After an outage the present status comes before the start that was kept back.
  const wasSaidBefore = evse?.status === 'Charging' && evse.statusAt <= startedAt;
  if (wasSaidBefore && !wasInUse) su.noticed('chargingBeforeStart');
  if (isPlaceholder(idToken)) su.noticed('placeholderIdTokens', idToken);
  if (su.registers.hasFallen(stationId, evseId, meterStartWh))
    su.noticed('resettingRegister', `${String(meterStartWh)} Wh`);
  su.registers.note(stationId, evseId, meterStartWh);
}

/** Skips numbers this station already used for transactions of another central system. */
async function freshTransactionId(su: StationUnit): Promise<string> {
  for (;;) {
    const transactionId = String(await su.unit.nextTransactionId());
    if ((await su.unit.sessions.findByTransaction(su.station.stationId, transactionId)) === null) return transactionId;
  }
}

function newSession(
  su: StationUnit,
  report: TransactionStart & { readonly transactionId: string },
  time: CorrectedTime,
  idTokenInfo: IdTokenInfo,
): Omit<SessionRecord, 'sessionId'> {
  return runningSession({
    stationId: su.station.stationId,
    evseId: report.evseId,
    transactionId: report.transactionId,
    idToken: report.idToken,
    authorization: idTokenInfo.status,
    startedAt: time.at,
    startedText: report.time.text,
    startReceivedAt: su.receivedAt,
    meterStartWh: report.meterStartWh,
    flags: withFlags(timeFlags(time, su.receivedAt, 'startTimeReplaced'), [
      ...refusalFlags(idTokenInfo.status),
      ...vendingFlags(su, report.evseId),
    ]),
  });
}
