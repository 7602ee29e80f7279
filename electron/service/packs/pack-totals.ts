/** What a month comes to, as every file of a pack must say it. */
export interface PackTotals {
  readonly sessions: number;
  readonly energyWh: number;
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
}

export const noTotals: PackTotals = { sessions: 0, energyWh: 0, grossMinor: 0, vatMinor: 0, netMinor: 0 };

/** Whether a file that gave some of the sums gave the right ones. */
export function agrees(read: Partial<PackTotals>, expected: PackTotals): boolean {
  const given: readonly [string, unknown][] = Object.entries(read);
  const wanted: Readonly<Record<string, number>> = { ...expected };
  return given.length > 0 && given.every(([sum, value]) => value === wanted[sum]);
}
