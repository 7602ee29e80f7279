import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';

/** What is known of a station's local authorization list. */
export interface LocalListRecord {
  readonly stationId: string;
  /** The operator wants it kept in step with the cards. */
  readonly automatic: boolean;
  /** Null until the station has told. */
  readonly supported: boolean | null;
  /** Version the station told last; null when it never told. */
  readonly toldVersion: number | null;
  /** Highest version ever told or sent; the next one is above it. */
  readonly lastVersion: number;
  /** Version the station took from us last; null when it took none, or when it may have changed since. */
  readonly heldVersion: number | null;
  /** The list as of `heldVersion`. */
  readonly held: readonly LocalListEntry[] | null;
  readonly sentAt: EpochMs | null;
  /** Why the last attempt failed, in the station's word or ours; null when it did not. */
  readonly problem: string | null;
}

export interface LocalListReads {
  find(stationId: string): Promise<LocalListRecord | null>;
  list(): Promise<readonly LocalListRecord[]>;
}

export interface LocalListWrites {
  /** Adds or replaces the record of its station. */
  save(list: LocalListRecord): Promise<void>;
}
