import type { PackTotals } from './pack-totals.ts';

export interface PackFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** One file of a pack. */
export interface PackJob {
  /** Subfolder of the pack. */
  readonly folder: string;
  /** Throws `conflict` `noPdfProgram` where it is a PDF and nothing here can print. */
  produce(): Promise<PackFile>;
  /** Adds up what the written file says, by a reader that knows nothing of how it was written; null where it says no such sums. */
  readonly readTotals: ((bytes: Uint8Array) => Partial<PackTotals>) | null;
}
