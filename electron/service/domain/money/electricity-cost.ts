import type { BusinessProfile } from '../../../contract/business.ts';
import { minorDigits } from '../../../contract/format/money.ts';
import { rounded } from './exact.ts';

type ElectricityCost = BusinessProfile['electricityCosts'][number];

/** Energy delivered on a day of the site's calendar, 20260706. */
export interface EnergyOfDay {
  readonly localDay: number;
  readonly energyWh: number;
}

/** What the energy of these days cost the business, minor units, rounded once. Null where no cost is known for a day with energy. */
export function energyCostMinor(
  costs: readonly ElectricityCost[],
  days: Iterable<EnergyOfDay>,
  currency: string,
): number | null {
  let sum = 0n;
  for (const { localDay, energyWh } of days) {
    const cost = costOn(costs, localDay);
    if (cost === null && energyWh !== 0) return null;
    sum += BigInt(energyWh) * BigInt(cost?.perKwhE4 ?? 0);
  }
  return Number(rounded(sum * 10n ** BigInt(minorDigits(currency)), 10_000_000n));
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
