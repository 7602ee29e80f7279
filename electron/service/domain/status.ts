import type { StatusReport } from '../../../ocpp/central-system.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import type { EvseRecord } from '../store/store.ts';
import { dropReservations } from './reservation-use.ts';
import type { StationUnit } from './station-unit.ts';

/** Statuses that were queued offline follow the current one within this time; an older one that comes later is from a clock set back. */
const replayWithinMs = 10 * 60_000;

/** Keeps the latest status of an EVSE; row 0 is the station itself (OCPP 1.6 §4.9). */
export async function takeStatus(su: StationUnit, report: StatusReport): Promise<void> {
  // A clock that is ahead must not hold back what comes after it is set right.
  const statusAt = Math.min(su.correct(report.time).at, su.receivedAt);
  const known = su.station.evses.find((evse) => evse.evseId === report.evseId);
  noteOddities(su, report);
  if (known !== undefined && isReplay(su, known, statusAt)) {
    su.noticed('outOfOrder', `${report.status} ${report.time.text ?? ''}`);
    return;
  }
  const evse: EvseRecord = {
    evseId: report.evseId,
    status: report.status,
    errorCode: report.errorCode,
    info: report.info,
    vendorErrorCode: report.vendorErrorCode,
    statusAt,
  };
  await su.unit.stations.upsertEvse(su.station.stationId, evse);
  if (report.status === 'Faulted' || report.status === 'Unavailable') await dropReservations(su, report.evseId);
  su.announce({ type: 'evse', stationId: su.station.stationId, evse, receivedAt: su.receivedAt });
}

const ofStations: ReadonlySet<EvseStatus> = new Set(['Available', 'Unavailable', 'Faulted']);

function noteOddities(su: StationUnit, { evseId, status, errorCode }: StatusReport): void {
  if (errorCode !== null && status !== 'Faulted') su.noticed('harmlessErrorCodes', `${status} ${errorCode}`);
  if (evseId !== 0) return;
  // A station is available, unavailable or faulted (OCPP 1.6 §4.9); what charges are its connectors, and only while it is available.
  const isCharging = su.station.evses.some((evse) => evse.evseId > 0 && evse.status === 'Charging');
  const contradicts = !ofStations.has(status) || (isCharging && status !== 'Available');
  if (contradicts) su.noticed('contradictingStatus', status);
}

function isReplay(su: StationUnit, known: EvseRecord, statusAt: number): boolean {
  if (statusAt >= known.statusAt) return false;
  const knownSince = su.statusReceivedAt(known.evseId);
  return knownSince !== null && su.receivedAt - knownSince <= replayWithinMs;
}
