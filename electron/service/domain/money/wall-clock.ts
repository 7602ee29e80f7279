import { zonedParts } from '../../../contract/format/zone.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Between two changes of a zone's clocks lie several weeks at least. */
const lookEveryMs = 7 * dayMs;

/** What calendar and clock on the site's wall show, to the minute. */
export interface WallClock {
  /** Days since 1970-01-01 on the calendar. */
  readonly day: number;
  /** Of that day, 0 to 1439. */
  readonly minute: number;
}

/** A stretch of time in which local time is `offsetMs` ahead of UTC throughout; `to` is not part of it. */
export interface OffsetStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly offsetMs: number;
}

export function wallClockAt(at: EpochMs, timeZone: string): WallClock {
  return wallClock(at, zonedParts(at, timeZone).offsetMs);
}

export function wallClock(at: EpochMs, offsetMs: number): WallClock {
  const local = at + offsetMs;
  const day = Math.floor(local / dayMs);
  return { day, minute: Math.floor((local - day * dayMs) / minuteMs) };
}

/** `2026-07-06`; dates in this form are in order when compared as text. */
export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, -14);
}

export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The date on the site's calendar. */
export function localDateAt(at: EpochMs, timeZone: string): string {
  return dateOfDay(wallClockAt(at, timeZone).day);
}

/** Monday is 1, Sunday 7. 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Cuts [from, to) where the zone's clocks were put forward or back. */
export function offsetStretches(from: EpochMs, to: EpochMs, timeZone: string): readonly OffsetStretch[] {
  const offsetAt = (at: EpochMs): number => zonedParts(at, timeZone).offsetMs;
  const stretches: OffsetStretch[] = [];
  let begin = from;
  let offsetMs = offsetAt(from);
  for (let at = from; at < to;) {
    const next = Math.min(at + lookEveryMs, to);
    const nextOffsetMs = offsetAt(next);
    if (nextOffsetMs !== offsetMs) {
      const change = changeBetween(at, next, (moment) => offsetAt(moment) === offsetMs);
      stretches.push({ from: begin, to: change, offsetMs });
      begin = change;
      offsetMs = nextOffsetMs;
    }
    at = next;
  }
  if (begin < to) stretches.push({ from: begin, to, offsetMs });
  return stretches;
}

/** The first moment at which something that holds at `before` no longer holds; it does not at `after`. */
function changeBetween(before: EpochMs, after: EpochMs, holds: (at: EpochMs) => boolean): EpochMs {
  let [last, first] = [before, after];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (holds(middle)) last = middle;
    else first = middle;
  }
  return first;
}
