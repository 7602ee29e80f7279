import type { PackTotals } from './pack-totals.ts';

/** One file of a pack. */
export interface PackJob {
  /** Subfolder of the pack. */
  readonly folder: string;
  produce(): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }>;
  /** Adds up what the written file says, by a reader that knows nothing of how it was written; null where it says no such sums. */
  readonly readTotals: ((bytes: Uint8Array) => Partial<PackTotals>) | null;
}
