import type { ConfigurationKey } from '../../../ocpp/model/command.ts';
import type { StationHabit } from '../../../ocpp/model/habit.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Page, PageQuery } from './page-records.ts';

/** A setting of a station: what it told, beside what the operator wants. Keys are equal whatever the case of ASCII letters. */
export interface ConfigurationRecord {
  readonly key: string;
  /** Null: never told, as for write-only keys. */
  readonly value: string | null;
  readonly readonly: boolean;
  readonly readAt: EpochMs | null;
  readonly wanted: string | null;
  /** Written, and in force only after the station's next start. */
  readonly rebootRequired: boolean;
  /** The station said that it does not know the key. */
  readonly unknown: boolean;
}

export interface ConfigurationReads {
  /** In the order of the keys. */
  list(stationId: string): Promise<readonly ConfigurationRecord[]>;
  /** When all of it was last read; null when never. */
  readAt(stationId: string): Promise<EpochMs | null>;
}

export interface ConfigurationWrites {
  told(stationId: string, keys: readonly ConfigurationKey[], at: EpochMs): Promise<void>;
  toldUnknown(stationId: string, keys: readonly string[], at: EpochMs): Promise<void>;
  /** All of it was read: what the station did not tell since `at` is forgotten, unless something is wanted of it. */
  readWhole(stationId: string, at: EpochMs): Promise<void>;
  want(stationId: string, key: string, value: string | null): Promise<void>;
  setRebootRequired(stationId: string, key: string): Promise<void>;
  /** The station started anew: what waited for that has a value nobody read yet. Tells whether anything did. */
  booted(stationId: string): Promise<boolean>;
}

/** A charging profile a station took from us. */
export interface ProfileRecord {
  readonly stationId: string;
  /** 0 is the whole station. */
  readonly evseId: number;
  readonly profileId: number;
  readonly purpose: string;
  readonly stackLevel: number;
  readonly transactionId: string | null;
  /** The profile as JSON. */
  readonly profile: string;
  readonly installedAt: EpochMs;
}

/** What is left out matches everything. */
export interface ProfileFilter {
  readonly profileId?: number | undefined;
  readonly evseId?: number | undefined;
  readonly purpose?: string | undefined;
  readonly stackLevel?: number | undefined;
  readonly transactionId?: string | undefined;
}

export interface ProfileReads {
  /** Oldest first. */
  list(stationId: string): Promise<readonly ProfileRecord[]>;
}

export interface ProfileWrites {
  /** Replaces what a station replaces: the same id, or the same purpose and level for the same EVSE (OCPP 1.6 §3.13.2). */
  insert(profile: ProfileRecord): Promise<void>;
  /** Returns how many are gone. */
  remove(stationId: string, filter: ProfileFilter): Promise<number>;
}

/** What was learnt of all stations of a make, as JSON under a name. Vendor and model are empty where the station tells none. */
export interface ModelHabitReads {
  find(vendor: string, model: string, name: string): Promise<string | null>;
}

export interface ModelHabitWrites {
  set(vendor: string, model: string, name: string, valueJson: string, at: EpochMs): Promise<void>;
}

/** Attempts to connect that failed, counted by address, identity and reason. */
export interface HandshakeFailureRecord {
  readonly remoteAddress: string;
  readonly identity: string;
  readonly refusal: string;
  readonly secure: boolean;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly count: number;
}

export interface HandshakeFailureReads {
  /** Latest first. */
  list(query: PageQuery): Promise<Page<HandshakeFailureRecord>>;
}

export interface HandshakeFailureWrites {
  /** Adds to what was counted before. */
  add(failures: readonly HandshakeFailureRecord[]): Promise<void>;
  /** Only the latest `most` stay. */
  prune(most: number): Promise<void>;
  clear(): Promise<void>;
}

export interface HabitRecord {
  readonly habit: StationHabit;
  readonly count: number;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly sample: string | null;
}

export interface HabitReads {
  /** Latest first. */
  list(stationId: string): Promise<readonly HabitRecord[]>;
}

export interface HabitWrites {
  /** Adds to what was counted before; a later sample replaces an earlier one. */
  add(stationId: string, habits: readonly HabitRecord[]): Promise<void>;
}

/** The last check of a station; `results` is JSON. */
export interface CheckRecord {
  readonly at: EpochMs;
  readonly results: string;
}

export interface CheckReads {
  find(stationId: string): Promise<CheckRecord | null>;
}

export interface CheckWrites {
  set(stationId: string, check: CheckRecord): Promise<void>;
}
