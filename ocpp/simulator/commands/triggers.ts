import type { SimulatedConnector } from '../connector.ts';
import { sendMeterValues } from '../metering.ts';
import { reportStationStatus, reportStatus } from '../status-reports.ts';
import type { Station } from '../station-parts.ts';
import type { Handler } from './reply.ts';

type Trigger = (station: Station, connectors: readonly SimulatedConnector[], connectorId: number) => Promise<unknown>;

const ordinary: readonly (readonly [string, Trigger])[] = [
  ['BootNotification', (station) => station.lifecycle.sendBootNotification()],
  ['Heartbeat', (station) => station.uplink.call('Heartbeat', {})],
  ['MeterValues', sendAllMeterValues],
  ['StatusNotification', sendAllStatuses],
];

const triggers: ReadonlyMap<string, Trigger> = new Map<string, Trigger>([
  ...ordinary,
  [
    'DiagnosticsStatusNotification',
    ({ uplink, uploads }) => uplink.call('DiagnosticsStatusNotification', { status: uploads.diagnosticsWord }),
  ],
  [
    'FirmwareStatusNotification',
    ({ uplink, firmware }) => uplink.call('FirmwareStatusNotification', { status: firmware.plainWord }),
  ],
]);

const extendedTriggers: ReadonlyMap<string, Trigger> = new Map<string, Trigger>([
  ...ordinary,
  ['LogStatusNotification', ({ uplink, uploads }) => uplink.call('LogStatusNotification', uploads.logWord)],
  [
    'FirmwareStatusNotification',
    ({ uplink, firmware }) => uplink.call('SignedFirmwareStatusNotification', firmware.signedWord),
  ],
  ['SignChargePointCertificate', (station) => station.lifecycle.requestCertificate()],
]);

/** OCPP 1.6 §5.17. */
export const triggerMessage: Handler<'TriggerMessage'> = (station, request) => trigger(triggers, station, request);

/** Security whitepaper §5.4. */
export const extendedTriggerMessage: Handler<'ExtendedTriggerMessage'> = (station, request) =>
  trigger(extendedTriggers, station, request);

/** Connector 0, or none named, means all of them. */
function trigger(
  known: ReadonlyMap<string, Trigger>,
  station: Station,
  {
    requestedMessage,
    connectorId = 0,
  }: { readonly requestedMessage: string; readonly connectorId?: number | undefined },
) {
  const send = known.get(requestedMessage);
  if (send === undefined) return { response: { status: 'NotImplemented' as const } };
  const connectors = station.connectors.filter(
    (connector) => connectorId === 0 || connector.connectorId === connectorId,
  );
  if (connectors.length === 0) return { response: { status: 'Rejected' as const } };
  return { response: { status: 'Accepted' as const }, afterwards: () => send(station, connectors, connectorId) };
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
