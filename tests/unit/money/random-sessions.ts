import fc from 'fast-check';
import type { PriceElement, PriceTimes, TariffBody } from '../../../electron/contract/tariffs.ts';
import type { BillInput } from '../../../electron/service/domain/money/bill-session.ts';
import type { RegisterReading } from '../../../electron/service/domain/money/energy-curve.ts';
import { price, tariff, times } from './test-tariff.ts';

const day = 86_400;
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const priceE4 = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 }));
const date = fc.date({ min: new Date('2015-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
const isoDate = date.map((at) => at.toISOString().slice(0, 10));
const monthDay = isoDate.map((text) => text.slice(5));

const when: fc.Arbitrary<PriceTimes> = fc
  .record({
    weekdays: fc.oneof(fc.constant([]), fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 5 })),
    minutes: orNull(fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))),
    season: orNull(fc.record({ firstDay: monthDay, lastDay: monthDay })),
    firstDate: orNull(isoDate),
    lastDate: orNull(isoDate),
  })
  .map(({ minutes, ...rest }) => times({ ...rest, fromMinute: minutes?.[0] ?? null, toMinute: minutes?.[1] ?? null }));

const prices = { energyPerKwhE4: priceE4, chargingPerMinuteE4: priceE4, idlePerMinuteE4: priceE4 };

export const someElements: fc.Arbitrary<readonly PriceElement[]> = fc
  .tuple(fc.array(fc.record({ when, ...prices }), { maxLength: 4 }), fc.record(prices))
  .map(([some, last]) => [...some, last].map((given, index) => price({ label: `price ${index}`, ...given })));

/** Without anything that belongs to a session as a whole. */
export const plainTariff: fc.Arbitrary<TariffBody> = someElements.map((elements) => tariff({ elements }));

const minor = fc.integer({ min: 0, max: 5000 });

export const someTariff: fc.Arbitrary<TariffBody> = fc
  .record({
    use: fc.constantFrom('sale', 'sale', 'sale', 'free', 'house'),
    startFeeE4: priceE4,
    elements: someElements,
    idleGraceMinutes: fc.integer({ min: 0, max: 120 }),
    idleCapMinor: orNull(minor),
    limits: orNull(fc.tuple(minor, minor)),
  })
  .map(({ limits, ...given }) =>
    tariff({
      ...given,
      minimumMinor: limits === null ? null : Math.min(...limits),
      maximumMinor: limits === null ? null : Math.max(...limits),
    }),
  );

const place = {
  currency: fc.constantFrom('AZN', 'JPY', 'KWD'),
  timeZone: fc.constantFrom('Asia/Baku', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  vatRateBp: orNull(fc.integer({ min: 0, max: 10_000 })),
};

/** Registers come in steps, now and then one that fell or jumped; some sessions have none at their start or stop. */
function registersOf(
  startedAt: number,
  steps: readonly { readonly seconds: number; readonly wh: number; readonly odd: number | null }[],
): readonly RegisterReading[] {
  let [at, energyWh] = [startedAt, 1_000_000];
  return steps.map(({ seconds, wh, odd }) => {
    at += seconds * 1000;
    energyWh += wh;
    return { at, energyWh: odd ?? energyWh };
  });
}

export const someSession: fc.Arbitrary<BillInput> = fc
  .record({
    ...place,
    tariff: someTariff,
    startedAt: date.map((at) => at.getTime()),
    lastsMs: fc.integer({ min: -1000, max: 3 * day * 1000 }),
    energyWh: fc.integer({ min: 0, max: 200_000 }),
    steps: fc.array(
      fc.record({
        seconds: fc.integer({ min: 0, max: day / 4 }),
        wh: fc.integer({ min: 0, max: 20_000 }),
        odd: fc.option(fc.integer({ min: -10, max: 2_000_000 }), { freq: 10 }),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ lastsMs, steps, ...rest }) => ({
    ...rest,
    stoppedAt: rest.startedAt + lastsMs,
    registers: registersOf(rest.startedAt, steps),
  }));

/** A car that charged all the time, read at least once a minute apart, at the start and at the stop too. */
export const chargingSession: fc.Arbitrary<BillInput> = fc
  .record({
    ...place,
    tariff: plainTariff,
    startedAt: date.map((at) => at.getTime()),
    steps: fc.array(
      fc.integer({ min: 60, max: day / 6 }).chain((seconds) =>
        fc.record({
          seconds: fc.constant(seconds),
          wh: fc.integer({ min: Math.ceil(seconds / 3.6), max: Math.ceil(seconds * 10) }),
          odd: fc.constant(null),
        }),
      ),
      { minLength: 2, maxLength: 12 },
    ),
  })
  .map(({ steps, ...rest }) => {
    const registers = registersOf(rest.startedAt, [{ seconds: 0, wh: 0, odd: null }, ...steps]);
    const last = registers.at(-1) ?? { at: rest.startedAt, energyWh: 1_000_000 };
    return { ...rest, stoppedAt: last.at, energyWh: last.energyWh - 1_000_000, registers };
  });

/** Numbers no session has. */
export const absurdNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 8.64e15, 1e300));
