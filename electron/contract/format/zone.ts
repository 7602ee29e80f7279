import type { EpochMs } from '../../../ocpp/model/time.ts';

const dayMs = 86_400_000;

/** A day of the calendar, nowhere in particular. Months and days count from 1. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What calendar and clock on a wall show. */
export interface LocalTime extends LocalDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface ZonedParts extends LocalTime {
  readonly millisecond: number;
  /** Monday is 1, Sunday 7. */
  readonly weekday: number;
  /** What local time is ahead of UTC. */
  readonly offsetMs: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether this is the name of a time zone, as `Asia/Baku`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock show at a moment in a zone. */
export function zonedParts(at: EpochMs, timeZone: string): ZonedParts {
  const offsetMs = offsetAt(at, timeZone);
  const shown = new Date(at + offsetMs);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
    weekday: shown.getUTCDay() || 7,
    offsetMs,
  };
}

/** Clocks are changed on a quarter of an hour of UTC: within one they are ahead by the same. */
const quarterMs = 900_000;
/** Two years of them, in case a report reads so far. */
const mostKnown = 70_000;
const known = new Map<string, Map<number, number>>();

/** What local time is ahead of UTC. Nowhere are clocks changed twice in a day: where its two ends agree, all of it does. */
function offsetAt(at: EpochMs, timeZone: string): number {
  const day = Math.floor(at / dayMs) * dayMs;
  const offset = offsetOfQuarter(day / quarterMs, timeZone);
  if (offset === offsetOfQuarter((day + dayMs) / quarterMs, timeZone)) return offset;
  return offsetOfQuarter(Math.floor(at / quarterMs), timeZone);
}

/** To ask is dear, and a report asks for every row: what was asked once is kept. */
function offsetOfQuarter(quarter: number, timeZone: string): number {
  const offsets = known.get(timeZone) ?? new Map<number, number>();
  const kept = offsets.get(quarter);
  if (kept !== undefined) return kept;
  const offset = askedOffset(quarter * quarterMs, timeZone);
  if (offsets.size >= mostKnown) offsets.clear();
  known.set(timeZone, offsets.set(quarter, offset));
  return offset;
}

function askedOffset(at: EpochMs, timeZone: string): number {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const date = { year: read('year'), month: read('month'), day: read('day') };
  return asUtc({ ...date, hour: read('hour'), minute: read('minute'), second: read('second') }) - at;
}

/** The moment at which a zone's clocks show `time`. The first of two when clocks go back; what they skip is read as before the skip. */
export function instantOf(time: LocalTime, timeZone: string): EpochMs {
  const shown = asUtc(time);
  const before = zonedParts(shown - dayMs, timeZone).offsetMs;
  const after = zonedParts(shown + dayMs, timeZone).offsetMs;
  const isRight = (offsetMs: number): boolean => zonedParts(shown - offsetMs, timeZone).offsetMs === offsetMs;
  if (isRight(before)) return shown - before;
  return isRight(after) ? shown - after : shown - before;
}

/** The first moment of a day in a zone. */
export function startOfDate(date: LocalDate, timeZone: string): EpochMs {
  return instantOf({ ...addDays(date, 0), hour: 0, minute: 0, second: 0 }, timeZone);
}

/** The day that many days later, or earlier when negative; also puts right a day or month out of range. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const at = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() || 7;
}

function asUtc(time: LocalTime): EpochMs {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}
