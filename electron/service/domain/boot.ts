import type { BootAnswer } from '../../../ocpp/central-system.ts';
import type { StationDetails } from '../../../ocpp/model/station.ts';
import type { StationUnit } from './station-unit.ts';

/** A station that waits for the operator asks again this often, so that it comes up soon after being admitted. */
const pendingIntervalSeconds = 10;

/** Keeps what the station says of itself, admitted or not: it is what the operator decides by (OCPP 1.6 §4.2). */
export async function bootStation(su: StationUnit, details: StationDetails): Promise<BootAnswer> {
  const change = { ...details, lastBootAt: su.receivedAt, lastSeenAt: su.receivedAt };
  await su.unit.stations.update(su.station.stationId, change);
  su.announce({ type: 'station', station: { ...su.station, ...change } });
  su.announce({ type: 'stationBooted', stationId: su.station.stationId, at: su.receivedAt });
  return bootAnswer(su);
}

function bootAnswer({ station, receivedAt, settings }: StationUnit): BootAnswer {
  switch (station.admission) {
    case 'accepted':
      return { status: 'Accepted', currentTime: receivedAt, intervalSeconds: settings.heartbeatIntervalSeconds };
    case 'pending':
      return { status: 'Pending', currentTime: receivedAt, intervalSeconds: pendingIntervalSeconds };
    case 'rejected':
      return { status: 'Rejected', currentTime: receivedAt, intervalSeconds: settings.heartbeatIntervalSeconds };
  }
}
