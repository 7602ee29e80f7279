import { statusOf, type SimulatedConnector } from './connector.ts';
import { timestamp, type Station } from './station-parts.ts';

/** Tells the status of a connector if the central system does not know it yet. Without a connection it is told later. */
export async function reportStatus(station: Station, connector: SimulatedConnector): Promise<void> {
  const status = statusOf(connector);
  const { connectorId, errorCode } = connector;
  const { reported } = connector;
  if (!station.uplink.ready || (reported?.status === status && reported.errorCode === errorCode)) return;
  connector.reported = { status, errorCode };
  await station.uplink.call('StatusNotification', { connectorId, errorCode, status, timestamp: timestamp(station) });
}

/** Connector 0 is the station itself. */
export async function reportStationStatus(station: Station): Promise<void> {
  const status = station.connectors.some((connector) => connector.operative) ? 'Available' : 'Unavailable';
  await station.uplink.call('StatusNotification', {
    connectorId: 0,
    errorCode: 'NoError',
    status,
    timestamp: timestamp(station),
  });
}

/** After a boot the central system knows nothing; after a mere reconnection it knows what it was told. */
export async function reportEveryStatus(station: Station): Promise<void> {
  await reportStationStatus(station);
  for (const connector of station.connectors) connector.reported = null;
  await reportChangedStatuses(station);
}

export async function reportChangedStatuses(station: Station): Promise<void> {
  for (const connector of station.connectors) await reportStatus(station, connector);
}
