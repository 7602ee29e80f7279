import type { StationLink } from '../../../ocpp/central-system.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { noLocalList } from '../../../ocpp/model/local-list.ts';
import type { CheckResult, StationCheck } from '../../contract/commissioning.ts';
import type { ConfigurationView } from '../../contract/configuration.ts';
import type { LiveStation } from './live-state.ts';
import { sameAscii } from './same-text.ts';
import { toldValue } from './told-value.ts';

/** What a check goes by. */
export interface CheckInput {
  readonly station: LiveStation;
  /** Null where the station did not tell it. */
  readonly settings: ConfigurationView | null;
  /** Positive when the station's clock is ahead; null while too little is known. */
  readonly skewMs: number | null;
  /** Asks without changing anything. */
  readonly ask: (command: Command) => Promise<CommandOutcome>;
}

type Finding = Omit<CheckResult, 'check'>;

const good = (found: string | null): Finding => ({ state: 'good', found });
const bad = (found: string | null): Finding => ({ state: 'bad', found });
const missing = (found: string | null = null): Finding => ({ state: 'missing', found });
const unknown: Finding = { state: 'unknown', found: null };

const clockToleranceMs = 60_000;
/** Readings rarer than that show little of a session. */
const longestIntervalSeconds = 900;

/** Judges what a station is and can do, in the order of the list. */
export async function judgeStation(input: CheckInput): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  const add = (check: StationCheck, finding: Finding): void => {
    results.push({ check, ...finding });
  };
  add('connected', connected(input));
  add('booted', booted(input));
  add('clock', clock(input));
  add('core', input.settings === null ? bad(null) : good(null));
  add('firmwareManagement', await profile(input, 'FirmwareManagement', firmwareProbe));
  add('localAuthList', await profile(input, 'LocalAuthListManagement', localListProbe));
  add('reservation', await profile(input, 'Reservation', null));
  add('smartCharging', await profile(input, 'SmartCharging', smartChargingProbe));
  add('remoteTrigger', await profile(input, 'RemoteTrigger', triggerProbe));
  add('security', security(input));
  add('connectors', connectors(input));
  add('statusReports', statusReports(input));
  add('meterValues', meterValues(input));
  add('meterInterval', interval(input, 'MeterValueSampleInterval', longestIntervalSeconds));
  add('heartbeat', interval(input, 'HeartbeatInterval', 86_400));
  add('password', password(input));
  return results;
}

function valueOf({ settings }: CheckInput, key: string): string | null {
  const value = toldValue(settings?.entries, key);
  return value === null ? null : value.replace(/^"(.*)"$/, '$1').trim();
}

function connected({ station: { connection } }: CheckInput): Finding {
  return connection === null ? bad(null) : good(`${connection.version}, ${connection.remoteAddress}`);
}

function booted({ station: { record } }: CheckInput): Finding {
  if (record.lastBootAt === null) return bad(null);
  const words = [record.vendor, record.model, record.firmwareVersion].filter((word) => word !== null);
  return good(words.length === 0 ? null : words.join(' '));
}

function clock({ skewMs }: CheckInput): Finding {
  if (skewMs === null) return unknown;
  const seconds = String(Math.round(skewMs / 1000));
  return Math.abs(skewMs) <= clockToleranceMs ? good(seconds) : bad(seconds);
}

type Probe = (input: CheckInput) => Promise<Finding>;

/** The station's own word counts; where it tells none, it is asked for something of that profile that changes nothing. */
async function profile(input: CheckInput, name: string, probe: Probe | null): Promise<Finding> {
  const told = valueOf(input, 'SupportedFeatureProfiles') || null;
  if (told?.split(/[\s,;]+/).some((one) => sameAscii(one, name)) === true) return good(name);
  if (probe === null) return told === null ? unknown : missing();
  const found = await probe(input);
  return found.state === 'unknown' && told !== null ? missing() : found;
}

const firmwareProbe: Probe = async ({ ask }) =>
  ofProbe(await ask({ type: 'trigger', message: 'FirmwareStatusNotification' }), 'unknown');
const triggerProbe: Probe = async ({ ask }) => ofProbe(await ask({ type: 'trigger', message: 'Heartbeat' }), 'good');
const smartChargingProbe: Probe = async ({ ask }) =>
  ofProbe(await ask({ type: 'getCompositeSchedule', durationSeconds: 60 }), 'good');
const localListProbe: Probe = async ({ ask }) => {
  const outcome = await ask({ type: 'getLocalListVersion' });
  const version = outcome.response?.listVersion;
  if (version === noLocalList) return missing();
  return version === undefined ? ofProbe(outcome, 'unknown') : good(String(version));
};

/** A refusal is an answer by somebody who knows the question; what it proves depends on the question. */
function ofProbe({ kind, response }: CommandOutcome, refused: 'good' | 'unknown'): Finding {
  switch (kind) {
    case 'accepted':
      return good(response?.status ?? null);
    case 'notSupported':
      return missing();
    case 'rejected':
      return refused === 'good' ? good(response?.status ?? null) : unknown;
    case 'offline':
    case 'timedOut':
    case 'failed':
      return unknown;
  }
}

function security(input: CheckInput): Finding {
  const profileNumber = valueOf(input, 'SecurityProfile');
  if (profileNumber !== null) return good(profileNumber);
  return input.settings === null ? unknown : missing();
}

function connectors(input: CheckInput): Finding {
  const seen = input.station.record.evses.filter(({ evseId }) => evseId > 0).length;
  const told = Number.parseInt(valueOf(input, 'NumberOfConnectors') ?? '', 10);
  if (!(told > 0)) return seen > 0 ? good(String(seen)) : unknown;
  return seen === told ? good(String(told)) : bad(`${String(seen)}/${String(told)}`);
}

function statusReports({ station: { record, statusReceivedAt, connection } }: CheckInput): Finding {
  const evses = record.evses.filter(({ evseId }) => evseId > 0);
  if (evses.length === 0) return bad(null);
  const since = connection?.connectedAt ?? 0;
  const fresh = evses.filter(({ evseId }) => (statusReceivedAt.get(evseId) ?? 0) >= since).length;
  const words = evses.map(({ evseId, status }) => `${String(evseId)} ${status}`).join(', ');
  return fresh > 0 ? good(words) : unknown;
}

function meterValues(input: CheckInput): Finding {
  const told = valueOf(input, 'MeterValuesSampledData');
  if (told === null) return unknown;
  return /energy\.active\.import\.register/i.test(told) ? good(told) : bad(told);
}

/** A certificate is more than a password. */
function password({ station: { record } }: CheckInput): Finding {
  if (record.securityProfile === 3) return good('3');
  return record.passwordHash === null ? missing() : good(null);
}

function interval(input: CheckInput, key: string, longest: number): Finding {
  const told = valueOf(input, key);
  if (told === null) return unknown;
  const seconds = Number.parseInt(told, 10);
  return seconds > 0 && seconds <= longest ? good(String(seconds)) : bad(told);
}

/** A question over the way to one station. */
export function askingOf(link: StationLink, stationId: string): CheckInput['ask'] {
  return (command) => link.command(stationId, command);
}
