import { OcppError } from '../model/ocpp-error.ts';
import { readRequest, writeResponse } from '../v16/payloads.ts';
import type { Received } from '../v16/validators.ts';
import { authorize } from './authorization.ts';
import { admitDriver, stopTransaction } from './charging.ts';
import type { CallAnswer } from './connection.ts';
import { isUsable, type SimulatedConnector } from './connector.ts';
import { sendMeterValues } from './metering.ts';
import { reportStationStatus, reportStatus } from './status-reports.ts';
import { findConnector, type Station } from './station-parts.ts';
import type { Response } from './uplink.ts';

/** An answer, and what the station does once it is on its way. */
interface Reply<A extends SupportedCommand> {
  readonly response: Response<A>;
  readonly then?: () => Promise<unknown>;
}

/** The Core profile and RemoteTrigger. */
type SupportedCommand =
  | 'ChangeAvailability'
  | 'ChangeConfiguration'
  | 'ClearCache'
  | 'DataTransfer'
  | 'GetConfiguration'
  | 'RemoteStartTransaction'
  | 'RemoteStopTransaction'
  | 'Reset'
  | 'TriggerMessage'
  | 'UnlockConnector';

type Handler<A extends SupportedCommand> = (station: Station, request: Received<A, 'request'>) => Reply<A>;
type Obey = (station: Station, payload: unknown) => CallAnswer;

/** How a station obeys, OCPP 1.6 §5. */
const handlers: Readonly<Record<SupportedCommand, Obey>> = {
  ChangeAvailability: answering('ChangeAvailability', changeAvailability),
  ChangeConfiguration: answering('ChangeConfiguration', changeConfiguration),
  ClearCache: answering('ClearCache', clearCache),
  DataTransfer: answering('DataTransfer', dataTransfer),
  GetConfiguration: answering('GetConfiguration', getConfiguration),
  RemoteStartTransaction: answering('RemoteStartTransaction', remoteStart),
  RemoteStopTransaction: answering('RemoteStopTransaction', remoteStop),
  Reset: answering('Reset', reset),
  TriggerMessage: answering('TriggerMessage', triggerMessage),
  UnlockConnector: answering('UnlockConnector', unlockConnector),
};

function answering<A extends SupportedCommand>(action: A, handler: Handler<A>): Obey {
  return (station, payload) => {
    const { response, then } = handler(station, readRequest(action, payload));
    return { payload: writeResponse(action, response), then };
  };
}

const isSupported = (action: string): action is SupportedCommand => Object.hasOwn(handlers, action);

/** Answers a CALL of the central system, or throws the `OcppError` to answer it with. */
export function obey(station: Station, action: string, payload: unknown): CallAnswer {
  if (!isSupported(action)) throw new OcppError('NotImplemented');
  return handlers[action](station, payload);
}

function changeConfiguration(
  station: Station,
  { key, value }: Received<'ChangeConfiguration', 'request'>,
): Reply<'ChangeConfiguration'> {
  return { response: { status: station.configuration.change(key, value) } };
}

function getConfiguration(
  station: Station,
  { key }: Received<'GetConfiguration', 'request'>,
): Reply<'GetConfiguration'> {
  if (key !== undefined && key.length > station.configuration.integer('GetConfigurationMaxKeys')) {
    throw new OcppError('OccurrenceConstraintViolation', 'More keys than GetConfigurationMaxKeys.');
  }
  return { response: station.configuration.read(key) };
}

function clearCache(station: Station): Reply<'ClearCache'> {
  if (!station.configuration.flag('AuthorizationCacheEnabled')) return { response: { status: 'Rejected' } };
  station.cache.clear();
  return { response: { status: 'Accepted' } };
}

function reset(station: Station, { type }: Received<'Reset', 'request'>): Reply<'Reset'> {
  const cause = type === 'Hard' ? 'HardReset' : 'SoftReset';
  return { response: { status: 'Accepted' }, then: () => station.lifecycle.reboot(cause) };
}

function changeAvailability(
  station: Station,
  { connectorId, type }: Received<'ChangeAvailability', 'request'>,
): Reply<'ChangeAvailability'> {
  const wanted =
    connectorId === 0 ? station.connectors : [findConnector(station, connectorId)].filter((c) => c !== undefined);
  if (wanted.length === 0) return { response: { status: 'Rejected' } };
  const operative = type === 'Operative';
  for (const connector of wanted) setAvailability(connector, operative);
  const status = wanted.some((connector) => connector.scheduledOperative !== null) ? 'Scheduled' : 'Accepted';
  return {
    response: { status },
    then: async () => {
      if (connectorId === 0) await reportStationStatus(station);
      for (const connector of wanted) await reportStatus(station, connector);
    },
  };
}

