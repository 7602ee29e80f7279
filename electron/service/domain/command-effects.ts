import type {
  Command,
  CommandOutcome,
  ExtendedTriggeredMessage,
  TriggeredMessage,
} from '../../../ocpp/model/command.ts';
import { assertNever } from '../../../ocpp/model/assert-never.ts';
import { isSecretKey } from '../../../ocpp/model/secrets.ts';
import type { Change, ReportWord } from './changes.ts';
import type { LiveStation } from './live-state.ts';
import { sameAscii } from './same-text.ts';

/** How one sees that what a command asked for really happened. */
export type Effect =
  /** Something is reported. */
  | { readonly kind: 'report'; readonly limitMs: number; isSeenIn(change: Change): boolean }
  /** The station is so, perhaps it is already. */
  | { readonly kind: 'state'; readonly limitMs: number; holdsIn(station: LiveStation): boolean }
  /** The station tells the value when asked for it again. */
  | { readonly kind: 'configuration'; readonly key: string; readonly value: string };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** `ConnectionTimeOut` of most stations is one or two minutes: how long they wait for the car after a remote start. */
const startWithinMs = 3 * minuteMs;
const stopWithinMs = minuteMs;
const bootWithinMs = 5 * minuteMs;
const unlockWithinMs = 30_000;
const availabilityWithinMs = minuteMs;
const reservedWithinMs = minuteMs;
/** A station that measures first may take its time. */
const reportedWithinMs = minuteMs;
/** "Scheduled" means after the running session. */
const scheduledWithinMs = 24 * hourMs;

/** What to wait for after a command; null when there is nothing to see. */
export function effectOf(command: Command, station: LiveStation): Effect | null {
  const { stationId } = station.record;
  switch (command.type) {
    case 'remoteStart':
      return report(startWithinMs, (change) => hasStarted(change, stationId, command.evseId));
    case 'remoteStop':
      return report(stopWithinMs, (change) => hasStopped(change, stationId, command.transactionId));
    case 'reset':
      return report(
        bootWithinMs,
        (change) => change.type === 'stationBooted' && sameAscii(change.stationId, stationId),
      );
    case 'unlock':
      return unlockEffect(command.evseId, station);
    case 'changeAvailability':
      return availabilityEffect(command.evseId, command.operationalStatus === 'Operative');
    case 'setConfiguration':
      // A password is never told: asking for it would show nothing.
      return isSecretKey(command.key) ? null : { kind: 'configuration', key: command.key, value: command.value };
    case 'trigger':
    case 'extendedTrigger':
      return reportedEffect(reportOf[command.message], command.evseId, stationId);
    case 'reserve':
      return command.evseId === undefined ? null : reservedEffect(command.evseId);
    // The answer says it all, or what follows has a life of its own: transfers, lists, reservations, limits, certificates.
    case 'getConfiguration':
    case 'clearCache':
    case 'dataTransfer':
    case 'getDiagnostics':
    case 'getLog':
    case 'updateFirmware':
    case 'signedUpdateFirmware':
    case 'getLocalListVersion':
    case 'sendLocalList':
    case 'cancelReservation':
    case 'setChargingProfile':
    case 'clearChargingProfile':
    case 'getCompositeSchedule':
    case 'certificateSigned':
    case 'installCertificate':
    case 'deleteCertificate':
    case 'getInstalledCertificateIds':
      return null;
    default:
      return assertNever(command);
  }
}

/** How long to wait for an effect after this answer. */
export function limitOf(effect: Effect, outcome: CommandOutcome): number {
  if (effect.kind === 'configuration') return scheduledWithinMs;
  return outcome.response?.status === 'Scheduled' ? scheduledWithinMs : effect.limitMs;
}

/** Stations write the same value differently: other case, quotes, another number of decimals. */
export function isSameValue(asked: string, told: string): boolean {
  const plain = (text: string): string =>
    text
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase();
  const [one, other] = [plain(asked), plain(told)];
  return one === other || (one !== '' && other !== '' && Number(one) === Number(other));
}

const reportOf: Readonly<Record<TriggeredMessage | ExtendedTriggeredMessage, ReportWord>> = {
  BootNotification: 'boot',
  StatusNotification: 'status',
  MeterValues: 'meterValues',
  Heartbeat: 'heartbeat',
  FirmwareStatusNotification: 'firmwareStatus',
  DiagnosticsStatusNotification: 'logStatus',
  LogStatusNotification: 'logStatus',
  SignChargingStationCertificate: 'certificateRequest',
};

function reportedEffect(word: ReportWord, evseId: number | undefined, stationId: string): Effect {
  return report(reportedWithinMs, (change) => {
    if (change.type !== 'reported' || change.report !== word || !sameAscii(change.stationId, stationId)) return false;
    return evseId === undefined || change.evseId === null || change.evseId === evseId;
  });
}

function reservedEffect(evseId: number): Effect {
  return {
    kind: 'state',
    limitMs: reservedWithinMs,
    holdsIn: (station) => station.record.evses.some((evse) => evse.evseId === evseId && evse.status === 'Reserved'),
  };
}

function report(limitMs: number, isSeenIn: (change: Change) => boolean): Effect {
  return { kind: 'report', limitMs, isSeenIn };
}

function hasStarted(change: Change, stationId: string, evseId: number | undefined): boolean {
  if (change.type !== 'sessionStarted' || !sameAscii(change.session.stationId, stationId)) return false;
  return evseId === undefined || change.session.evseId === evseId;
}

function hasStopped(change: Change, stationId: string, transactionId: string): boolean {
  if (change.type !== 'session' || !sameAscii(change.session.stationId, stationId)) return false;
  return change.session.transactionId === transactionId && change.session.stoppedAt !== null;
}

/** A free connector that is unlocked reports nothing. */
function unlockEffect(evseId: number, station: LiveStation): Effect | null {
  const before = station.record.evses.find((evse) => evse.evseId === evseId)?.status;
  if (before === undefined || before === 'Available' || before === 'Unavailable') return null;
  const { stationId } = station.record;
  return report(unlockWithinMs, (change) => {
    if (change.type !== 'evse' || !sameAscii(change.stationId, stationId)) return false;
    return change.evse.evseId === evseId && change.evse.status !== before;
  });
}

function availabilityEffect(evseId: number | undefined, operative: boolean): Effect {
  return {
    kind: 'state',
    limitMs: availabilityWithinMs,
    holdsIn(station) {
      const evses = station.record.evses.filter((evse) =>
        evseId === undefined ? evse.evseId > 0 : evse.evseId === evseId,
      );
      return evses.length > 0 && evses.every((evse) => (evse.status !== 'Unavailable') === operative);
    },
  };
}
