import type { PriceElement } from '../../../contract/tariffs.ts';
import { priceOnClock } from './price-at.ts';
import { dateOfDay, dayOfDate } from './wall-clock.ts';

/** The prices of a day. */
export interface PriceDay {
  /** `2026-07-06`. */
  readonly date: string;
  /** For each hour of the clock, 0 to 23, the price per kWh in force as it begins, 1e-4 of the currency's major unit. */
  readonly energyPerKwhE4: readonly number[];
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Price per kWh for every hour of a year, by the clock on the site's wall. */
export function priceYear(elements: readonly PriceElement[], year: number): readonly PriceDay[] {
  const first = dayOfDate(`${year}-01-01`);
  const days = dayOfDate(`${year + 1}-01-01`) - first;
  return Array.from({ length: days }, (_, index) => ({
    date: dateOfDay(first + index),
    energyPerKwhE4: hours.map((hour) => energyPrice(elements, first + index, hour * 60)),
  }));
}

function energyPrice(elements: readonly PriceElement[], day: number, minute: number): number {
  return elements[priceOnClock(elements, { day, minute })]?.energyPerKwhE4 ?? 0;
}