/** During a transaction a change waits for its end; one that changes nothing is done at once (OCPP 1.6 §5.2). */
function setAvailability(connector: SimulatedConnector, operative: boolean): void {
  const waits = connector.transaction !== null && connector.operative !== operative;
  connector.scheduledOperative = waits ? operative : null;
  if (!waits) connector.operative = operative;
}

/** The station knows one message of its own vendor: `Echo`. */
function dataTransfer(
  station: Station,
  { vendorId, messageId, data }: Received<'DataTransfer', 'request'>,
): Reply<'DataTransfer'> {
  if (vendorId !== station.profile.vendor) return { response: { status: 'UnknownVendorId' } };
  if (messageId !== 'Echo') return { response: { status: 'UnknownMessageId' } };
  return { response: { status: 'Accepted', ...(data !== undefined && { data }) } };
}

function remoteStart(
  station: Station,
  { connectorId, idTag }: Received<'RemoteStartTransaction', 'request'>,
): Reply<'RemoteStartTransaction'> {
  const connector = connectorId === undefined ? freeConnector(station) : findConnector(station, connectorId);
  if (!station.uplink.ready || connector === undefined || !isUsable(connector)) {
    return { response: { status: 'Rejected' } };
  }
  return {
    response: { status: 'Accepted' },
    then: async () => {
      const mustAsk = station.configuration.flag('AuthorizeRemoteTxRequests');
      if (mustAsk && (await authorize(station, idTag)).status !== 'Accepted') return;
      await admitDriver(station, connector, idTag);
    },
  };
}

/** Without a connector named, the one where a car waits, else any free one. */
function freeConnector(station: Station): SimulatedConnector | undefined {
  const usable = station.connectors.filter(isUsable);
  return usable.find((connector) => connector.hardware.car !== null) ?? usable[0];
}

function remoteStop(
  station: Station,
  { transactionId }: Received<'RemoteStopTransaction', 'request'>,
): Reply<'RemoteStopTransaction'> {
  const connector = station.connectors.find((candidate) => candidate.transaction?.transactionId === transactionId);
  if (connector === undefined) return { response: { status: 'Rejected' } };
  return { response: { status: 'Accepted' }, then: () => stopTransaction(station, connector, 'Remote') };
}

function unlockConnector(
  station: Station,
  { connectorId }: Received<'UnlockConnector', 'request'>,
): Reply<'UnlockConnector'> {
  const connector = findConnector(station, connectorId);
  if (connector === undefined || station.profile.fixedCable) return { response: { status: 'NotSupported' } };
  if (connector.errorCode === 'ConnectorLockFailure') return { response: { status: 'UnlockFailed' } };
  return { response: { status: 'Unlocked' }, then: () => stopTransaction(station, connector, 'UnlockCommand') };
}

type Trigger = (station: Station, connectors: readonly SimulatedConnector[], connectorId: number) => Promise<unknown>;

const triggers: ReadonlyMap<string, Trigger> = new Map<string, Trigger>([
  ['BootNotification', (station) => station.lifecycle.sendBootNotification()],
  ['Heartbeat', (station) => station.uplink.call('Heartbeat', {})],
  [
    'DiagnosticsStatusNotification',
    (station) => station.uplink.call('DiagnosticsStatusNotification', { status: 'Idle' }),
  ],
  ['FirmwareStatusNotification', (station) => station.uplink.call('FirmwareStatusNotification', { status: 'Idle' })],
  ['MeterValues', sendAllMeterValues],
  ['StatusNotification', sendAllStatuses],
]);

/** Connector 0, or none named, means all of them (OCPP 1.6 §5.17). */
function triggerMessage(
  station: Station,
  { requestedMessage, connectorId = 0 }: Received<'TriggerMessage', 'request'>,
): Reply<'TriggerMessage'> {
  const trigger = triggers.get(requestedMessage);
  if (trigger === undefined) return { response: { status: 'NotImplemented' } };
  const connectors = station.connectors.filter(
    (connector) => connectorId === 0 || connector.connectorId === connectorId,
  );
  if (connectors.length === 0) return { response: { status: 'Rejected' } };
  return { response: { status: 'Accepted' }, then: () => trigger(station, connectors, connectorId) };
}

async function sendAllMeterValues(station: Station, connectors: readonly SimulatedConnector[]): Promise<void> {
  for (const connector of connectors) await sendMeterValues(station, connector, 'Trigger');
}

async function sendAllStatuses(
  station: Station,
  connectors: readonly SimulatedConnector[],
  connectorId: number,
): Promise<void> {
  if (connectorId === 0) await reportStationStatus(station);
  for (const connector of connectors) {
    connector.reported = null;
    await reportStatus(station, connector);
  }
}
