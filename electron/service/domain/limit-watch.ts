import type { ChargingProfile, ChargingProfilePurpose } from '../../../ocpp/model/charging-profile.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { ProfileRecord } from '../store/charger-records.ts';
import type { SessionRecord, Store } from '../store/store.ts';
import type { Change } from './changes.ts';
import { readProfile } from './charging-profiles.ts';
import type { Habits } from './habits.ts';
import { convertRate } from './limit-forms.ts';
import type { Log } from './log.ts';
import { foldAscii } from './same-text.ts';

/** A car needs a moment to follow (IEC 61851-1: five seconds; slow meters tell later). */
const settleMs = 90_000;
const tolerance = 1.15;
const slackW = 300;
const mains = { voltage: 230, phases: 3 } as const;

export interface LimitWatchDeps {
  readonly store: Pick<Store, 'read'>;
  readonly habits: Pick<Habits, 'noticed'>;
  readonly log: Log;
}

interface Holding {
  readonly record: ProfileRecord;
  readonly profile: ChargingProfile;
}

/** Notices stations that take a limit, tell it in their schedule, and charge with more all the same (quirk 76): what flows is the last proof. */
export function watchLimits({ store, habits, log }: LimitWatchDeps): (change: Change) => void {
  const held = new Map<string, Promise<readonly Holding[]>>();
  const told = new WeakSet<Holding>();

  function heldBy(stationId: string): Promise<readonly Holding[]> {
    const key = foldAscii(stationId);
    const known = held.get(key) ?? readHoldings(stationId);
    held.set(key, known);
    return known;
  }

  async function readHoldings(stationId: string): Promise<readonly Holding[]> {
    const records = await store.read.profiles.list(stationId);
    return records.map((record) => ({ record, profile: readProfile(record.profile) }));
  }

  async function look(session: SessionRecord, at: EpochMs, powerW: number): Promise<void> {
    for (const one of prevailing(await heldBy(session.stationId), session, at)) {
      const limitW = limitInW(one.profile, at);
      const hasSettled = at - one.record.installedAt >= settleMs;
      if (limitW === null || !hasSettled || powerW <= limitW * tolerance + slackW || told.has(one)) continue;
      told.add(one);
      habits.noticed(session.stationId, 'pickyChargingProfiles', `${String(powerW)} W > ${String(limitW)} W`);
    }
  }

  return (change) => {
    if (change.type === 'told' && change.told.event === 'chargingLimits.changed') {
      held.delete(foldAscii(change.told.data.stationId));
    } else if (change.type === 'stationRemoved') {
      held.delete(foldAscii(change.stationId));
    } else if (change.type === 'reading') {
      const { session } = change;
      if (session.lastPowerW === null || session.lastMeterAt === null || session.stoppedAt !== null) return;
      look(session, session.lastMeterAt, session.lastPowerW).catch((fault: unknown) => {
        held.delete(foldAscii(session.stationId));
        log.warn('limits could not be compared with what flows', { stationId: session.stationId, fault });
      });
    }
  };
}

/**
 * What holds for a session: the maximum of the station, and beside it the session's own profile, else the default of its connector, else that
 * of all connectors; of several the one of the highest level (OCPP 1.6 §3.13).
 */
function prevailing(held: readonly Holding[], session: SessionRecord, at: EpochMs): readonly Holding[] {
  const fitting = held.filter(({ record, profile }) => isFor(record, session) && isValid(profile, at));
  const of = (purpose: ChargingProfilePurpose): readonly Holding[] =>
    fitting.filter(({ profile }) => profile.purpose === purpose);
  const defaults = of('TxDefaultProfile');
  const ofSession = [of('TxProfile'), defaults.filter(({ record }) => record.evseId > 0), defaults];
  return [of('ChargingStationMaxProfile'), ofSession.find(({ length }) => length > 0) ?? []].flatMap(highest);
}

function highest(alike: readonly Holding[]): readonly Holding[] {
  return [...alike].sort((one, other) => other.record.stackLevel - one.record.stackLevel).slice(0, 1);
}

/** One that went along with a remote start names no transaction. */
function isFor({ evseId, transactionId }: ProfileRecord, session: SessionRecord): boolean {
  if (transactionId !== null) return transactionId === session.transactionId;
  return evseId === 0 || evseId === session.evseId;
}

function isValid({ validFrom, validTo }: ChargingProfile, at: EpochMs): boolean {
  if (validFrom !== undefined && at < Date.parse(validFrom)) return false;
  return validTo === undefined || at <= Date.parse(validTo);
}

/** Null where it says nothing simple about that moment. A limit of a whole station holds for one connector all the more. */
function limitInW({ kind, schedule }: ChargingProfile, at: EpochMs): number | null {
  const [only, ...more] = schedule.periods;
  const isSteady = kind !== 'Recurring' && more.length === 0 && schedule.durationSeconds === undefined;
  if (only === undefined || !isSteady) return null;
  if (schedule.startAt !== undefined && at < Date.parse(schedule.startAt)) return null;
  return convertRate({ limit: only.limit, unit: schedule.unit, phases: only.phases }, 'W', mains);
}
