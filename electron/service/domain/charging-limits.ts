import type { StationLink } from '../../../ocpp/central-system.ts';
import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { ChargingProfileView, LimitForm, LimitResult } from '../../contract/charging-limits.ts';
import { AppError } from '../../contract/errors.ts';
import type { SessionRecord, Store } from '../store/store.ts';
import { profilesOf, profileView, readProfile } from './charging-profiles.ts';
import type { Commands } from './commands.ts';
import type { Habits } from './habits.ts';
import { limitFacts, rememberForm } from './limit-facts.ts';
import { formsOf, type LimitFacts, type LimitWish, profileOf } from './limit-forms.ts';
import { proofOf } from './limit-proof.ts';
import { knownStation } from './known-station.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import { sameAscii } from './same-text.ts';
import type { SettingsBook } from './settings.ts';
import { createStationTurns } from './station-turns.ts';

export interface ChargingLimitsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly settings: Pick<SettingsBook, 'current'>;
  readonly link: StationLink;
  readonly commands: Pick<Commands, 'run'>;
  readonly habits: Pick<Habits, 'noticed'>;
}

export type LimitOrder = Omit<LimitWish, 'target' | 'transactionId'> & {
  readonly stationId: string;
  readonly evseId?: number | undefined;
  readonly sessionId?: string | undefined;
};

/** What limits stations, connectors and sessions. Each throws `notFound` for an unknown station. */
export interface ChargingLimits {
  list(stationId: string): Promise<readonly ChargingProfileView[]>;
  /** Throws `notFound` for an unknown session and `conflict` `sessionEnded`. */
  set(order: LimitOrder): Promise<LimitResult>;
  clear(stationId: string, profileId: number): Promise<CommandOutcome>;
}

const hourSeconds = 3600;

interface Task {
  readonly station: LiveStation;
  /** Undefined is the whole station. */
  readonly evseId: number | undefined;
  readonly wish: LimitWish;
  readonly facts: LimitFacts;
  readonly profileId: number;
}

interface Attempt {
  readonly form: LimitForm;
  readonly profile: ChargingProfile;
  readonly outcome: CommandOutcome;
  /** Null when the station did not take it. */
  readonly proof: 'confirmed' | 'unverified' | 'ignored' | null;
}

