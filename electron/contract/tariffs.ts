import { z } from 'zod';
import { evseId, idToken, rowId, stationId } from './fields.ts';

/** A price in 1e-4 of the currency's major unit, VAT included: 3000 is 0.30 ₼. */
const priceE4 = z.int().min(0).max(100_000_000);
const minor = z.int().min(0).max(1_000_000_000);
const localDate = z.iso.date();
/** Month and day, every year. */
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** When a price holds, by the site's clock; what is empty or null does not matter. All of it must fit. */
const priceTimes = z.strictObject({
  /** Monday is 1, Sunday 7. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).readonly(),
  /**
   * Minutes of the day, [from, to); one that ends before it begins goes on past midnight, and weekday, season and dates are then those of the day
   * on which it began. Both or none.
   */
  fromMinute: z.int().min(0).max(1439).nullable(),
  toMinute: z.int().min(1).max(1440).nullable(),
  /** Every year between these days, both included; may go on past New Year. Both or none. */
  season: z.strictObject({ firstDay: monthDay, lastDay: monthDay }).nullable(),
  /** Between these dates, both included; either may be open. */
  firstDate: localDate.nullable(),
  lastDate: localDate.nullable(),
});

const priceElement = z.strictObject({
  /** As "night"; stands on the bill. */
  label: z.string().trim().max(60),
  when: priceTimes,
  energyPerKwhE4: priceE4,
  chargingPerMinuteE4: priceE4,
  /** After the grace period. */
  idlePerMinuteE4: priceE4,
});

/** What a version of a tariff says. */
export const tariffBody = z
  .strictObject({
    /** `free`: nothing is charged; `house`: own use, no sale at all. */
    use: z.enum(['sale', 'free', 'house']),
    startFeeE4: priceE4,
    /** At any moment the first that fits counts. The last one always fits. */
    elements: z.array(priceElement).min(1).max(50).readonly(),
    /** Minutes after charging ended that cost nothing, and what idling costs at most. */
    idleGraceMinutes: z.int().min(0).max(1440),
    idleCapMinor: minor.nullable(),
    /** Of the whole bill. */
    minimumMinor: minor.nullable(),
    maximumMinor: minor.nullable(),
    /** For whom and where: what is empty or null does not matter, all of it must fit. */
    appliesTo: z.strictObject({
      /** `evseId` null: the whole station. */
      evses: z
        .array(z.strictObject({ stationId, evseId: evseId.nullable() }))
        .max(500)
        .readonly(),
      powerClass: z.enum(['AC', 'DC']).nullable(),
      groupIds: z.array(rowId).max(100).readonly(),
      customerIds: z.array(rowId).max(500).readonly(),
      idTokens: z.array(idToken).max(500).readonly(),
    }),
  })
  .superRefine((body, context) => {
    const last = body.elements.at(-1)?.when;
    const isAlways =
      last !== undefined &&
      last.weekdays.length === 0 &&
      last.fromMinute === null &&
      last.season === null &&
      last.firstDate === null &&
      last.lastDate === null;
    if (!isAlways) context.addIssue({ code: 'custom', path: ['elements'], message: 'the last price must always hold' });
    body.elements.forEach(({ when }, index) => {
      if ((when.fromMinute === null) !== (when.toMinute === null))
        context.addIssue({ code: 'custom', path: ['elements', index, 'when'], message: 'both times of day or none' });
    });
    if (body.minimumMinor !== null && body.maximumMinor !== null && body.minimumMinor > body.maximumMinor)
      context.addIssue({ code: 'custom', path: ['maximumMinor'], message: 'must not be below the minimum' });
  });

export type TariffBody = z.output<typeof tariffBody>;
export type PriceElement = TariffBody['elements'][number];
export type PriceTimes = PriceElement['when'];
