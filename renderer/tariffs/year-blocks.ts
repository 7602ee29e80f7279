import type { TariffDay } from '../../electron/contract/tariff-methods.ts';

/** Hours of neighbouring days that have one price: a rectangle on the map of a year. `to` is not part of it. */
export interface YearBlock {
  readonly firstDay: number;
  readonly days: number;
  readonly fromHour: number;
  readonly toHour: number;
  readonly priceE4: number;
}

/** The prices that occur in a year, cheapest first. */
export function pricesOfYear(days: readonly TariffDay[]): readonly number[] {
  return [...new Set(days.flatMap(({ energyPerKwhE4 }) => energyPerKwhE4))].sort((one, other) => one - other);
}

/** A year as few rectangles: neighbouring days with the same prices are one. */
export function yearBlocks(days: readonly TariffDay[]): readonly YearBlock[] {
  const blocks: YearBlock[] = [];
  let firstDay = 0;
  for (let day = 1; day <= days.length; day += 1) {
    if (day < days.length && isSameDay(days[day], days[firstDay])) continue;
    blocks.push(...runsOf(days[firstDay]).map((run) => ({ ...run, firstDay, days: day - firstDay })));
    firstDay = day;
  }
  return blocks;
}

function isSameDay(one: TariffDay | undefined, other: TariffDay | undefined): boolean {
  return one?.energyPerKwhE4.join() === other?.energyPerKwhE4.join();
}

function runsOf(day: TariffDay | undefined): readonly Pick<YearBlock, 'fromHour' | 'toHour' | 'priceE4'>[] {
  const prices = day?.energyPerKwhE4 ?? [];
  const starts = prices.flatMap((price, hour) => (price === prices[hour - 1] ? [] : [hour]));
  return starts.map((fromHour, index) => ({
    fromHour,
    toHour: starts[index + 1] ?? prices.length,
    priceE4: prices[fromHour] ?? 0,
  }));
}

/** For each month and hour the prices that occur, cheapest first: the map as a table. */
export function monthTable(days: readonly TariffDay[]): readonly (readonly (readonly number[])[])[] {
  return Array.from({ length: 12 }, (_, month) => {
    const mine = days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1);
    return Array.from({ length: 24 }, (__, hour) =>
      [...new Set(mine.flatMap(({ energyPerKwhE4 }) => energyPerKwhE4[hour] ?? []))].sort((one, other) => one - other),
    );
  });
}
