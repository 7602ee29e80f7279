import type { ChargingProfile, ChargingProfilePurpose, ChargingSchedule } from '../model/charging-profile.ts';
import type { CommandOutcome } from '../model/command.ts';
import type { Notice } from '../notice.ts';
import { writeIsoTime } from '../station-time.ts';
import { evseOf } from './connectors.ts';
import type { Messages } from './messages.ts';
import { answeredWithStatus, invalidAnswer, outboundCommand, type Asked } from './outbound-command.ts';
import type { Received } from './validators.ts';
import { readTime } from './times.ts';
import { knownWord, vocabulary } from './words.ts';

type WireProfile = Messages['SetChargingProfile']['request']['csChargingProfiles'];
type WireSchedule = WireProfile['chargingSchedule'];
type CompositeAnswer = Received<'GetCompositeSchedule', 'response'>;

const wirePurposes = {
  ChargingStationMaxProfile: 'ChargePointMaxProfile',
  TxDefaultProfile: 'TxDefaultProfile',
  TxProfile: 'TxProfile',
} as const satisfies Record<ChargingProfilePurpose, WireProfile['chargingProfilePurpose']>;

const knownUnit = vocabulary(['A', 'W']);

/** Rates have one decimal (OCPP 1.6 §7.14); a limit is never rounded up. What lies behind 32.3 in a double is no reason to take 32.2. */
const oneDecimal = (rate: number): number => Math.floor(rate * 10 + 1e-6) / 10;

/** A profile in the words of OCPP 1.6 §7.8. */
export function writeChargingProfile(profile: ChargingProfile): WireProfile {
  const { recurrency, validFrom, validTo, transactionId } = profile;
  return {
    chargingProfileId: profile.profileId,
    ...(transactionId !== undefined && { transactionId: Number(transactionId) }),
    stackLevel: profile.stackLevel,
    chargingProfilePurpose: wirePurposes[profile.purpose],
    chargingProfileKind: profile.kind,
    ...(recurrency !== undefined && { recurrencyKind: recurrency }),
    ...(validFrom !== undefined && { validFrom: writeIsoTime(validFrom) }),
    ...(validTo !== undefined && { validTo: writeIsoTime(validTo) }),
    chargingSchedule: writeSchedule(profile.schedule),
  };
}

function writeSchedule({ unit, startAt, durationSeconds, minChargingRate, periods }: ChargingSchedule): WireSchedule {
  return {
    ...(durationSeconds !== undefined && { duration: durationSeconds }),
    ...(startAt !== undefined && { startSchedule: writeIsoTime(startAt) }),
    chargingRateUnit: unit,
    chargingSchedulePeriod: periods.map(({ startSeconds, limit, phases }) => ({
      startPeriod: startSeconds,
      limit: oneDecimal(limit),
      ...(phases !== undefined && { numberPhases: phases }),
    })),
    ...(minChargingRate !== undefined && { minChargingRate: oneDecimal(minChargingRate) }),
  };
}

export const setChargingProfile = outboundCommand<'setChargingProfile', 'SetChargingProfile'>({
  action: 'SetChargingProfile',
  urgent: false,
  request: ({ evseId, profile }) => ({ connectorId: evseId ?? 0, csChargingProfiles: writeChargingProfile(profile) }),
  outcome: answeredWithStatus,
});

export const clearChargingProfile = outboundCommand<'clearChargingProfile', 'ClearChargingProfile'>({
  action: 'ClearChargingProfile',
  urgent: false,
  request: ({ profileId, evseId, purpose, stackLevel }) => ({
    ...(profileId !== undefined && { id: profileId }),
    ...(evseId !== undefined && { connectorId: evseId }),
    ...(purpose !== undefined && { chargingProfilePurpose: wirePurposes[purpose] }),
    ...(stackLevel !== undefined && { stackLevel }),
  }),
  outcome: answeredWithStatus,
});

export const getCompositeSchedule = outboundCommand<'getCompositeSchedule', 'GetCompositeSchedule'>({
  action: 'GetCompositeSchedule',
  urgent: false,
  request: ({ evseId, durationSeconds, unit }) => ({
    connectorId: evseId ?? 0,
    duration: durationSeconds,
    ...(unit !== undefined && { chargingRateUnit: unit }),
  }),
  outcome: readComposite,
});

function readComposite(
  answer: CompositeAnswer,
  { command, answeredAt, notice }: Asked<'getCompositeSchedule'>,
): CommandOutcome {
  const outcome = answeredWithStatus(answer);
  const { connectorId, scheduleStart, chargingSchedule } = answer;
  if (outcome.kind !== 'accepted' || chargingSchedule === undefined) return outcome;
  const schedule = readSchedule(chargingSchedule, command.unit, notice);
  if (schedule === null) return invalidAnswer;
  const startAt = isoTimeOf(scheduleStart, notice) ?? schedule.startAt ?? new Date(answeredAt).toISOString();
  const evseId = evseOf(connectorId ?? command.evseId);
  return { ...outcome, response: { ...outcome.response, schedule: { evseId, startAt, schedule } } };
}

function readSchedule(
  wire: NonNullable<CompositeAnswer['chargingSchedule']>,
  askedUnit: ChargingSchedule['unit'] | undefined,
  notice: Notice,
): ChargingSchedule | null {
  const unit = knownWord(knownUnit, wire.chargingRateUnit, notice) ?? askedUnit;
  if (unit === undefined) return null;
  const startAt = isoTimeOf(wire.startSchedule, notice);
  return {
    unit,
    ...(startAt !== undefined && { startAt }),
    ...(wire.duration !== undefined && { durationSeconds: wire.duration }),
    ...(wire.minChargingRate !== undefined && { minChargingRate: wire.minChargingRate }),
    periods: wire.chargingSchedulePeriod
      .map(({ startPeriod, limit, numberPhases }) => ({
        startSeconds: startPeriod,
        limit,
        ...(numberPhases !== undefined && { phases: numberPhases }),
      }))
      .sort((one, other) => one.startSeconds - other.startSeconds),
  };
}

function isoTimeOf(text: string | undefined, notice: Notice): string | undefined {
  const { at } = readTime(text, notice);
  return at === null ? undefined : new Date(at).toISOString();
}
