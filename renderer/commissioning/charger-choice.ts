/** What a person says of the charger to be connected. */
export interface ChargerChoice {
  /** Null for a maker that is not in the catalogue. */
  readonly vendorId: string | null;
  readonly identity: string;
  /** Empty for none. */
  readonly password: string;
}

/** The first of CP01, CP02… that no charger has. */
export function freeIdentity(taken: { has(identity: string): boolean }): string {
  for (let number = 1; ; number += 1) {
    const identity = `CP${String(number).padStart(2, '0')}`;
    if (!taken.has(identity)) return identity;
  }
}
