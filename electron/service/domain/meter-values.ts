import type { MeterReport } from '../../../ocpp/central-system.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import type { Reading, SessionRecord } from '../store/store.ts';
import { inTrueUnits, notePhases, noteUnits } from './odd-readings.ts';
import { adoptSession } from './recovered-session.ts';
import { reviseEnd } from './revised-end.ts';
import { reopenSession } from './session-end.ts';
import { isTransactionId } from './session-matching.ts';
import { addLateReadings, addReadings, rowsOf } from './session-readings.ts';
import type { StationUnit } from './station-unit.ts';

/** The last reading often comes after the stop. */
const lateReadingMs = 2 * 60_000;
const clockToleranceMs = 2 * 60_000;
/** Only readings of now say that a session we know nothing of is running. */
const adoptWithinMs = 10 * 60_000;

const chargingStatuses: ReadonlySet<EvseStatus> = new Set(['Charging', 'SuspendedEV', 'SuspendedEVSE', 'Occupied']);

/** Takes what a station measured, for the session it belongs to; the raw frame is kept whatever comes of it (OCPP 1.6 §4.7). */
export async function takeMeterValues(su: StationUnit, report: MeterReport): Promise<void> {
  // Some stations report the sum of all connectors as connector 0.
  if (report.evseId === 0) return;
  noteUnits(su, report.meterValues);
  const meterValues = inTrueUnits(su, report.meterValues);
  notePhases(su, meterValues);
  const rows = rowsOf(su, meterValues);
  if (rows.length === 0) return;
  if (report.transactionId !== null && isTransactionId(report.transactionId)) {
    await takeNamed(su, report.evseId, report.transactionId, rows);
  } else {
    if (report.transactionId !== null) su.noticed('unusableTransactionIds', report.transactionId);
    await takeUnnamed(su, report.evseId, rows);
  }
}

async function takeNamed(
  su: StationUnit,
  evseId: number,
  transactionId: string,
  rows: readonly Reading[],
): Promise<void> {
  const session = await su.unit.sessions.findByTransaction(su.station.stationId, transactionId);
  if (session === null) await takeForeign(su, evseId, transactionId, rows);
  else if (session.stoppedAt === null) await takeRunning(su, session, rows);
  else await takeEnded(su, session, session.stoppedAt, rows);
}

async function takeUnnamed(su: StationUnit, evseId: number, rows: readonly Reading[]): Promise<void> {
  const open = await su.unit.sessions.openOnEvse(su.station.stationId, evseId);
  const session = open.reduce<SessionRecord | null>(
    (newest, one) => (newest === null || one.startedAt > newest.startedAt ? one : newest),
    null,
  );
  if (session === null) return;
  su.noticed('readingsWithoutTransaction');
  const since = session.startedAt - clockToleranceMs;
  await takeRunning(
    su,
    session,
    rows.filter((row) => row.at >= since),
  );
}

async function takeRunning(su: StationUnit, session: SessionRecord, rows: readonly Reading[]): Promise<void> {
  if (rows.length === 0) return;
  su.belongsTo(session.sessionId);
  const taken = await addReadings(su, session, rows);
  su.announce({ type: 'reading', ...taken });
}

async function takeEnded(
  su: StationUnit,
  session: SessionRecord,
  stoppedAt: number,
  rows: readonly Reading[],
): Promise<void> {
  su.belongsTo(session.sessionId);
  const isRunning = session.flags.includes('noStop') && rows.some((row) => row.at > stoppedAt + lateReadingMs);
  if (isRunning) {
    await takeRunning(su, await reopenSession(su, session), rows);
    return;
  }
  if (await addLateReadings(su, session, rows, stoppedAt + lateReadingMs)) {
    su.noticed('readingsAfterStop', session.transactionId);
    await reviseEnd(su, session, rows);
    return;
  }
  su.noticed('staleTransactionIds', session.transactionId);
  su.warn(`staleTransaction ${session.transactionId}`, 'reports readings for a transaction that has ended');
}

/** A transaction we never heard of: taken up when the EVSE really charges and no session of ours does. */
async function takeForeign(
  su: StationUnit,
  evseId: number,
  transactionId: string,
  rows: readonly Reading[],
): Promise<void> {
  const isNow = rows.some((row) => su.receivedAt - row.at <= adoptWithinMs);
  const status = su.station.evses.find((evse) => evse.evseId === evseId)?.status;
  const isCharging = status !== undefined && chargingStatuses.has(status);
  const open = await su.unit.sessions.openOnEvse(su.station.stationId, evseId);
  if (!isNow || !isCharging || open.length > 0) {
    su.noticed('staleTransactionIds', transactionId);
    su.warn(`foreignTransaction ${transactionId}`, 'reports readings for a transaction of another central system');
    return;
  }
  await takeRunning(su, await adoptSession(su, evseId, transactionId, rows), rows);
}
