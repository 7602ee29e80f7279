import type { TransactionEnd } from '../../../ocpp/central-system.ts';
import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { IdTokenInfo } from '../../../ocpp/model/id-token.ts';
import type { SessionFlag } from '../../contract/words.ts';
import type { SessionRecord } from '../store/store.ts';
import { authorizeEnd } from './authorization.ts';
import { isClosedByEstimate } from './flags.ts';
import { recordOrphanStop } from './orphan-stop.ts';
import { takeReadings } from './session-readings.ts';
import { endSession, flagSession } from './session-end.ts';
import { findStopped, isTransactionId } from './session-matching.ts';
import type { CorrectedTime } from './station-time.ts';
import type { StationUnit } from './station-unit.ts';
import { timeFlags } from './time-flags.ts';

/** A transaction can't be kept from stopping: every stop is answered, and every stop is kept (OCPP 1.6 §4.10). */
export async function stopTransaction(su: StationUnit, report: TransactionEnd): Promise<IdTokenInfo | null> {
  const time = su.correct(report.time);
  const target = await findStopped(su, report, time.at);
  if (report.idToken === null) su.noticed('stopsWithoutIdToken', report.reason);
  if (!isTransactionId(report.transactionId)) su.noticed('unusableTransactionIds', report.transactionId);
  switch (target.kind) {
    case 'running':
      await stopSession(su, target.session, report, time);
      break;
    case 'repeated':
      su.noticed('repeatedStops', report.transactionId);
      su.belongsTo(target.session.sessionId);
      break;
    case 'conflicting':
      su.belongsTo(target.session.sessionId);
      await flagSession(su, target.session, 'conflictingStop');
      break;
    case 'orphan':
      await recordOrphanStop(su, report, time);
      break;
    default:
      assertNever(target);
  }
  return report.idToken === null ? null : authorizeEnd(su, report.idToken, time.at);
}

async function stopSession(
  su: StationUnit,
  session: SessionRecord,
  report: TransactionEnd,
  time: CorrectedTime,
): Promise<void> {
  su.belongsTo(session.sessionId);
  const { session: measured } = await takeReadings(su, session, report.meterValues);
  const late: readonly SessionFlag[] = isClosedByEstimate(session) ? ['lateStop'] : [];
  noteFreedBefore(su, session);
  su.registers.note(session.stationId, session.evseId, report.meterStopWh);
  const ended = await endSession(su, measured, {
    stoppedAt: time.at,
    stoppedText: report.time.text,
    stopReceivedAt: su.receivedAt,
    meterStopWh: report.meterStopWh,
    stopReason: report.reason,
    flags: [...timeFlags(time, su.receivedAt, 'stopTimeReplaced'), ...late],
  });
  if (ended.flags.includes('unitMismatch')) su.noticed('mixedEnergyUnits', `${String(ended.energyWh)} Wh`);
}

/** Some report the connector as free before they report the stop (quirk 41). */
function noteFreedBefore(su: StationUnit, session: SessionRecord): void {
  const evse = su.station.evses.find(({ evseId }) => evseId === session.evseId);
  // What was said before the start came is no news of this session: after an outage the present status comes first.
  const saidAt = su.statusReceivedAt(session.evseId) ?? 0;
  const isAfterStart = saidAt > session.startReceivedAt && (evse?.statusAt ?? 0) >= session.startedAt;
  if (evse?.status === 'Available' && isAfterStart) su.noticed('availableBeforeStop');
}
