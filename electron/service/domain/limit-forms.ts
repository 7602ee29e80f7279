import type { ChargingProfile, ChargingRateUnit } from '../../../ocpp/model/charging-profile.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { type LimitForm, limitForm } from '../../contract/charging-limits.ts';
import { instantOf, zonedParts } from '../../contract/format/zone.ts';
import { isoTime } from './iso-time.ts';

/** What a person wants limited. */
export interface LimitWish {
  readonly target: 'station' | 'evse' | 'session';
  readonly limit: number;
  readonly unit: ChargingRateUnit;
  readonly phases?: number | undefined;
  readonly daily?: { readonly fromMinute: number; readonly toMinute: number } | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly transactionId?: string | undefined;
}

/** What is known of a station before it is asked. */
export interface LimitFacts {
  /** Null where the station does not say. */
  readonly units: readonly ChargingRateUnit[] | null;
  readonly maxStackLevel: number | null;
  /** What this make took last time. */
  readonly remembered: LimitForm | null;
  readonly voltage: number;
  /** Phases as measured; null when nothing was. */
  readonly phases: number | null;
}

const mostForms = 10;
const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** Some stations take no schedule that begins now or later. */
const startsAgoMs = 5 * minuteMs;

/** The ways to try, the likeliest first: what this make took before, what the station says of itself, then one departure after the other. */
export function formsOf(wish: LimitWish, facts: LimitFacts): readonly LimitForm[] {
  const level = stackLevelOf(wish, facts);
  const base: LimitForm = {
    purpose: purposesOf(wish)[0],
    kind: kindsOf(wish)[0],
    unit: unitsOf(wish, facts)[0],
    stackLevel: level,
    withPhases: wish.phases !== undefined,
  };
  const departures: LimitForm[] = [];
  for (const purpose of purposesOf(wish)) {
    for (const unit of unitsOf(wish, facts)) {
      for (const kind of kindsOf(wish)) departures.push({ ...base, purpose, unit, kind });
    }
  }
  const plain = departures.map((form) => ({ ...form, stackLevel: 0, withPhases: false }));
  const inOrder = [...(facts.remembered === null ? [] : [facts.remembered]), ...departures, ...plain];
  const fitting = inOrder.filter((form) => (form.kind === 'Recurring') === (wish.daily !== undefined));
  return distinct(fitting).slice(0, mostForms);
}

/** A profile in one of the forms. A limit is never rounded up, and is cautious where the number of phases is not known. */
export function profileOf(
  wish: LimitWish,
  form: LimitForm,
  facts: LimitFacts,
  { profileId, now, timeZone }: { readonly profileId: number; readonly now: EpochMs; readonly timeZone: string },
): ChargingProfile {
  const limit = converted(wish, form.unit, facts);
  const phases = form.withPhases && wish.phases !== undefined ? { phases: wish.phases } : {};
  const { daily, validFrom, validTo } = wish;
  return {
    profileId,
    stackLevel: form.stackLevel,
    purpose: form.purpose,
    kind: form.kind,
    ...(form.kind === 'Recurring' && { recurrency: 'Daily' as const }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(form.purpose === 'TxProfile' && { transactionId: wish.transactionId }),
    schedule: {
      unit: form.unit,
      ...(daily === undefined ? startOf(form, now) : dailySpan(daily, now, timeZone)),
      periods: [{ startSeconds: 0, limit, ...phases }],
    },
  };
}

/** The same limit in another unit: amperes are per phase, watts for all of them (OCPP 1.6 §7.12). */
export function convertRate(
  { limit, unit, phases }: Pick<LimitWish, 'limit' | 'unit' | 'phases'>,
  into: ChargingRateUnit,
  facts: Pick<LimitFacts, 'voltage' | 'phases'>,
): number {
  if (unit === into) return limit;
  const known = phases ?? facts.phases;
  // Where nobody knows, a car on one phase must not get what three may draw.
  if (into === 'W') return limit * facts.voltage * (known ?? 1);
  return limit / (facts.voltage * (known ?? 3));
}

function converted(wish: LimitWish, into: ChargingRateUnit, facts: LimitFacts): number {
  const rate = convertRate(wish, into, facts);
  return into === 'W' && wish.unit !== 'W' ? Math.floor(rate) : Math.floor(rate * 10 + 1e-6) / 10;
}

function purposesOf({ target }: LimitWish): readonly [LimitForm['purpose'], ...LimitForm['purpose'][]] {
  switch (target) {
    case 'station':
      return ['ChargingStationMaxProfile', 'TxDefaultProfile'];
    case 'evse':
      return ['TxDefaultProfile'];
    case 'session':
      return ['TxProfile'];
  }
}

function kindsOf({ daily, target }: LimitWish): readonly [LimitForm['kind'], ...LimitForm['kind'][]] {
  if (daily !== undefined) return ['Recurring'];
  return target === 'session' ? ['Relative', 'Absolute'] : ['Absolute', 'Relative'];
}

function unitsOf({ unit }: LimitWish, { units }: LimitFacts): readonly [ChargingRateUnit, ...ChargingRateUnit[]] {
  const other = unit === 'A' ? 'W' : 'A';
  const takesOnlyOther = units !== null && units.includes(other) && !units.includes(unit);
  return takesOnlyOther ? [other, unit] : [unit, other];
}

/** A limit of a time of day lies above the one that always holds. */
function stackLevelOf({ daily }: LimitWish, { maxStackLevel }: LimitFacts): number {
  return daily === undefined || maxStackLevel === 0 ? 0 : 1;
}

function startOf({ kind }: LimitForm, now: EpochMs): { readonly startAt?: string } {
  return kind === 'Relative' ? {} : { startAt: isoTime(now - startsAgoMs) };
}

/** From the last time the site's clock showed the first minute. */
function dailySpan(
  { fromMinute, toMinute }: NonNullable<LimitWish['daily']>,
  now: EpochMs,
  timeZone: string,
): { readonly startAt: string; readonly durationSeconds: number } {
  const today = zonedParts(now, timeZone);
  const from = { ...today, hour: Math.floor(fromMinute / 60) % 24, minute: fromMinute % 60, second: 0 };
  const begin = instantOf(from, timeZone);
  const startAt = begin <= now ? begin : begin - dayMinutes * minuteMs;
  const minutes = (((toMinute - fromMinute) % dayMinutes) + dayMinutes) % dayMinutes || dayMinutes;
  return { startAt: isoTime(startAt), durationSeconds: minutes * 60 };
}

function distinct(forms: readonly LimitForm[]): readonly LimitForm[] {
  return [...new Map(forms.map((form) => [JSON.stringify(limitForm.parse(form)), form])).values()];
}
