import type { EpochMs } from '../../../ocpp/model/time.ts';

export interface TariffRecord {
  readonly tariffId: string;
  readonly name: string;
  readonly createdAt: EpochMs;
  /** From then on no session starts under it; null while it is offered. */
  readonly retiredAt: EpochMs | null;
}

/** What a tariff said from a moment on, until a later version takes its place. Never changed. */
export interface TariffVersionRecord {
  readonly versionId: string;
  readonly tariffId: string;
  /** Counts from 1 within its tariff. */
  readonly number: number;
  readonly validFrom: EpochMs;
  /** `TariffBody` of the contract as JSON. */
  readonly body: string;
  readonly createdAt: EpochMs;
  readonly operator: string;
}

export interface TariffReads {
  /** Every tariff, in the order they were added. */
  list(): Promise<readonly TariffRecord[]>;
  /** Every version of one tariff or of all, oldest first. */
  versions(tariffId?: string): Promise<readonly TariffVersionRecord[]>;
  findVersion(versionId: string): Promise<TariffVersionRecord | null>;
  /** Those a session runs or ran under. */
  usedVersions(): Promise<ReadonlySet<string>>;
}

export interface TariffWrites {
  /** Returns the new tariff's id. */
  insert(tariff: Omit<TariffRecord, 'tariffId'>): Promise<string>;
  update(tariffId: string, change: Partial<Pick<TariffRecord, 'name' | 'retiredAt'>>): Promise<void>;
  /** Returns the new version's id. */
  insertVersion(version: Omit<TariffVersionRecord, 'versionId'>): Promise<string>;
  /** Only one that was never used; the database refuses any other. */
  removeVersion(versionId: string): Promise<void>;
}

export type PowerClass = 'AC' | 'DC';

/** What an EVSE can deliver, as the operator says. */
export interface EvseRatingRecord {
  readonly stationId: string;
  readonly evseId: number;
  readonly powerClass: PowerClass;
  readonly maxPowerW: number | null;
}

export interface EvseRatingReads {
  list(stationId?: string): Promise<readonly EvseRatingRecord[]>;
  find(stationId: string, evseId: number): Promise<EvseRatingRecord | null>;
}

export interface EvseRatingWrites {
  put(rating: EvseRatingRecord): Promise<void>;
  remove(stationId: string, evseId: number): Promise<void>;
}
