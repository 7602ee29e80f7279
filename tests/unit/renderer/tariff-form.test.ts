import { describe, expect, test } from 'vitest';
import { tariffBody } from '../../../electron/contract/tariffs.ts';
import { dayOfYearText, readDayOfYear } from '../../../renderer/tariffs/day-of-year.ts';
import { bodyOf, emptyForm, formOf, newTimedPrice, type TariffForm } from '../../../renderer/tariffs/tariff-form.ts';
import { monthTable, pricesOfYear, yearBlocks } from '../../../renderer/tariffs/year-blocks.ts';
import { priceYear } from '../../../electron/service/domain/money/price-year.ts';
import { price, tariff, times } from '../money/test-tariff.ts';

function withNight(form: TariffForm): TariffForm {
  const row = { ...newTimedPrice(0, form), label: ' Gecə ', energyPerKwhE4: 2000, fromMinute: 1320, toMinute: 480 };
  return { ...form, timed: [row] };
}

describe('the form of a tariff', () => {
  test('says a body the service takes: a price by time before the one that always holds', () => {
    const body = bodyOf(withNight(emptyForm(3000, 'AC')));
    expect(body?.elements).toEqual([
      price({ label: 'Gecə', energyPerKwhE4: 2000, when: times({ fromMinute: 1320, toMinute: 480 }) }),
      price({ energyPerKwhE4: 3000 }),
    ]);
    expect(body).toMatchObject({ idleGraceMinutes: 0, appliesTo: { powerClass: 'AC' } });
    expect(tariffBody.safeParse(body).success).toBe(true);
  });

  test('gives back the body it was made of', () => {
    const when = times({ weekdays: [6, 7], season: { firstDay: '06-01', lastDay: '08-31' }, firstDate: '2026-12-01' });
    const body = tariff({
      ...{ startFeeE4: 5000, idleGraceMinutes: 20, idleCapMinor: 500, minimumMinor: 100, maximumMinor: 9000 },
      elements: [
        price({ label: 'Yay', when, energyPerKwhE4: 2500, idlePerMinuteE4: 1000 }),
        price({ energyPerKwhE4: 3000, chargingPerMinuteE4: 100, idlePerMinuteE4: 1000 }),
      ],
    });
    expect(bodyOf(formOf(body))).toEqual(body);
  });

  test('says nothing while a price is missing, times are half written or a row does not say when', () => {
    const form = emptyForm(3000, null);
    const row = newTimedPrice(0, form);
    expect(bodyOf(emptyForm(null, null))).toBeNull();
    for (const change of [{}, { fromMinute: 60 }, { seasonFirst: '06-01' }, { weekdays: [1], energyPerKwhE4: null }])
      expect(bodyOf({ ...form, timed: [{ ...row, ...change }] })).toBeNull();
    expect(bodyOf({ ...form, minimumMinor: 200, maximumMinor: 100 })).toBeNull();
    expect(bodyOf({ ...emptyForm(null, null), use: 'free' })).not.toBeNull();
  });

  test('a stretch that ends at midnight ends with the day', () => {
    const form = emptyForm(3000, null);
    const evening = { ...newTimedPrice(0, form), fromMinute: 1080, toMinute: 0 };
    expect(bodyOf({ ...form, timed: [evening] })?.elements[0]?.when).toMatchObject({
      fromMinute: 1080,
      toMinute: 1440,
    });
  });
});

test('a day of every year is read and written as people do', () => {
  expect(['1.6', '01.06', '29.2', '31.04', 'x', '6'].map(readDayOfYear)).toEqual([
    '06-01',
    '06-01',
    '02-29',
    null,
    null,
    null,
  ]);
  expect([dayOfYearText('06-01'), dayOfYearText('')]).toEqual(['01.06', '']);
});

test('a year of prices is few rectangles, and a table by month and hour', () => {
  const night = price({
    energyPerKwhE4: 2000,
    when: times({ fromMinute: 1320, toMinute: 480, season: { firstDay: '06-01', lastDay: '08-31' } }),
  });
  const days = priceYear([night, price({ energyPerKwhE4: 3000 })], 2026);
  expect(pricesOfYear(days)).toEqual([2000, 3000]);
  const blocks = yearBlocks(days);
  const hours = blocks.reduce((sum, block) => sum + block.days * (block.toHour - block.fromHour), 0);
  expect(hours).toBe(365 * 24);
  expect(blocks.length).toBeLessThan(15);
  const table = monthTable(days);
  expect(table[6]?.[3]).toEqual([2000]);
  expect(table[5]?.[3]).toEqual([2000, 3000]);
  expect(table[0]?.[3]).toEqual([3000]);
});
