import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
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

/** Notices stations that take a limit, tell it in their schedule, and charge with more all the same (quirk 76): what flows is the last proof. */
export function watchLimits({ store, habits, log }: LimitWatchDeps): (change: Change) => void {
  const held = new Map<string, readonly ProfileRecord[]>();
  const told = new Set<string>();

  async function look(session: SessionRecord, at: EpochMs, powerW: number): Promise<void> {
    const key = foldAscii(session.stationId);
    const profiles = held.get(key) ?? (await store.read.profiles.list(session.stationId));
    held.set(key, profiles);
    for (const record of profiles.filter((one) => isFor(one, session) && at - one.installedAt >= settleMs)) {
      const subject = `${key} ${String(record.profileId)} ${String(record.installedAt)}`;
      const limitW = limitInW(readProfile(record.profile), at);
      if (limitW === null || powerW <= limitW * tolerance + slackW || told.has(subject)) continue;
      told.add(subject);
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
      if (held.get(foldAscii(session.stationId))?.length === 0) return;
      look(session, session.lastMeterAt, session.lastPowerW).catch((fault: unknown) => {
        log.warn('limits could not be compared with what flows', { stationId: session.stationId, fault });
      });
    }
  };
}

function isFor({ purpose, evseId, transactionId }: ProfileRecord, session: SessionRecord): boolean {
  if (purpose === 'TxProfile') return transactionId === session.transactionId;
  return evseId === 0 || evseId === session.evseId;
}

/** Null where it says nothing simple about that moment. A limit of a whole station holds for one connector all the more. */
function limitInW(profile: ChargingProfile, at: EpochMs): number | null {
  const { kind, validFrom, validTo, schedule } = profile;
  const [only, ...more] = schedule.periods;
  if (kind === 'Recurring' || only === undefined || more.length > 0 || schedule.durationSeconds !== undefined)
    return null;
  if (validFrom !== undefined && at < Date.parse(validFrom)) return null;
  if (validTo !== undefined && at > Date.parse(validTo)) return null;
  return convertRate({ limit: only.limit, unit: schedule.unit, phases: only.phases }, 'W', mains);
}
