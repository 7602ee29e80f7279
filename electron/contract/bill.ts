import { z } from 'zod';
import type { IsoTime } from './views.ts';

/**
 * `idle` is the time a car stays after it stopped charging; `idleCap`, `minimum` and `maximum` bring a sum to what the tariff promises, `idleCap` and
 * `maximum` by a negative amount.
 */
export type BillLineKind = 'start' | 'energy' | 'time' | 'idle' | 'idleCap' | 'minimum' | 'maximum';

/** One line: quantity times price, rounded once, half up. Sums are sums of lines. */
export interface BillLine {
  readonly kind: BillLineKind;
  /** The tariff's own word for the price, as "night"; empty where it has none. */
  readonly label: string;
  /** Wh of an energy line, seconds of a time or idle line, 1 of any other. */
  readonly quantity: number;
  /** VAT included, in 1e-4 of the currency's major unit: per kWh, per minute, or once. Null for a line that only completes a sum. */
  readonly priceE4: number | null;
  /** When it arose and how much of the quantity then, in order; empty where it has no time. */
  readonly spans: readonly { readonly from: IsoTime; readonly to: IsoTime; readonly quantity: number }[];
  readonly grossMinor: number;
  /** Contained in it: gross × rate / (100 + rate), half up; 0 where no VAT is charged. */
  readonly vatMinor: number;
  readonly netMinor: number;
}

/** What a session costs and how that came about. */
export interface Bill {
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly BillLine[];
  /** Without VAT nobody charges, `vatRateBp` is null and `vatMinor` 0. In hundredths of a percent: 1800 is 18 %. */
  readonly vatRateBp: number | null;
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
  readonly chargingSeconds: number;
  /** From the moment the car stopped charging to the end. */
  readonly idleSeconds: number;
}

/** The lines of a bill as they are kept. */
export const billLines = z.array(
  z.object({
    kind: z.enum(['start', 'energy', 'time', 'idle', 'idleCap', 'minimum', 'maximum']),
    label: z.string(),
    quantity: z.number(),
    priceE4: z.number().nullable(),
    spans: z.array(z.object({ from: z.string(), to: z.string(), quantity: z.number() })),
    grossMinor: z.number(),
    vatMinor: z.number(),
    netMinor: z.number(),
  }),
);
