import type { BusinessProfile } from '../../../contract/business.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { rounded } from './exact.ts';
import { localDateAt } from './wall-clock.ts';

/**
 * The VAT rate in force at a moment, in hundredths of a percent. Null where no VAT is charged: under another regime, and before the first day
 * of the first rate.
 */
export function vatRateAt(
  { taxRegime, vatRates }: Pick<BusinessProfile, 'taxRegime' | 'vatRates'>,
  at: EpochMs,
  timeZone: string,
): number | null {
  if (taxRegime !== 'vat') return null;
  const today = localDateAt(at, timeZone);
  const inForce = vatRates.filter(({ from }) => from <= today);
  return (
    inForce.reduce<(typeof vatRates)[number] | null>(
      (latest, rate) => (latest === null || rate.from >= latest.from ? rate : latest),
      null,
    )?.rateBp ?? null
  );
}

/** The VAT inside an amount, minor units: gross × rate / (100 + rate), a half away from zero. */
export function vatInside(grossMinor: number, rateBp: number): number {
  return Number(rounded(BigInt(grossMinor) * BigInt(rateBp), BigInt(10_000 + rateBp)));
}