export function createChargingLimits(deps: ChargingLimitsDeps): ChargingLimits {
  const { store, clock, live, link, commands } = deps;
  const turns = createStationTurns();
  const stationOf = (stationId: string): LiveStation => knownStation(live, stationId);

  async function set(order: LimitOrder): Promise<LimitResult> {
    const station = stationOf(order.stationId);
    const session = order.sessionId === undefined ? null : await runningSession(order.sessionId, order.stationId);
    const evseId = session?.evseId ?? order.evseId;
    const wish: LimitWish = {
      ...order,
      target: session !== null ? 'session' : evseId === undefined ? 'station' : 'evse',
      transactionId: session?.transactionId,
    };
    const facts = await limitFacts(store.read, station, wish, evseId);
    const before = await heldBefore(station.record.stationId, evseId, wish);
    const profileId = before?.profileId ?? (await freeNumber(station.record.stationId));
    const attempts = await climb({ station, evseId, wish, facts, profileId });
    const [first, last] = [attempts[0], attempts.at(-1)];
    const taken = attempts.find(({ proof }) => proof === 'confirmed' || proof === 'unverified') ?? null;
    if (taken !== null) await store.write((unit) => rememberForm(unit, station, wish, taken.form, clock.now()));
    else await restore(attempts, before, station, evseId);
    if (first !== undefined && last !== undefined && first.outcome.kind !== 'offline' && first !== taken) {
      deps.habits.noticed(station.record.stationId, 'pickyChargingProfiles', wordsOf(attempts));
    }
    return resultOf(attempts, taken, before);
  }

  /** A profile takes the place of one with its number (OCPP 1.6 §5.16), and experts give numbers of their own. */
  function freeNumber(stationId: string): Promise<number> {
    return store.write(async (unit) => {
      const held = new Set((await unit.profiles.list(stationId)).map(({ profileId }) => profileId));
      let number = await unit.nextNumber('chargingProfile');
      while (held.has(number)) number = await unit.nextNumber('chargingProfile');
      return number;
    });
  }

  async function climb(task: Task): Promise<readonly Attempt[]> {
    const attempts: Attempt[] = [];
    for (const form of formsOf(task.wish, task.facts)) {
      if (attempts.some((one) => isUnknownPurpose(one, form))) continue;
      const attempt = await tryForm(task, form);
      attempts.push(attempt);
      if (attempt.proof === 'confirmed' || attempt.proof === 'unverified') break;
      if (attempt.proof === 'ignored') await takeBack(task);
      if (isHopeless(attempt.outcome)) break;
    }
    return attempts;
  }

  async function tryForm(task: Task, form: LimitForm): Promise<Attempt> {
    const { station, evseId, wish, facts, profileId } = task;
    const { timeZone } = deps.settings.current();
    const profile = profileOf(wish, form, facts, { profileId, now: clock.now(), timeZone });
    const { stationId } = station.record;
    const { outcome } = await commands.run(stationId, { type: 'setChargingProfile', evseId, profile });
    const proof = outcome.kind === 'accepted' ? await prove(task, profile) : null;
    return { form, profile, outcome, proof };
  }

  async function prove({ station, evseId, wish, facts }: Task, profile: ChargingProfile): Promise<Attempt['proof']> {
    const composite = await link.command(station.record.stationId, {
      type: 'getCompositeSchedule',
      evseId,
      durationSeconds: wish.daily === undefined ? hourSeconds : 24 * hourSeconds,
      unit: profile.schedule.unit,
    });
    const isCharging = [...station.sessions.values()].some(
      ({ session }) => evseId === undefined || session.evseId === evseId,
    );
    const isInForce = wish.validFrom === undefined || Date.parse(wish.validFrom) <= clock.now();
    const mustShow = isInForce && (profile.purpose !== 'TxDefaultProfile' || isCharging);
    return proofOf(profile, composite, facts, mustShow);
  }

  /** What a station took and ignores must not begin to count later, beside what is tried next. */
  async function takeBack({ station, profileId }: Task): Promise<void> {
    await commands.run(station.record.stationId, { type: 'clearChargingProfile', profileId });
  }

  /** A form that was taken replaced what held before: where none helped, that holds again. */
  async function restore(
    attempts: readonly Attempt[],
    before: ChargingProfile | null,
    { record }: LiveStation,
    evseId: number | undefined,
  ): Promise<void> {
    if (before === null || !attempts.some(({ outcome }) => outcome.kind === 'accepted')) return;
    await commands.run(record.stationId, { type: 'setChargingProfile', evseId, profile: before });
  }

  async function runningSession(sessionId: string, stationId: string): Promise<SessionRecord> {
    const session = await store.read.sessions.find(sessionId);
    if (session === null || !sameAscii(session.stationId, stationId)) {
      throw new AppError('notFound', { what: 'session', id: sessionId });
    }
    if (session.stoppedAt !== null) throw new AppError('conflict', { reason: 'sessionEnded' });
    return session;
  }

  async function heldBefore(
    stationId: string,
    evseId: number | undefined,
    wish: LimitWish,
  ): Promise<ChargingProfile | null> {
    const held = await profilesOf(store.read, stationId, clock.now());
    const alike = held
      .filter((record) => record.evseId === (evseId ?? 0))
      .map((record) => readProfile(record.profile))
      .filter((profile) => (profile.kind === 'Recurring') === (wish.daily !== undefined))
      .filter((profile) => (profile.purpose === 'TxProfile') === (wish.target === 'session'));
    return alike.at(-1) ?? null;
  }

  async function clear(stationId: string, profileId: number): Promise<CommandOutcome> {
    const { record } = stationOf(stationId);
    const held = (await store.read.profiles.list(record.stationId)).find((one) => one.profileId === profileId);
    const byId = await commands.run(record.stationId, { type: 'clearChargingProfile', profileId });
    if (byId.outcome.kind === 'accepted' || byId.outcome.kind === 'offline' || held === undefined) return byId.outcome;
    // Some only know what they are told about by its place.
    const { purpose } = readProfile(held.profile);
    const { evseId, stackLevel } = held;
    const byPlace = await commands.run(record.stationId, {
      type: 'clearChargingProfile',
      evseId,
      purpose,
      stackLevel,
    });
    return byPlace.outcome;
  }

  return {
    async list(stationId) {
      const { record } = stationOf(stationId);
      return (await profilesOf(store.read, record.stationId, clock.now())).map(profileView);
    },
    set: (order) => turns.run(order.stationId, () => set(order)),
    clear: (stationId, profileId) => turns.run(stationId, () => clear(stationId, profileId)),
  };
}

/** A station without smart charging, one that went away, or one that no longer answers: another form will not help. */
function isHopeless({ kind, response }: CommandOutcome): boolean {
  return kind === 'offline' || kind === 'timedOut' || (kind === 'notSupported' && response === undefined);
}

/** The station said of a purpose that it does not support it: how it is put does not matter then. */
function isUnknownPurpose({ form, outcome }: Attempt, next: LimitForm): boolean {
  return outcome.kind === 'notSupported' && form.purpose === next.purpose;
}

function resultOf(attempts: readonly Attempt[], taken: Attempt | null, before: ChargingProfile | null): LimitResult {
  const tried = attempts.map(({ profile, outcome }) => ({ profile, outcome }));
  const ignored = attempts.find(({ proof }) => proof === 'ignored');
  if (taken?.proof === 'confirmed' || taken?.proof === 'unverified') {
    return { kind: taken.proof, profile: taken.profile, attempts: tried, before };
  }
  if (ignored !== undefined) return { kind: 'ignored', profile: ignored.profile, attempts: tried, before };
  const isOffline = attempts.at(-1)?.outcome.kind === 'offline';
  return { kind: isOffline ? 'offline' : 'refused', profile: null, attempts: tried, before };
}

function wordsOf(attempts: readonly Attempt[]): string {
  return attempts
    .map(({ form, outcome, proof }) => {
      const { purpose, kind, unit, stackLevel } = form;
      return `${purpose}/${kind}/${unit}/${String(stackLevel)}: ${proof ?? outcome.response?.status ?? outcome.reason ?? outcome.kind}`;
    })
    .join('; ');
}
