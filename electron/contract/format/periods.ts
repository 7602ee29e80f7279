import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { addDays, startOfDate, zonedParts, type LocalDate } from './zone.ts';

/** A stretch of time, `to` not part of it. */
export interface Period {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export const periodPresets = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
] as const;

export type PeriodPreset = (typeof periodPresets)[number];

/** First and last day of a period, both part of it. */
export interface DateRange {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** The days a preset stands for, seen from a moment in a zone. */
export function presetDates(preset: PeriodPreset, now: EpochMs, timeZone: string): DateRange {
  const { year, month, day, weekday } = zonedParts(now, timeZone);
  const today = { year, month, day };
  const quarterMonth = month - ((month - 1) % 3);
  switch (preset) {
    case 'today':
      return days(today, 1);
    case 'yesterday':
      return days(addDays(today, -1), 1);
    case 'thisWeek':
      return days(addDays(today, 1 - weekday), 7);
    case 'lastWeek':
      return days(addDays(today, -6 - weekday), 7);
    case 'thisMonth':
      return months(year, month, 1);
    case 'lastMonth':
      return months(year, month - 1, 1);
    case 'thisQuarter':
      return months(year, quarterMonth, 3);
    case 'lastQuarter':
      return months(year, quarterMonth - 3, 3);
    case 'thisYear':
      return months(year, 1, 12);
    case 'lastYear':
      return months(year - 1, 1, 12);
    default:
      return assertNever(preset);
  }
}

function days(first: LocalDate, count: number): DateRange {
  return { first, last: addDays(first, count - 1) };
}

function months(year: number, month: number, count: number): DateRange {
  return {
    first: addDays({ year, month, day: 1 }, 0),
    last: addDays({ year, month: month + count, day: 1 }, -1),
  };
}

/** A period from the first moment of its first day to the first moment after its last. */
export function periodOf(range: DateRange, timeZone: string): Period {
  return { from: startOfDate(range.first, timeZone), to: startOfDate(addDays(range.last, 1), timeZone) };
}

/** The period of a preset, seen from a moment in a zone. */
export function presetPeriod(preset: PeriodPreset, now: EpochMs, timeZone: string): Period {
  return periodOf(presetDates(preset, now, timeZone), timeZone);
}

/** The days a period touches. */
export function datesOf(period: Period, timeZone: string): DateRange {
  const { year, month, day } = zonedParts(period.from, timeZone);
  const last = zonedParts(Math.max(period.to - 1, period.from), timeZone);
  return { first: { year, month, day }, last: { year: last.year, month: last.month, day: last.day } };
}
