/** How much may be kept, and how long anyone may take. */
export interface FileLimits {
  readonly maxFirmwareBytes: number;
  readonly maxUploadBytes: number;
  /** All files together. */
  readonly maxTotalBytes: number;
  /** Left on the disk for the database, whatever stations send. */
  readonly minFreeBytes: number;
  /** How long a station may neither send nor take a byte; lines of chargers are slow. */
  readonly idleMs: number;
  /** How long the pieces of a firmware file may fail to come. */
  readonly abandonedMs: number;
  /** How many stations may fetch and send at once. */
  readonly maxExchanges: number;
  /** How often the progress of a transfer is written down and told. */
  readonly progressEveryMs: number;
}

const mebibyte = 1_048_576;

export const defaultFileLimits: FileLimits = {
  maxFirmwareBytes: 1024 * mebibyte,
  maxUploadBytes: 256 * mebibyte,
  maxTotalBytes: 8192 * mebibyte,
  minFreeBytes: 1024 * mebibyte,
  idleMs: 60_000,
  abandonedMs: 600_000,
  maxExchanges: 64,
  progressEveryMs: 1000,
};
