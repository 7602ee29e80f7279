import { zonedParts } from '../../contract/format/zone.ts';
import type { EpochMs, StationTime } from '../../../ocpp/model/time.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const halfHourMs = 30 * minuteMs;

/** No charger that speaks OCPP 1.6 has measured anything earlier; such times come from clocks that were never set. */
const earliestMs = Date.UTC(2015, 0, 1);
const latestAheadMs = 24 * hourMs;
/** How far from a whole half hour a clock may be and still count as set to another zone. */
const zoneToleranceMs = 2 * minuteMs;

/** What was learnt of a station's clock from messages it sent at once. */
export interface ClockHabit {
  /** Which zone its times mean when they name none; null while that is not known. */
  readonly zoneless: 'utc' | 'site' | null;
  /** How far its clock is ahead by a whole number of half hours, as when local time is labelled UTC; 0 when it is not. */
  readonly shiftMs: number;
}

export const unknownHabit: ClockHabit = { zoneless: null, shiftMs: 0 };

export interface CorrectedTime {
  readonly at: EpochMs;
  /** `replaced`: unusable, the time of receipt stands in. `shifted`: corrected by whole half hours. */
  readonly doubt: 'replaced' | 'shifted' | null;
}

/** The moment a station's time most likely means, never more than 24 hours after we heard of it. */
export function correctTime(
  time: StationTime,
  receivedAt: EpochMs,
  timeZone: string,
  habit: ClockHabit = unknownHabit,
): CorrectedTime {
  const at = readAt(time, receivedAt, timeZone, habit);
  if (at === null || at < earliestMs || at > receivedAt + latestAheadMs) return { at: receivedAt, doubt: 'replaced' };
  const shiftMs = habit.shiftMs > 0 ? habit.shiftMs : wholeHalfHours(at - receivedAt);
  return shiftMs > 0 ? { at: at - shiftMs, doubt: 'shifted' } : { at, doubt: null };
}

/** From a clock that was never set. */
export function isFromUnsetClock({ at }: StationTime): boolean {
  return at !== null && at < earliestMs;
}

/** The whole half hours a clock is ahead by, 0 when it is not ahead by about that much. */
export function wholeHalfHours(aheadMs: number): number {
  const nearestMs = Math.round(aheadMs / halfHourMs) * halfHourMs;
  return nearestMs > 0 && Math.abs(aheadMs - nearestMs) <= zoneToleranceMs ? nearestMs : 0;
}

/** Which zone a time without one was written in, when one reading of it is close to the time of receipt and the other is not. */
export function zonelessHabit(time: StationTime, receivedAt: EpochMs, timeZone: string): ClockHabit['zoneless'] {
  if (time.at === null || !time.zoneMissing) return null;
  const isNow = (at: EpochMs): boolean => Math.abs(at - receivedAt) <= zoneToleranceMs;
  const inUtc = isNow(time.at);
  const inSite = isNow(readInSiteZone(time.at, timeZone));
  if (inUtc === inSite) return null;
  return inUtc ? 'utc' : 'site';
}

function readAt(time: StationTime, receivedAt: EpochMs, timeZone: string, habit: ClockHabit): EpochMs | null {
  if (time.at === null || !time.zoneMissing || habit.zoneless === 'utc') return time.at;
  const inSite = readInSiteZone(time.at, timeZone);
  if (habit.zoneless === 'site') return inSite;
  return Math.abs(inSite - receivedAt) < Math.abs(time.at - receivedAt) ? inSite : time.at;
}

/** Reads a wall clock time, given as if it were UTC, in the site's zone. */
function readInSiteZone(asUtc: EpochMs, timeZone: string): EpochMs {
  const roughly = asUtc - zonedParts(asUtc, timeZone).offsetMs;
  return asUtc - zonedParts(roughly, timeZone).offsetMs;
}
