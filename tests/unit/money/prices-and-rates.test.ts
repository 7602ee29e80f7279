import { describe, expect, test } from 'vitest';
import { costDays, energyCosts, fixedCostMinor } from '../../../electron/service/domain/money/electricity-cost.ts';
import { priceAt } from '../../../electron/service/domain/money/price-at.ts';
import { priceYear } from '../../../electron/service/domain/money/price-year.ts';
import { vatInside, vatRateAt } from '../../../electron/service/domain/money/vat.ts';
import { price, times } from './test-tariff.ts';

const baku = 'Asia/Baku';
const at = (text: string): number => Date.parse(`${text}+04:00`);

describe('the price at a moment', () => {
  const elements = [
    price({
      when: times({
        weekdays: [6, 7],
        fromMinute: 1320,
        toMinute: 360,
        firstDate: '2026-07-01',
        lastDate: '2026-07-31',
      }),
    }),
    price({ when: times({ season: { firstDay: '12-01', lastDay: '02-28' } }) }),
    price({}),
  ];

  test.each([
    ['Saturday before the night begins', '2026-07-11T21:59:59', 2],
    ['Saturday as it begins', '2026-07-11T22:00:00', 0],
    ['Sunday morning, Saturday’s night', '2026-07-12T05:59:59', 0],
    ['Sunday, the night over', '2026-07-12T06:00:00', 2],
    ['Monday morning, Sunday’s night', '2026-07-13T00:30:00', 0],
    ['Tuesday morning, Monday’s night', '2026-07-14T00:30:00', 2],
    ['Saturday in June', '2026-06-27T23:00:00', 2],
    ['the last night of the dates, begun on their last Saturday', '2026-07-26T01:00:00', 0],
    ['the first day of the season', '2026-12-01T00:00:00', 1],
    ['the last day of the season, after New Year', '2027-02-28T23:59:59', 1],
    ['the day after', '2027-03-01T00:00:00', 2],
  ])('%s', (_, text, element) => {
    expect(priceAt(elements, at(text), baku)).toBe(element);
  });
});

test('a year has a price for each hour of each day', () => {
  const night = price({ when: times({ fromMinute: 1320, toMinute: 480 }), energyPerKwhE4: 2000 });
  const summer = price({ when: times({ season: { firstDay: '06-01', lastDay: '08-31' } }), energyPerKwhE4: 3500 });
  const year = priceYear([night, summer, price({ energyPerKwhE4: 3000 })], 2028);
  expect(year).toHaveLength(366);
  const day = (daytime: number): number[] =>
    Array.from({ length: 24 }, (_, hour) => (hour < 8 || hour >= 22 ? 2000 : daytime));
  expect(year.at(0)).toEqual({ date: '2028-01-01', energyPerKwhE4: day(3000) });
  expect(year.find(({ date }) => date === '2028-06-01')?.energyPerKwhE4).toEqual(day(3500));
  expect(year.at(-1)?.date).toBe('2028-12-31');
});

describe('the VAT rate', () => {
  const rates = [
    { from: '2026-01-01', rateBp: 1800 },
    { from: '2027-01-01', rateBp: 2000 },
  ];

  test('is the one in force on the day of the site’s calendar', () => {
    const profile = { taxRegime: 'vat', vatRates: rates } as const;
    expect(vatRateAt(profile, at('2026-12-31T23:59:59'), baku)).toBe(1800);
    expect(vatRateAt(profile, at('2027-01-01T00:00:00'), baku)).toBe(2000);
    expect(vatRateAt(profile, at('2025-12-31T23:59:59'), baku)).toBeNull();
  });

  test('is none under another regime', () => {
    expect(vatRateAt({ taxRegime: 'simplified', vatRates: rates }, at('2026-06-01T12:00:00'), baku)).toBeNull();
  });

  test('is taken out of a price, a half rounded away from zero', () => {
    expect([vatInside(300, 1800), vatInside(3, 2000), vatInside(-3, 2000), vatInside(5, 0)]).toEqual([46, 1, -1, 0]);
  });
});

describe('what electricity costs the business', () => {
  const costs = [
    { from: '2026-01-01', perKwhE4: 1250, fixedPerMonthMinor: 300 },
    { from: '2026-07-15', perKwhE4: 1400, fixedPerMonthMinor: 500 },
  ];

  test('is the energy of each day at the price of that day, rounded once', () => {
    const parts = [
      { step: 1, energyWh: 10_010 },
      { step: 2, energyWh: 20_000 },
    ];
    expect(costDays(costs)).toEqual([20260101, 20260715]);
    // 10.010 × 0.125 + 20 × 0.14 = 1.25125 + 2.80 = 4.05125
    expect(energyCosts(costs, 'AZN')(parts)).toBe(405);
    expect(energyCosts(costs, 'AZN')([])).toBe(0);
  });

  test('of groups adds up to that of the whole', () => {
    const costOf = energyCosts(costs, 'AZN');
    // 0.5 qəpik each: one after the other they are a whole one.
    expect([1, 2, 3].map(() => costOf([{ step: 1, energyWh: 40 }]))).toEqual([1, 0, 1]);
  });

  test('is not known for a day before the first price', () => {
    expect(energyCosts(costs, 'AZN')([{ step: 0, energyWh: 1 }])).toBeNull();
    expect(fixedCostMinor(costs, 202512)).toBeNull();
  });

  test('has a part for each month', () => {
    expect([202606, 202607, 202608].map((period) => fixedCostMinor(costs, period))).toEqual([300, 500, 500]);
  });
});
