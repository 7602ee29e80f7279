import { minorDigits } from '../../../contract/format/money.ts';

/** `numerator / denominator` as a whole number; a half goes away from zero. The denominator is positive. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
  const half = (2n * abs(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -half : half;
}

/** What `quantity` costs in minor units, rounded once: `priceE4` is for `per` of it, in 1e-4 of the currency's major unit. */
export function amountMinor(quantity: number, priceE4: number, per: number, currency: string): number {
  const minorPerMajor = 10n ** BigInt(minorDigits(currency));
  return Number(rounded(BigInt(quantity) * BigInt(priceE4) * minorPerMajor, BigInt(per) * 10_000n));
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
