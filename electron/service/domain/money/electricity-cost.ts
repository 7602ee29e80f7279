import type { BusinessProfile } from '../../../contract/business.ts';
import { minorDigits } from '../../../contract/format/money.ts';
import { roundedInTurn } from './exact.ts';

type ElectricityCost = BusinessProfile['electricityCosts'][number];

/** The days from which electricity has another price, as 20260706 and in order: sums are parted by them. */
export function costDays(costs: readonly ElectricityCost[]): readonly number[] {
  return costs.map(dayNumber);
}

/** Energy of the days since a step of the price: 1 is the first of `costDays`, 0 is before it. */
export interface EnergyAtStep {
  readonly step: number;
  readonly energyWh: number;
}

/**
 * What the energy of groups cost the business, minor units, one group after the other: each is rounded once, and together they are the rounded
 * whole. Null where no cost is known for a day with energy.
 */
export function energyCosts(
  costs: readonly ElectricityCost[],
  currency: string,
): (parts: readonly EnergyAtStep[]) => number | null {
  const inTurn = roundedInTurn(10_000_000n);
  const minorPerMajor = 10n ** BigInt(minorDigits(currency));
  return (parts) => {
    let exact = 0n;
    for (const { step, energyWh } of parts) {
      if (step === 0 && energyWh !== 0) return null;
      exact += BigInt(energyWh) * BigInt(costs[step - 1]?.perKwhE4 ?? 0);
    }
    return Number(inTurn(exact * minorPerMajor));
  };
}

/** What a calendar month, 202607, costs whatever is delivered, minor units: as in force on its last day. Null where nothing is known. */
export function fixedCostMinor(costs: readonly ElectricityCost[], period: number): number | null {
  return costOn(costs, period * 100 + 31)?.fixedPerMonthMinor ?? null;
}

/** What was in force on a day, 20260706; null before the first. */
export function costOn(costs: readonly ElectricityCost[], localDay: number): ElectricityCost | null {
  return costs.reduce<ElectricityCost | null>(
    (latest, cost) => (dayNumber(cost) <= localDay && (latest === null || cost.from >= latest.from) ? cost : latest),
    null,
  );
}

function dayNumber({ from }: ElectricityCost): number {
  return Number(from.replaceAll('-', ''));
}
