import type { ErrorCode } from './connector-status.ts';
import type { SimulatedStation } from './simulated-station.ts';

export const commandHelp = `Type what happens at a station, "SIM2 plug 1" for another than the first:
  plug C · unplug C · card C TAG · start C TAG · stop C · meter C · fault C [ERRORCODE] · mend C
  offline · online · reboot · status · quirk N · certificate · event TYPE · inside · quit`;

const errorCodes = [
  'ConnectorLockFailure',
  'EVCommunicationError',
  'GroundFailure',
  'HighTemperature',
  'InternalError',
  'OtherError',
  'OverCurrentFailure',
  'OverVoltage',
  'PowerMeterFailure',
  'PowerSwitchFailure',
  'ReaderFailure',
  'UnderVoltage',
  'WeakSignal',
] as const satisfies readonly ErrorCode[];

const readErrorCode = (word: string): ErrorCode =>
  errorCodes.find((code) => code.toLowerCase() === word.toLowerCase()) ?? 'GroundFailure';

/** `all` is everything that was typed behind the verb. */
type Command = (station: SimulatedStation, connectorId: number, word: string, all: string) => unknown;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['plug', (station, connectorId) => station.plugIn(connectorId)],
  ['unplug', (station, connectorId) => station.unplug(connectorId)],
  ['card', async (station, connectorId, tag) => (await station.presentCard(connectorId, tag)).status],
  ['start', (station, connectorId, tag) => station.startTransaction(connectorId, tag)],
  ['stop', (station, connectorId) => station.stopTransaction(connectorId)],
  ['meter', (station, connectorId) => station.sendMeterValues(connectorId)],
  ['fault', (station, connectorId, word) => station.setFault(connectorId, readErrorCode(word))],
  ['mend', (station, connectorId) => station.setFault(connectorId, 'NoError')],
  ['offline', (station) => station.goOffline()],
  ['online', (station) => station.goOnline()],
  ['certificate', (station) => station.requestCertificate()],
  ['event', (station, _connectorId, _word, type) => station.reportSecurityEvent(type)],
  ['inside', (station) => JSON.stringify(station.inside())],
  ['reboot', (station) => station.reboot('SoftReset')],
  ['status', (station, connectorId) => JSON.stringify(station.connector(connectorId))],
]);

/** Runs one typed line, and returns what to show for it. */
export async function runCommand(stations: readonly SimulatedStation[], line: string): Promise<string> {
  const words = line.trim().split(/\s+/);
  const named = stations.find(({ stationId }) => stationId === words[0]);
  const [verb = '', connector = '1', ...rest] = named === undefined ? words : words.slice(1);
  const station = named ?? stations[0];
  const command = commands.get(verb);
  if (station === undefined || command === undefined) return commandHelp;
  try {
    const shown = await command(station, Number(connector), rest.join(' '), [connector, ...rest].join(' '));
    return typeof shown === 'string' ? shown : 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
