import type { BootAnswer } from '../../../ocpp/central-system.ts';
import type { Admission, StationDetails } from '../../../ocpp/model/station.ts';
import { tellConfiguration } from './configuration-view.ts';
import type { StationUnit } from './station-unit.ts';
import { takeNewFirmware } from './transfer-progress.ts';

/** A station that waits for the operator asks again this often, so that it comes up soon after being admitted. */
const pendingIntervalSeconds = 10;

/** Keeps what the station says of itself, admitted or not: it is what the operator decides by (OCPP 1.6 §4.2). */
export async function bootStation(su: StationUnit, details: StationDetails): Promise<BootAnswer> {
  const change = { ...details, lastBootAt: su.receivedAt, lastSeenAt: su.receivedAt };
  // Asked anew: the operator may have decided while the message came in.
  const station = { ...((await su.unit.stations.find(su.station.stationId)) ?? su.station), ...change };
  await su.unit.stations.update(station.stationId, change);
  if (await su.unit.configuration.booted(station.stationId)) {
    await tellConfiguration(su.unit, su.announce, station.stationId);
  }
  if (station.admission === 'accepted') await takeNewFirmware(su, details.firmwareVersion);
  su.announce({ type: 'station', station });
  // One that waits asks again and again, which is no sign of trouble.
  if (station.admission === 'accepted') {
    su.announce({ type: 'stationBooted', stationId: station.stationId, at: su.receivedAt });
  }
  return bootAnswer(su, station.admission);
}

function bootAnswer({ receivedAt, settings }: StationUnit, admission: Admission): BootAnswer {
  switch (admission) {
    case 'accepted':
      return { status: 'Accepted', currentTime: receivedAt, intervalSeconds: settings.heartbeatIntervalSeconds };
    case 'pending':
      return { status: 'Pending', currentTime: receivedAt, intervalSeconds: pendingIntervalSeconds };
    case 'rejected':
      return { status: 'Rejected', currentTime: receivedAt, intervalSeconds: settings.heartbeatIntervalSeconds };
  }
}
