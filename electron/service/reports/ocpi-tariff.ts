import type { PriceElement, PriceTimes, TariffBody } from '../../contract/tariffs.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { rounded } from '../domain/money/exact.ts';
import { vatInside } from '../domain/money/vat.ts';
import { dateOfDay, dayOfDate, localDateAt } from '../domain/money/wall-clock.ts';
import { isoTime } from '../domain/iso-time.ts';
import { decimal, ocpiPrice } from './ocpi-number.ts';
import type { OcpiPriceComponent, OcpiRestrictions, OcpiTariff } from './ocpi-types.ts';

const minutesPerHour = 60;
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

export interface OcpiTariffSource {
  readonly id: string;
  readonly body: TariffBody;
  readonly validFrom: EpochMs;
  readonly createdAt: EpochMs;
  readonly countryCode: string;
  readonly partyId: string;
  readonly currency: string;
  readonly vatRateBp: number | null;
  readonly timeZone: string;
  /** Of the session it is told with. OCPI knows no seasons that come every year: what is told is the one then or next. */
  readonly startedAt: EpochMs;
}

/** A version of a tariff as OCPI tells it. Free minutes before idling costs, and its cap, have no field there. */
export function ocpiTariff(source: OcpiTariffSource): OcpiTariff {
  const { body, currency, vatRateBp } = source;
  const today = localDateAt(source.startedAt, source.timeZone);
  const limit = (grossMinor: number) =>
    ocpiPrice(
      { grossMinor, netMinor: grossMinor - (vatRateBp === null ? 0 : vatInside(grossMinor, vatRateBp)) },
      currency,
      vatRateBp !== null,
    );
  const flat = body.startFeeE4 > 0 ? [{ price_components: [component('FLAT', body.startFeeE4, vatRateBp)] }] : [];
  return {
    country_code: source.countryCode,
    party_id: source.partyId,
    id: source.id,
    currency,
    type: 'REGULAR',
    ...(body.minimumMinor === null ? {} : { min_price: limit(body.minimumMinor) }),
    ...(body.maximumMinor === null ? {} : { max_price: limit(body.maximumMinor) }),
    elements: [
      ...flat,
      ...body.elements.map((element) => {
        const restrictions = restrictionsOf(element.when, today);
        return {
          price_components: componentsOf(element, body.elements, vatRateBp),
          ...(Object.keys(restrictions).length === 0 ? {} : { restrictions }),
        };
      }),
    ],
    start_date_time: isoTime(source.validFrom),
    last_updated: isoTime(source.createdAt),
  };
}

/** A price of 0 is told where the kind costs something at other times: without it the next element would be looked at. */
function componentsOf(
  element: PriceElement,
  all: readonly PriceElement[],
  vatRateBp: number | null,
): readonly OcpiPriceComponent[] {
  const kinds = [
    { type: 'ENERGY', price: (one: PriceElement) => one.energyPerKwhE4 },
    { type: 'TIME', price: (one: PriceElement) => one.chargingPerMinuteE4 * minutesPerHour },
    { type: 'PARKING_TIME', price: (one: PriceElement) => one.idlePerMinuteE4 * minutesPerHour },
  ] as const;
  const priced = kinds.filter(({ type, price }) => type === 'ENERGY' || all.some((one) => price(one) > 0));
  return priced.map(({ type, price }) => component(type, price(element), vatRateBp));
}

function component(type: OcpiPriceComponent['type'], priceE4: number, vatRateBp: number | null): OcpiPriceComponent {
  if (vatRateBp === null) return { type, price: decimal(priceE4, 4), step_size: 1 };
  const net = rounded(BigInt(priceE4) * 10_000n, BigInt(10_000 + vatRateBp));
  return { type, price: decimal(Number(net), 4), vat: decimal(vatRateBp, 2), step_size: 1 };
}

function restrictionsOf(when: PriceTimes, today: string): OcpiRestrictions {
  const { firstDate, endDate } = datesOf(when, today);
  return {
    ...(when.fromMinute === null ? {} : { start_time: clock(when.fromMinute) }),
    ...(when.toMinute === null ? {} : { end_time: clock(when.toMinute % 1440) }),
    ...(firstDate === null ? {} : { start_date: firstDate }),
    ...(endDate === null ? {} : { end_date: endDate }),
    ...(when.weekdays.length === 0 ? {} : { day_of_week: when.weekdays.map((day) => weekdays[day - 1] ?? '') }),
  };
}

function clock(minute: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / minutesPerHour))}:${two(minute % minutesPerHour)}`;
}

interface Dates {
  readonly firstDate: string | null;
  readonly endDate: string | null;
}

function datesOf({ season, firstDate, lastDate }: PriceTimes, today: string): Dates {
  const endDate = lastDate === null ? null : dayAfter(lastDate);
  if (season === null) return { firstDate, endDate };
  const first = seasonFrom(season, today);
  return {
    firstDate: firstDate !== null && firstDate > first.firstDate ? firstDate : first.firstDate,
    endDate: endDate !== null && endDate < first.endDate ? endDate : first.endDate,
  };
}

/** The season that is on, or the next one. */
function seasonFrom(
  { firstDay, lastDay }: NonNullable<PriceTimes['season']>,
  today: string,
): { readonly firstDate: string; readonly endDate: string } {
  const year = Number(today.slice(0, 4));
  const seasons = [year - 1, year, year + 1].map((begin) => ({
    firstDate: `${String(begin)}-${firstDay}`,
    endDate: dayAfter(`${String(firstDay <= lastDay ? begin : begin + 1)}-${lastDay}`),
  }));
  return seasons.find(({ endDate }) => endDate > today) ?? { firstDate: today, endDate: today };
}

function dayAfter(date: string): string {
  return dateOfDay(dayOfDate(date) + 1);
}
