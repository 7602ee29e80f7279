import type { PriceElement, PriceTimes } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { dateOfDay, type WallClock, wallClockAt, weekdayOfDay } from './wall-clock.ts';

/** The index of the price that holds at a moment: the first that fits; the last one where none does. */
export function priceAt(elements: readonly PriceElement[], at: EpochMs, timeZone: string): number {
  return priceOnClock(elements, wallClockAt(at, timeZone));
}

export function priceOnClock(elements: readonly PriceElement[], clock: WallClock): number {
  const fitting = elements.findIndex(({ when }) => holds(when, clock));
  return fitting === -1 ? Math.max(elements.length - 1, 0) : fitting;
}

/** Whether a price's times fit. Past midnight weekday, season and dates are those of the day on which the stretch began. */
export function holds(when: PriceTimes, clock: WallClock): boolean {
  const day = dayItBegan(when, clock);
  return day !== null && isWeekday(when, day) && isInSeason(when, day) && isBetweenDates(when, day);
}

function dayItBegan({ fromMinute, toMinute }: PriceTimes, { day, minute }: WallClock): number | null {
  if (fromMinute === null || toMinute === null) return day;
  if (fromMinute < toMinute) return minute >= fromMinute && minute < toMinute ? day : null;
  if (minute >= fromMinute) return day;
  return minute < toMinute ? day - 1 : null;
}

function isWeekday({ weekdays }: PriceTimes, day: number): boolean {
  return weekdays.length === 0 || weekdays.includes(weekdayOfDay(day));
}

function isInSeason({ season }: PriceTimes, day: number): boolean {
  if (season === null) return true;
  const today = dateOfDay(day).slice(-5);
  const { firstDay, lastDay } = season;
  return firstDay <= lastDay ? today >= firstDay && today <= lastDay : today >= firstDay || today <= lastDay;
}

function isBetweenDates({ firstDate, lastDate }: PriceTimes, day: number): boolean {
  if (firstDate === null && lastDate === null) return true;
  const today = dateOfDay(day);
  return (firstDate === null || today >= firstDate) && (lastDate === null || today <= lastDate);
}
