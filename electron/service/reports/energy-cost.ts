import type { BusinessProfile } from '../../contract/business.ts';
import { minorDigits } from '../../contract/format/money.ts';
import { roundInTurn } from './figures.ts';

type Costs = BusinessProfile['electricityCosts'];

/** The days from which electricity has another price, as 20260706 and in order: sums are parted by them. */
export function costDays(costs: Costs): readonly number[] {
  return costs.map(({ from }) => Number(from.replaceAll('-', '')));
}

/** What the energy of groups cost, one after the other, so that the groups add up to the whole. Null where a price is not known. */
export function energyCosts(
  costs: Costs,
  currency: string,
): (parts: readonly { readonly step: number; readonly energyWh: number }[]) => number | null {
  const rounded = roundInTurn(10_000_000n);
  const scale = 10n ** BigInt(minorDigits(currency));
  return (parts) => {
    if (parts.some(({ step, energyWh }) => step === 0 && energyWh !== 0)) return null;
    const exact = parts.reduce(
      (sum, { step, energyWh }) => sum + BigInt(energyWh) * BigInt(costs[step - 1]?.perKwhE4 ?? 0),
      0n,
    );
    return rounded(exact * scale);
  };
}

/** What a month, 202607, costs whatever is delivered: as in force on its last day. */
export function fixedCostMinor(costs: Costs, period: number): number {
  const lastDay = period * 100 + 31;
  return costs.findLast(({ from }) => Number(from.replaceAll('-', '')) <= lastDay)?.fixedPerMonthMinor ?? 0;
}
