import { minorDigits } from '../../contract/format/money.ts';

/** A part of a whole, half up and away from zero; null of nothing. Integers only. */
export function dividedBy(amount: number | bigint, by: number | bigint): number | null {
  const [dividend, divisor] = [BigInt(amount), BigInt(by)];
  if (divisor === 0n) return null;
  const negative = dividend < 0n !== divisor < 0n;
  const magnitude = (abs(dividend) * 2n + abs(divisor)) / (abs(divisor) * 2n);
  return Number(negative ? -magnitude : magnitude);
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** Hundredths of a percent. */
export function share(part: number, whole: number): number | null {
  return dividedBy(BigInt(part) * 10_000n, whole);
}

/** What a kilowatt-hour came to, in 1e-4 of the major unit. */
export function pricePerKwhE4(amountMinor: number, energyWh: number, currency: string): number | null {
  if (energyWh <= 0) return null;
  return dividedBy(BigInt(amountMinor) * 10_000_000n, BigInt(energyWh) * 10n ** BigInt(minorDigits(currency)));
}

/** Parts that are rounded one by one and still add up to the rounded whole: what rounding took from one part goes to the next. */
export function roundInTurn(divisor: bigint): (exact: bigint) => number {
  let exactSoFar = 0n;
  let roundedSoFar = 0;
  return (exact) => {
    exactSoFar += exact;
    const rounded = (dividedBy(exactSoFar, divisor) ?? 0) - roundedSoFar;
    roundedSoFar += rounded;
    return rounded;
  };
}
