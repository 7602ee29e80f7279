/** What a person says of the charger to be connected. */
export interface ChargerChoice {
  /** Null for a maker that is not in the catalogue. */
  readonly vendorId: string | null;
  readonly identity: string;
  /** Empty for none. */
  readonly password: string;
}
