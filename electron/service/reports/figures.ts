import { minorDigits } from '../../contract/format/money.ts';
import { rounded } from '../domain/money/exact.ts';

/** A part of a whole, half up and away from zero; null of nothing. Integers only. */
export function dividedBy(amount: number | bigint, by: number): number | null {
  if (by === 0) return null;
  const sign = by < 0 ? -1n : 1n;
  return Number(rounded(sign * BigInt(amount), sign * BigInt(by)));
}

/** Hundredths of a percent. */
export function share(part: number, whole: number): number | null {
  return dividedBy(BigInt(part) * 10_000n, whole);
}

/** What a kilowatt-hour came to, in 1e-4 of the major unit. */
export function pricePerKwhE4(amountMinor: number, energyWh: number, currency: string): number | null {
  if (energyWh <= 0) return null;
  return Number(rounded(BigInt(amountMinor) * 10_000_000n, BigInt(energyWh) * 10n ** BigInt(minorDigits(currency))));
}
