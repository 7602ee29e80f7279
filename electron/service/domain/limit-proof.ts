import type {
  ChargingProfile,
  ChargingSchedulePeriod,
  CompositeSchedule,
} from '../../../ocpp/model/charging-profile.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { convertRate, type LimitFacts } from './limit-forms.ts';

/** Rounding by the station, and a volt more or less. */
const tolerance = 1.1;
const secondMs = 1000;

/**
 * Whether a station that took a profile now says that it will keep to it (OCPP 1.6 §5.7). `mustShow`: the profile holds now, so a schedule
 * without it says that it is ignored; a default for sessions to come need not show while nobody charges.
 */
export function proofOf(
  profile: ChargingProfile,
  composite: CommandOutcome,
  facts: Pick<LimitFacts, 'voltage' | 'phases'>,
  mustShow: boolean,
): 'confirmed' | 'unverified' | 'ignored' {
  const schedule = composite.response?.schedule;
  if (composite.kind !== 'accepted' || schedule === undefined) return 'unverified';
  const wanted = profile.schedule.periods[0]?.limit ?? 0;
  const told = limitAt(schedule, momentOf(profile, schedule));
  if (told === null) return mustShow ? 'ignored' : 'unverified';
  const phases = told.phases ?? facts.phases ?? undefined;
  const rate = convertRate({ limit: told.limit, unit: schedule.schedule.unit, phases }, profile.schedule.unit, facts);
  if (rate <= wanted * tolerance) return 'confirmed';
  return mustShow ? 'ignored' : 'unverified';
}

/** When the profile certainly holds: now, or the next time its daily span begins within what the station told. */
function momentOf({ kind, schedule }: ChargingProfile, told: CompositeSchedule): EpochMs {
  const from = Date.parse(told.startAt);
  if (kind !== 'Recurring' || schedule.startAt === undefined) return from;
  const daySeconds = 86_400;
  const since = (from - Date.parse(schedule.startAt)) / secondMs;
  const intoDay = ((since % daySeconds) + daySeconds) % daySeconds;
  return intoDay < (schedule.durationSeconds ?? daySeconds) ? from : from + (daySeconds - intoDay) * secondMs;
}

/** Null where nothing limits the station at that moment. */
function limitAt({ startAt, schedule }: CompositeSchedule, at: EpochMs): ChargingSchedulePeriod | null {
  const seconds = (at - Date.parse(startAt)) / secondMs;
  if (schedule.durationSeconds !== undefined && seconds >= schedule.durationSeconds) return null;
  return schedule.periods.findLast(({ startSeconds }) => startSeconds <= seconds + 1) ?? null;
}
