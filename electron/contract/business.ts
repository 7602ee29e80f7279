import { z } from 'zod';
import type { IsoTime } from './views.ts';

const line = (max: number): z.ZodString => z.string().trim().max(max);

/** Who runs the chargers: what documents say of the seller, and how tax is reckoned. Nothing in it is refused for looking wrong. */
export const businessProfile = z.strictObject({
  legalName: line(200),
  voen: line(20),
  address: line(300),
  phone: line(60),
  email: line(100),
  director: line(100),
  iban: line(50),
  bankName: line(100),
  bankVoen: line(20),
  bankCode: line(20),
  correspondentAccount: line(50),
  swift: line(20),
  /** Only `vat` shows and reckons VAT. */
  taxRegime: z.enum(['vat', 'simplified', 'none']),
  /** In hundredths of a percent, each from a day of the site's calendar on; in order. */
  vatRates: z
    .array(z.strictObject({ from: z.iso.date(), rateBp: z.int().min(0).max(10_000) }))
    .max(50)
    .readonly(),
  /** Letters before the year and the number of a document. */
  series: z.strictObject({
    receipt: line(8),
    refundReceipt: line(8),
    statement: line(8),
    invoice: line(8),
    creditNote: line(8),
    act: line(8),
  }),
  /** What electricity costs the business, from a day on: 1e-4 of the currency's major unit per kWh, and a fixed sum a month. */
  electricityCosts: z
    .array(z.strictObject({ from: z.iso.date(), perKwhE4: z.int().min(0), fixedPerMonthMinor: z.int().min(0) }))
    .max(50)
    .readonly(),
  /** Turnover of twelve months from which a warning is shown; null: none. */
  turnoverWarningMinor: z.int().min(0).nullable(),
});

export type BusinessProfile = z.output<typeof businessProfile>;

const change = businessProfile.partial();

export type BusinessChange = z.output<typeof change>;

export const businessInputs = {
  'business.get': z.strictObject({}),
  /** Only what is given changes. Dates may come in any order, none of them twice. */
  'business.update': change,
  'business.turnover': z.strictObject({}),
} as const;

/** What was sold in the last twelve months by the site's calendar, today included: what the duty to register for VAT hangs on. */
export interface Turnover {
  /** First day of them. */
  readonly from: IsoTime;
  readonly currency: string;
  readonly grossMinor: number;
  /** From which sum on a warning is shown; null: none. */
  readonly warningMinor: number | null;
}

export interface BusinessResults {
  'business.get': BusinessProfile;
  'business.update': BusinessProfile;
  'business.turnover': Turnover;
}

export interface BusinessEvents {
  'business.changed': BusinessProfile;
}
