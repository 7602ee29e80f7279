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
  const offsetMs = offsetOfDay(at, timeZone);
  return offsetMs === null ? askedParts(at, timeZone) : shiftedParts(at, offsetMs);
}

const mostKnownDays = 5000;
const offsetsOfDays = new Map<string, number | null>();

/** What local time is ahead of UTC all through the UTC day of a moment; null on days on which clocks are changed. Asking anew takes long. */
function offsetOfDay(at: EpochMs, timeZone: string): number | null {
  const day = Math.floor(at / dayMs);
  const key = `${String(day)} ${timeZone}`;
  const known = offsetsOfDays.get(key);
  if (known !== undefined) return known;
  const first = askedParts(day * dayMs, timeZone).offsetMs;
  const offset = first === askedParts((day + 1) * dayMs, timeZone).offsetMs ? first : null;
  if (offsetsOfDays.size >= mostKnownDays) offsetsOfDays.clear();
  offsetsOfDays.set(key, offset);
  return offset;
}

function shiftedParts(at: EpochMs, offsetMs: number): ZonedParts {
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

function askedParts(at: EpochMs, timeZone: string): ZonedParts {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const millisecond = ((at % 1000) + 1000) % 1000;
  const time = {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
  return { ...time, millisecond, weekday: weekdayOf(time), offsetMs: asUtc(time) + millisecond - at };
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
