import { minorDigits } from '../../../contract/format/money.ts';

/** `numerator / denominator` as a whole number; a half goes away from zero. The denominator is positive. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
  const half = (2n * abs(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -half : half;
}

/** Rounds parts one by one so that they add up to the rounded whole: what rounding took from one goes to the next. */
export function roundedInTurn(denominator: bigint): (numerator: bigint) => bigint {
  let exact = 0n;
  let told = 0n;
  return (numerator) => {
    exact += numerator;
    const part = rounded(exact, denominator) - told;
    told += part;
    return part;
  };
}

/** What `quantity` costs in minor units, rounded once: `priceE4` is for `per` of it, in 1e-4 of the currency's major unit. */
export function amountMinor(quantity: number, priceE4: number, per: number, currency: string): number {
  const minorPerMajor = 10n ** BigInt(minorDigits(currency));
  return Number(rounded(BigInt(quantity) * BigInt(priceE4) * minorPerMajor, BigInt(per) * 10_000n));
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
