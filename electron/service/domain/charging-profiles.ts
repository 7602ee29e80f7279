import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import type { Command } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { chargingProfile } from '../../contract/command-request.ts';
import type { ChargingProfileView } from '../../contract/charging-limits.ts';
import type { ProfileRecord } from '../store/charger-records.ts';
import type { SessionReads, Store, StoreReads, WriteUnit } from '../store/store.ts';
import type { Announce, Change } from './changes.ts';
import type { AnsweredCommand, CommandFollowUp } from './command-hooks.ts';
import { isoTime } from './iso-time.ts';
import type { Log } from './log.ts';
import { foldAscii } from './same-text.ts';

/** How long after a remote start a profile given with it may wait for its session. */
const startWithinMs = 15 * 60_000;

type Kept = Pick<StoreReads, 'profiles' | 'sessions'>;

/** What a station holds of ours. A profile of a session is gone with it, even before its record is (OCPP 1.6 §3.13.4). */
export async function profilesOf(kept: Kept, stationId: string, now: EpochMs): Promise<readonly ProfileRecord[]> {
  const [records, open] = [await kept.profiles.list(stationId), await openSessions(kept.sessions, stationId)];
  return records.filter((record) => {
    if (record.purpose !== 'TxProfile') return true;
    if (record.transactionId !== null) return open.some(({ transactionId }) => transactionId === record.transactionId);
    const isWaiting = now - record.installedAt <= startWithinMs;
    return isWaiting || open.some(({ evseId }) => record.evseId === 0 || evseId === record.evseId);
  });
}

export function profileView({ stationId, evseId, profile, installedAt }: ProfileRecord): ChargingProfileView {
  return {
    stationId,
    evseId: evseId === 0 ? null : evseId,
    profile: readProfile(profile),
    installedAt: isoTime(installedAt),
  };
}

export function readProfile(json: string): ChargingProfile {
  return chargingProfile.parse(JSON.parse(json));
}

/** Told once the unit is on disk. */
async function tellProfiles(unit: WriteUnit, announce: Announce, stationId: string, now: EpochMs): Promise<void> {
  const profiles = (await profilesOf(unit, stationId, now)).map(profileView);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'chargingLimits.changed', data: { stationId, profiles } } });
  });
}

/** Keeps which profiles stations took and gave up, whoever asked them to. */
export function followChargingProfiles(announce: Announce): CommandFollowUp {
  return {
    async answered(unit, answered) {
      const { command, stationId, at } = answered;
      const isChanged =
        command.type === 'clearChargingProfile' ? await forget(unit, answered, command) : await keep(unit, answered);
      if (isChanged) await tellProfiles(unit, announce, stationId, at);
    },
  };
}

async function keep(unit: WriteUnit, { command, outcome, stationId, at }: AnsweredCommand): Promise<boolean> {
  if (outcome.kind !== 'accepted') return false;
  if (command.type !== 'setChargingProfile' && command.type !== 'remoteStart') return false;
  const { profile } = command;
  if (profile === undefined) return false;
  const { profileId, purpose, stackLevel, transactionId } = profile;
  await unit.profiles.insert({
    ...{ stationId, profileId, purpose, stackLevel },
    evseId: command.evseId ?? 0,
    transactionId: transactionId ?? null,
    profile: JSON.stringify(profile),
    installedAt: at,
  });
  return true;
}

/** A station that knows nothing of a profile has none. */
async function forget(
  unit: WriteUnit,
  { outcome, stationId }: AnsweredCommand,
  { profileId, evseId, purpose, stackLevel }: Command & { readonly type: 'clearChargingProfile' },
): Promise<boolean> {
  if (outcome.kind !== 'accepted' && outcome.response?.status !== 'Unknown') return false;
  // With an id nothing else counts (OCPP 1.6 §6.9).
  const filter = profileId === undefined ? { evseId, purpose, stackLevel } : { profileId };
  return (await unit.profiles.remove(stationId, filter)) > 0;
}

/** Takes the profiles of sessions that ended out of the books. What is shown does not wait for it. */
export function forgetProfilesOfEnded(store: Store, announce: Announce, log: Log): (change: Change) => void {
  const withoutAny = new Set<string>();
  const forgetAll = (stationId: string, now: EpochMs): Promise<void> =>
    store.write(async (unit) => {
      const all = await unit.profiles.list(stationId);
      const held = new Set(
        await profilesOf(unit, stationId, now).then((records) => records.map(({ profileId }) => profileId)),
      );
      const ended = all.filter(({ profileId }) => !held.has(profileId));
      for (const { profileId } of ended) await unit.profiles.remove(stationId, { profileId });
      if (ended.length > 0) await tellProfiles(unit, announce, stationId, now);
      if (!all.some(({ purpose }) => purpose === 'TxProfile')) withoutAny.add(foldAscii(stationId));
    });
  return (change) => {
    if (change.type === 'told' && change.told.event === 'chargingLimits.changed') {
      withoutAny.delete(foldAscii(change.told.data.stationId));
    }
    if (change.type !== 'session' || change.session.stoppedAt === null) return;
    const { stationId, stopReceivedAt, stoppedAt } = change.session;
    if (withoutAny.has(foldAscii(stationId))) return;
    forgetAll(stationId, stopReceivedAt ?? stoppedAt).catch((fault: unknown) => {
      log.warn('charging profiles of an ended session were not forgotten', { stationId, fault });
    });
  };
}

const openSessionsLookedAt = 50;

async function openSessions(sessions: SessionReads, stationId: string) {
  const { rows } = await sessions.list({ stationId, open: true, limit: openSessionsLookedAt, offset: 0 });
  return rows;
}
