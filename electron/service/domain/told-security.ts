import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import { AppError } from '../../contract/errors.ts';
import type { RotationRecord } from '../store/security-records.ts';
import type { StationRecord, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { AnsweredCommand, CommandFollowUp, CommandOrder } from './command-hooks.ts';
import { isRefused } from './command-outcome.ts';
import { hashPassword, hashStationKey, makeStationKey } from './passwords.ts';
import { mayComeByOther } from './proof.ts';
import { tellRotation } from './rotations.ts';
import { sameAscii } from './same-text.ts';
import { changeStation, findStation } from './station-change.ts';

const passwordKey = 'AuthorizationKey';
const profileKey = 'SecurityProfile';
/** A station may need a restart, or a night, until it comes by its new profile; then the old one is refused. */
const oldProfileStaysMs = 24 * 3_600_000;
/** Passwords told one after the other, of which the station may hold any. */
const mostNextPasswords = 3;

export interface ToldSecurityDeps {
  readonly announce: Announce;
  /** Encrypted connections are served. */
  readonly servesTls: () => boolean;
}

/**
 * What a station is told of passwords and security profiles over OCPP, by a guided step or by hand. It is written down before it is sent, so that
 * the station is let in whatever became of the answer; both old and new count until it has shown which it uses.
 */
export interface ToldSecurity {
  /** A new password for a command; it is known here as one nobody can guess. */
  makeKey(): string;
  /** To be called within the unit that writes a command down. Throws `conflict` when a profile is asked for that cannot be. */
  before(unit: WriteUnit, order: CommandOrder): Promise<void>;
  readonly followUp: CommandFollowUp;
}

export function createToldSecurity(deps: ToldSecurityDeps): ToldSecurity {
  const { announce } = deps;
  const made = new Set<string>();
  /** Hashes of passwords whose command is under way, by command. */
  const sent = new Map<string, string>();

  async function beforePassword(unit: WriteUnit, order: CommandOrder, password: string): Promise<void> {
    const hash = made.delete(password) ? hashStationKey(password) : await hashPassword(password);
    const { stationId, nextPasswordHashes } = await findStation(unit, order.station.record.stationId);
    const next = [...nextPasswordHashes, hash].slice(-mostNextPasswords);
    await changeStation(unit, announce, stationId, { nextPasswordHashes: next });
    sent.set(order.commandId, hash);
  }

  async function passwordAnswered(
    unit: WriteUnit,
    { commandId, stationId, outcome, at }: AnsweredCommand,
  ): Promise<void> {
    const hash = sent.get(commandId);
    sent.delete(commandId);
    const station = await unit.stations.find(stationId);
    // It may have come back with the new password before the answer was written down.
    if (hash === undefined || station?.nextPasswordHashes.includes(hash) !== true) return;
    const nextPasswordHashes = afterAnswer(station.nextPasswordHashes, hash, outcome);
    await changeStation(unit, announce, stationId, { nextPasswordHashes });
    await tellRotation(unit, announce, { stationId, state: rotationAfter(outcome), at });
  }

  async function profileAnswered(
    unit: WriteUnit,
    { stationId, outcome, at }: AnsweredCommand,
    profile: SecurityProfile,
  ): Promise<void> {
    const station = await unit.stations.find(stationId);
    if (station?.otherProfile !== profile || station.otherProfileUntil !== null) return;
    if (outcome.kind === 'accepted') {
      const old = { otherProfile: station.securityProfile, otherProfileUntil: at + oldProfileStaysMs };
      await changeStation(unit, announce, stationId, { securityProfile: profile, ...old });
    } else if (wasNotTaken(outcome)) {
      await changeStation(unit, announce, stationId, { otherProfile: null });
    }
  }

  return {
    makeKey() {
      const key = makeStationKey();
      made.add(key);
      return key;
    },
    async before(unit, order) {
      const { request } = order;
      if (request.type !== 'setConfiguration') return;
      if (sameAscii(request.key, passwordKey)) await beforePassword(unit, order, request.value);
      if (!sameAscii(request.key, profileKey)) return;
      const profile = profileOf(request.value);
      const station = await findStation(unit, order.station.record.stationId);
      // A00.FR.005: never lowered over OCPP.
      if (profile === null || profile <= station.securityProfile)
        throw new AppError('conflict', { reason: 'profileNotHigher' });
      // Two can be taken beside each other: with a third the station might be locked out by the one it holds.
      if (mayComeByOther(station, order.at) && station.otherProfile !== profile)
        throw new AppError('conflict', { reason: 'profileUnsettled' });
      await requireMeans(unit, station, profile, { now: order.at, servesTls: deps.servesTls() });
      await changeStation(unit, announce, station.stationId, { otherProfile: profile, otherProfileUntil: null });
    },
    followUp: {
      async answered(unit, answered) {
        const { command } = answered;
        if (command.type !== 'setConfiguration') return;
        if (sameAscii(command.key, passwordKey)) await passwordAnswered(unit, answered);
        const profile = sameAscii(command.key, profileKey) ? profileOf(command.value) : null;
        if (profile !== null) await profileAnswered(unit, answered, profile);
      },
    },
  };
}

/** Throws `conflict` when a station lacks what it needs to come by a profile. */
export async function requireMeans(
  unit: WriteUnit,
  station: StationRecord,
  profile: SecurityProfile,
  { now, servesTls }: { readonly now: number; readonly servesTls: boolean },
): Promise<void> {
  const hasPassword = station.passwordHash !== null || station.nextPasswordHashes.length > 0;
  if ((profile === 1 || profile === 2) && !hasPassword) throw new AppError('conflict', { reason: 'noPassword' });
  if (profile >= 2 && !servesTls) throw new AppError('conflict', { reason: 'tlsOff' });
  if (profile !== 3) return;
  const valid = await unit.certificates.valid(now);
  const isInstalled = valid.some((one) => one.state === 'installed' && sameAscii(one.stationId, station.stationId));
  if (!isInstalled) throw new AppError('conflict', { reason: 'noCertificate' });
}

function profileOf(value: string): SecurityProfile | null {
  switch (value.trim()) {
    case '0':
      return 0;
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return null;
  }
}

/** Anything but a clear no leaves it open whether the station took it. */
function wasNotTaken(outcome: CommandOutcome): boolean {
  return isRefused(outcome) || outcome.kind === 'offline';
}

/** In the order they were told: one that is taken says nothing of those that are still on their way. */
function afterAnswer(next: readonly string[], hash: string, outcome: CommandOutcome): readonly string[] {
  if (outcome.kind === 'accepted') return next.slice(next.indexOf(hash));
  return wasNotTaken(outcome) ? next.filter((one) => one !== hash) : next;
}

function rotationAfter(outcome: CommandOutcome): RotationRecord['state'] {
  if (outcome.kind === 'accepted') return 'told';
  return isRefused(outcome) ? 'refused' : 'failed';
}
