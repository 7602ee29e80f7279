import type { TransactionEnd } from '../../../ocpp/central-system.ts';
import type { SessionRecord } from '../store/store.ts';
import { vendingFlags } from './authorization.ts';
import { withFlags } from './flags.ts';
import { runningSession } from './running-session.ts';
import { beginSession } from './session-begin.ts';
import { endSession } from './session-end.ts';
import { takeReadings } from './session-readings.ts';
import type { CorrectedTime } from './station-time.ts';
import type { StationUnit } from './station-unit.ts';
import { timeFlags } from './time-flags.ts';

/**
 * Only the stop arrived: its start was lost, or another central system took it. The session is kept with what is known, for a person to look
 * at. Where the station has one EVSE, its last known register stands in for the start.
 */
export async function recordOrphanStop(su: StationUnit, report: TransactionEnd, time: CorrectedTime): Promise<void> {
  const evseId = onlyEvse(su);
  const meterStartWh = evseId === null ? null : await registerBefore(su, evseId, report.meterStopWh);
  const session = await beginSession(su, orphan(su, report, time, evseId ?? 0, meterStartWh));
  const { session: measured } = await takeReadings(su, session, report.meterValues);
  await endSession(su, measured, {
    stoppedAt: time.at,
    stoppedText: report.time.text,
    stopReceivedAt: su.receivedAt,
    meterStopWh: report.meterStopWh,
    stopReason: report.reason,
    flags: timeFlags(time, su.receivedAt, 'stopTimeReplaced'),
  });
}

function onlyEvse(su: StationUnit): number | null {
  const known = su.station.evses.filter((evse) => evse.evseId > 0);
  const [only] = known;
  return known.length === 1 && only !== undefined ? only.evseId : null;
}

async function registerBefore(su: StationUnit, evseId: number, meterStopWh: number | null): Promise<number | null> {
  const registerWh = await su.unit.sessions.lastRegisterWh(su.station.stationId, evseId);
  return registerWh !== null && meterStopWh !== null && registerWh <= meterStopWh ? registerWh : null;
}

function orphan(
  su: StationUnit,
  report: TransactionEnd,
  time: CorrectedTime,
  evseId: number,
  meterStartWh: number | null,
): Omit<SessionRecord, 'sessionId'> {
  const begin = report.meterValues.map((value) => su.correct(value.time).at).filter((at) => at < time.at);
  return runningSession({
    stationId: su.station.stationId,
    evseId,
    transactionId: report.transactionId,
    idToken: report.idToken,
    authorization: null,
    startedAt: Math.min(time.at, ...begin),
    startedText: null,
    startReceivedAt: su.receivedAt,
    meterStartWh,
    flags: withFlags(vendingFlags(su, evseId), ['unknownStart']),
  });
}
