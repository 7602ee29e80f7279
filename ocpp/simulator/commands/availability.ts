import type { SimulatedConnector } from '../connector.ts';
import { reportStationStatus, reportStatus } from '../status-reports.ts';
import { findConnector } from '../station-parts.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.2; connector 0 means all of them. */
export const changeAvailability: Handler<'ChangeAvailability'> = (station, { connectorId, type }) => {
  const wanted =
    connectorId === 0 ? station.connectors : [findConnector(station, connectorId)].filter((c) => c !== undefined);
  if (wanted.length === 0) return { response: { status: 'Rejected' } };
  const operative = type === 'Operative';
  for (const connector of wanted) setAvailability(connector, operative);
  const status = wanted.some((connector) => connector.scheduledOperative !== null) ? 'Scheduled' : 'Accepted';
  return {
    response: { status },
    afterwards: async () => {
      if (connectorId === 0) await reportStationStatus(station);
      for (const connector of wanted) await reportStatus(station, connector);
    },
  };
};

/** During a transaction a change waits for its end; one that changes nothing is done at once (OCPP 1.6 §5.2). */
function setAvailability(connector: SimulatedConnector, operative: boolean): void {
  const waits = connector.transaction !== null && connector.operative !== operative;
  connector.scheduledOperative = waits ? operative : null;
  if (!waits) connector.operative = operative;
}
