import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { MonthSettings } from '../../contract/months.ts';
import type { AlertDetails } from '../../contract/words.ts';
import type { AlertKind, AlertRecord, EvseRecord } from '../store/store.ts';
import { isoTime } from './iso-time.ts';
import type { LiveStation } from './live-state.ts';
import { foldAscii } from './same-text.ts';

const bootLoopBoots = 3;
const bootLoopMs = 10 * 60_000;
const skewMs = 5 * 60_000;
const unreportedMs = 60_000;
const certificateWarningMs = 30 * 86_400_000;

/** An alert as it should be: about a state, and there exactly as long as the state is. */
export type AlertWish = Pick<AlertRecord, 'kind' | 'stationId' | 'evseId' | 'details'>;

export interface ConditionInput {
  readonly stations: readonly LiveStation[];
  readonly now: EpochMs;
  readonly serviceStartedAt: EpochMs;
  readonly offlineAlertSeconds: number;
  readonly skewMsOf: (stationId: string) => number | null;
  /** When the certificate a station comes by runs out; null where it has none. */
  readonly certificateNotAfter: (stationId: string) => EpochMs | null;
  /** The automatic pack that waits for its folder. */
  readonly failedPack: MonthSettings['failed'];
}

/** Kinds that come and go with a state; all others tell of something that happened. */
export const conditionKinds: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'stationOffline',
  'stationFaulted',
  'stationPending',
  'stationUnstable',
  'clockSkew',
  'certificateExpiring',
  'chargingWithoutTransaction',
  'monthPackFailed',
]);

/** What is wrong now. */
export function conditionsOf(input: ConditionInput): readonly AlertWish[] {
  const atStations = input.stations.flatMap((station) => {
    if (station.record.admission === 'rejected') return [];
    if (station.record.admission === 'pending') return [pending(station)];
    return [
      ...offline(station, input),
      ...faulted(station),
      ...unstable(station, input),
      ...skewed(station, input),
      ...unreported(station, input),
      ...expiring(station, input),
    ];
  });
  return [...atStations, ...packFailed(input.failedPack)];
}

function packFailed(failed: MonthSettings['failed']): readonly AlertWish[] {
  if (failed === null) return [];
  const { period, reason } = failed;
  const details: AlertDetails['monthPackFailed'] = { period, reason };
  return [{ kind: 'monthPackFailed', stationId: null, evseId: null, details: { ...details } }];
}

/** One alert of a kind for one subject: raised again while it is active it would say nothing new. */
export function alertKey({ kind, stationId, evseId, details }: AlertWish): string {
  if (kind === 'sessionReview' || kind === 'stoppedAtLimit') return JSON.stringify([kind, details.sessionId]);
  if (kind === 'unknownIdToken') return JSON.stringify([kind, foldAscii(String(details.idToken))]);
  if (kind === 'securityEvent') return JSON.stringify([kind, stationId, details.type]);
  if (kind === 'handshakeFailed')
    return JSON.stringify([kind, details.remoteAddress, details.identity, details.refusal]);
  return JSON.stringify([kind, stationId, evseId, details.errorCode ?? '']);
}

function wish<K extends AlertKind>(
  kind: K,
  station: LiveStation,
  evseId: number | null,
  details: AlertDetails[K],
): AlertWish {
  return { kind, stationId: station.record.stationId, evseId, details: { ...details } };
}

function pending(station: LiveStation): AlertWish {
  return wish('stationPending', station, null, { remoteAddress: station.record.remoteAddress ?? '' });
}

function offline(
  station: LiveStation,
  { now, offlineAlertSeconds, serviceStartedAt }: ConditionInput,
): readonly AlertWish[] {
  // One that never connected is being set up, not missing.
  if (station.offlineSince === null || station.lastSeenAt === null) return [];
  const awaySince = Math.max(station.offlineSince, serviceStartedAt);
  if (now - awaySince < offlineAlertSeconds * 1000) return [];
  return [wish('stationOffline', station, null, { since: isoTime(station.lastSeenAt) })];
}

/** A station that is away tells nothing: what it last said of a fault still holds. */
function faulted(station: LiveStation): readonly AlertWish[] {
  return station.record.evses.filter((evse) => evse.status === 'Faulted').map((evse) => faultOf(station, evse));
}

function faultOf(station: LiveStation, evse: EvseRecord): AlertWish {
  return wish('stationFaulted', station, evse.evseId, {
    errorCode: evse.errorCode ?? '',
    vendorErrorCode: evse.vendorErrorCode ?? '',
    info: evse.info ?? '',
  });
}

/** It boots again and again: better not to speak to it unasked. */
export function isUnstable(station: LiveStation, now: EpochMs): boolean {
  return bootsOfLate(station, now) >= bootLoopBoots;
}

function bootsOfLate({ boots }: LiveStation, now: EpochMs): number {
  return boots.filter((at) => now - at <= bootLoopMs).length;
}

function unstable(station: LiveStation, { now }: ConditionInput): readonly AlertWish[] {
  const boots = bootsOfLate(station, now);
  return boots >= bootLoopBoots ? [wish('stationUnstable', station, null, { boots })] : [];
}

function skewed(station: LiveStation, { skewMsOf }: ConditionInput): readonly AlertWish[] {
  const aheadMs = skewMsOf(station.record.stationId);
  if (aheadMs === null || Math.abs(aheadMs) < skewMs) return [];
  return [wish('clockSkew', station, null, { seconds: Math.round(aheadMs / 1000) })];
}

/** A start is often reported a moment after the status; one that stays away is energy nobody books (quirk 50). */
function unreported(station: LiveStation, { now }: ConditionInput): readonly AlertWish[] {
  if (station.connection === null) return [];
  const reported = new Set([...station.sessions.values()].map(({ session }) => session.evseId));
  return station.record.evses.flatMap(({ evseId, status }) => {
    const since = station.statusSince.get(evseId);
    if (evseId === 0 || status !== 'Charging' || reported.has(evseId) || since === undefined) return [];
    if (now - since < unreportedMs) return [];
    return [wish('chargingWithoutTransaction', station, evseId, { since: isoTime(since) })];
  });
}

/** Only where the door opens by certificate alone. */
function expiring(station: LiveStation, { now, certificateNotAfter }: ConditionInput): readonly AlertWish[] {
  const { stationId, securityProfile } = station.record;
  const notAfter = securityProfile === 3 ? certificateNotAfter(stationId) : null;
  if (notAfter === null || notAfter - now > certificateWarningMs) return [];
  return [wish('certificateExpiring', station, null, { notAfter: isoTime(notAfter) })];
}
