/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A moment as ISO 8601 in UTC, `2026-07-06T08:30:00.000Z`. */
export type IsoTime = string;

/** Where every rule gets the time from, so that a test can set it. */
export interface Clock {
  /** Now, as the wall clock of this PC shows it. */
  now(): EpochMs;
}

/** A moment a station reported: what it wrote, and what we take it for. */
export interface StationTime {
  /** The text exactly as received; null when the station sent none. */
  readonly text: string | null;
  /** The moment as written; null when it is missing or cannot be read. */
  readonly at: EpochMs | null;
  /** The text named no time zone; `at` then reads it as UTC. */
  readonly zoneMissing: boolean;
}
