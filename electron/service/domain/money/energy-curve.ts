import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { rounded } from './exact.ts';

/** A register as a meter showed it, Wh. */
export interface RegisterReading {
  readonly at: EpochMs;
  readonly energyWh: number;
}

/** The energy of a session over its time: it never falls, is 0 at the start and the session's energy at the stop. */
export interface EnergyCurve {
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly energyWh: number;
  /** In order of time, from start to stop; registers in the meter's own numbers, which `low` and `high` map to 0 and `energyWh`. */
  readonly points: readonly RegisterReading[];
  readonly low: number;
  readonly high: number;
  /** How many registers between start and stop, both not counted, the curve rests on. */
  readonly readingsBetween: number;
  /** When the last register it rests on was read; null where there is none. */
  readonly lastReadAt: EpochMs | null;
}

export interface CurveInput {
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly energyWh: number;
  readonly registers: readonly RegisterReading[];
}

/**
 * What the meter showed of a session, put in order. Registers read at the very start and stop say what the others count from and to; where one of
 * them is missing, the session's energy says it. Registers outside these, or outside the session's time, and those that fell
 * are left aside. Where start and stop differ by something else than the session's energy, as after a repair, the curve is stretched to it.
 */
export function energyCurve({ startedAt, stoppedAt, energyWh, registers }: CurveInput): EnergyCurve {
  const told = registers.filter((reading) => isUsable(reading, startedAt, stoppedAt)).sort(byTime);
  const { low, high } = ends(told, { startedAt, stoppedAt, energyWh });
  const kept = rising(told.filter((reading) => reading.energyWh >= low && reading.energyWh <= high));
  const between = kept.filter(({ at }) => at > startedAt && at < stoppedAt);
  return {
    startedAt,
    stoppedAt,
    energyWh,
    points: [{ at: startedAt, energyWh: low }, ...between, { at: stoppedAt, energyWh: high }],
    low,
    high,
    readingsBetween: between.length,
    lastReadAt: kept.at(-1)?.at ?? null,
  };
}

/** Energy from the start to a moment, whole Wh; between two registers it rises evenly. */
export function energyUntil(curve: EnergyCurve, at: EpochMs): number {
  if (at >= curve.stoppedAt) return curve.energyWh;
  const next = curve.points.findIndex((point) => point.at > at);
  const [before, after] = [curve.points[next - 1], curve.points[next]];
  if (before === undefined || after === undefined) return 0;
  const span = BigInt(after.at - before.at);
  const risen =
    BigInt(before.energyWh - curve.low) * span + BigInt(after.energyWh - before.energyWh) * BigInt(at - before.at);
  return Number(rounded(risen * BigInt(curve.energyWh), span * BigInt(curve.high - curve.low)));
}

function isUsable({ at, energyWh }: RegisterReading, startedAt: EpochMs, stoppedAt: EpochMs): boolean {
  return Number.isSafeInteger(energyWh) && Number.isSafeInteger(at) && at >= startedAt && at <= stoppedAt;
}

function byTime(one: RegisterReading, other: RegisterReading): number {
  return one.at - other.at || one.energyWh - other.energyWh;
}

/** The registers that stand for nothing and for all of the session's energy; `high` is above `low`. */
function ends(
  told: readonly RegisterReading[],
  { startedAt, stoppedAt, energyWh }: Omit<CurveInput, 'registers'>,
): { readonly low: number; readonly high: number } {
  const [first, last] = [told.at(0), told.at(-1)];
  const starts = told.filter(({ at }) => at === startedAt).map((reading) => reading.energyWh);
  const stops = told.filter(({ at }) => at === stoppedAt).map((reading) => reading.energyWh);
  // Where several were read at once, those the session's energy was reckoned from.
  const billed = starts.find((low) => stops.includes(low + energyWh));
  const atStart = billed ?? starts.at(0) ?? null;
  const atStop = billed === undefined ? (stops.at(-1) ?? null) : billed + energyWh;
  if (atStart !== null && atStop !== null && atStop > atStart) return { low: atStart, high: atStop };
  const least = Math.max(energyWh, 1);
  if (atStart !== null) return { low: atStart, high: atStart + least };
  if (atStop !== null) return { low: atStop - least, high: atStop };
  const low = first?.energyWh ?? 0;
  return { low, high: last !== undefined && last.energyWh > low ? last.energyWh : low + least };
}

function rising(readings: readonly RegisterReading[]): readonly RegisterReading[] {
  const kept: RegisterReading[] = [];
  for (const reading of readings)
    if (reading.energyWh >= (kept.at(-1)?.energyWh ?? reading.energyWh)) kept.push(reading);
  return kept;
}
