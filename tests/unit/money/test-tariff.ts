import type { BillInput } from '../../../electron/service/domain/money/bill-session.ts';
import type { PriceElement, PriceTimes, TariffBody } from '../../../electron/contract/tariffs.ts';

const always: PriceTimes = {
  weekdays: [],
  fromMinute: null,
  toMinute: null,
  season: null,
  firstDate: null,
  lastDate: null,
};

export function times(given: Partial<PriceTimes>): PriceTimes {
  return { ...always, ...given };
}

/** A price that always holds and costs nothing, unless told otherwise. */
export function price(given: Partial<PriceElement>): PriceElement {
  return { label: '', when: always, energyPerKwhE4: 0, chargingPerMinuteE4: 0, idlePerMinuteE4: 0, ...given };
}

/** For sale, everywhere and to everybody; free of charge unless told otherwise. */
export function tariff(given: Partial<TariffBody>): TariffBody {
  return {
    use: 'sale',
    startFeeE4: 0,
    elements: [price({})],
    idleGraceMinutes: 0,
    idleCapMinor: null,
    minimumMinor: null,
    maximumMinor: null,
    appliesTo: { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] },
    ...given,
  };
}

/** An hour from 2026-07-06 12:00 (a Monday) in Baku, 10 kWh, unless told otherwise. */
export function session(given: Partial<BillInput>): BillInput {
  return {
    tariff: tariff({}),
    currency: 'AZN',
    timeZone: 'Asia/Baku',
    vatRateBp: null,
    startedAt: Date.parse('2026-07-06T12:00:00+04:00'),
    stoppedAt: Date.parse('2026-07-06T13:00:00+04:00'),
    energyWh: 10_000,
    registers: [],
    ...given,
  };
}
