import { authorize } from '../authorization.ts';
import { admitDriver, stopTransaction } from '../charging.ts';
import { isUsable, type SimulatedConnector } from '../connector.ts';
import { isOpenTo } from '../reservations.ts';
import { findConnector, type Station } from '../station-parts.ts';
import type { Handler } from './reply.ts';
import { profileFault } from './smart-charging.ts';

/** OCPP 1.6 §5.11. A profile that comes along must be a TxProfile; it counts for the charge that starts. */
export const remoteStart: Handler<'RemoteStartTransaction'> = (
  station,
  { connectorId, idTag, chargingProfile: profile },
) => {
  const connector = connectorId === undefined ? freeConnector(station, idTag) : findConnector(station, connectorId);
  const isReadable = station.behaviour.remoteTags !== 'hex' || /^([0-9a-f]{2})+$/i.test(idTag);
  const isWelcome =
    isReadable && connector !== undefined && isOpenTo(station, connector, idTag) && station.uplink.ready;
  const isSound =
    profile === undefined ||
    (profile.chargingProfilePurpose === 'TxProfile' &&
      station.supports('SmartCharging') &&
      profileFault(station, profile) === null);
  if (!isWelcome || !isSound) return { response: { status: 'Rejected' } };
  return {
    response: { status: 'Accepted' },
    afterwards: async () => {
      const mustAsk = station.configuration.flag('AuthorizeRemoteTxRequests');
      const info = mustAsk ? await authorize(station, idTag) : undefined;
      if (info !== undefined && info.status !== 'Accepted') return;
      await admitDriver(station, connector, { idTag, parentIdTag: info?.parentIdTag, profile });
    },
  };
};

/** Without a connector named, the one where a car waits, else any free one. */
function freeConnector(station: Station, idTag: string): SimulatedConnector | undefined {
  const usable = station.connectors.filter((connector) => isUsable(connector) && isOpenTo(station, connector, idTag));
  return usable.find((connector) => connector.hardware.car !== null) ?? usable[0];
}

/** OCPP 1.6 §5.12. */
export const remoteStop: Handler<'RemoteStopTransaction'> = (station, { transactionId }) => {
  const connector = station.connectors.find((candidate) => candidate.transaction?.transactionId === transactionId);
  if (connector === undefined) return { response: { status: 'Rejected' } };
  return { response: { status: 'Accepted' }, afterwards: () => stopTransaction(station, connector, 'Remote') };
};

/** OCPP 1.6 §5.18. */
export const unlockConnector: Handler<'UnlockConnector'> = (station, { connectorId }) => {
  const connector = findConnector(station, connectorId);
  if (connector === undefined || station.profile.fixedCable) return { response: { status: 'NotSupported' } };
  if (connector.errorCode === 'ConnectorLockFailure') return { response: { status: 'UnlockFailed' } };
  return { response: { status: 'Unlocked' }, afterwards: () => stopTransaction(station, connector, 'UnlockCommand') };
};
