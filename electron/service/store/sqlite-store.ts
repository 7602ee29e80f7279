import { stat } from 'node:fs/promises';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import type { DataFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { FaultState } from './fault-state.ts';
import { checkInBackground, type IntegrityCheck } from './integrity.ts';
import { KnownKeys } from './keys.ts';
import type { Lock } from './lock.ts';
import type { Marker } from './marker.ts';
import { recoverByProbing } from './recovery.ts';
import { RunningSessions } from './running-sessions.ts';
import { lastTransactionId } from './sequences.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Store, StoreReads, WriteUnit } from './store.ts';
import { storeReads, UnitOfWork } from './unit.ts';
import { WriteQueue } from './write-queue.ts';

export interface StoreTuning {
  /** How many units of work one commit holds at most. */
  readonly maxUnitsPerCommit: number;
  /** How often a store in a fault tries whether it can write again. */
  readonly probeIntervalMs: number;
  /** How long after the opening the file is checked, where it has to be. */
  readonly checkDelayMs: number;
  /** How old the last check may be. */
  readonly checkEveryMs: number;
}

export const defaultTuning: StoreTuning = {
  maxUnitsPerCommit: 500,
  probeIntervalMs: 5000,
  checkDelayMs: 3000,
  checkEveryMs: 7 * 24 * 60 * 60 * 1000,
};

/** What was found and done when the store was opened. */
export interface Opening {
  readonly created: boolean;
  /** Version of the schema before; 0 for a new database. */
  readonly migratedFrom: number;
  /** Copy made before the migration; null when none was needed. */
  readonly backup: string | null;
  /** The service before this one was killed, or the PC lost power. */
  readonly uncleanStop: boolean;
}

export interface SqliteStoreParts {
  readonly folder: DataFolder;
  readonly lock: Lock;
  readonly database: Database;
  readonly marker: Marker;
  readonly opening: Opening;
  /** When the file was last found sound. */
  readonly checkedAt: EpochMs | null;
  readonly clock: Clock;
  readonly onEffectFailure: (error: unknown) => void;
  readonly tuning?: Partial<StoreTuning>;
}

export class SqliteStore implements Store {
  readonly read: StoreReads;
  readonly opening: Opening;
  /** Ends with what the check of the file found; with null at once when none was due. */
  readonly checked: Promise<StorageFault | 'stopped' | null>;
  readonly #parts: SqliteStoreParts;
  readonly #known = { keys: new KnownKeys(), running: new RunningSessions() };
  readonly #faults = new FaultState();
  readonly #queue: WriteQueue;
  readonly #check: IntegrityCheck | null;
  readonly #stopProbing: () => void;
  #closing: Promise<void> | null = null;

  constructor(parts: SqliteStoreParts) {
    const tuning = { ...defaultTuning, ...parts.tuning };
    this.#parts = parts;
    this.opening = parts.opening;
    this.read = storeReads(parts.database.console, parts.database.reports);
    this.#queue = new WriteQueue(parts.database.writer, this.#faults, {
      maxUnitsPerCommit: tuning.maxUnitsPerCommit,
      onEffectFailure: parts.onEffectFailure,
      onUndone: () => {
        this.#known.keys.forget();
        this.#known.running.forgetAll();
      },
    });
    this.#stopProbing = recoverByProbing(parts.database.writer, this.#faults, tuning.probeIntervalMs);
    this.#check = this.#isCheckDue(tuning.checkEveryMs)
      ? checkInBackground(parts.folder.database, tuning.checkDelayMs)
      : null;
    this.checked = this.#noteCheck();
  }

  get fault(): StorageFault | null {
    return this.#faults.current;
  }

  onFaultChanged(listener: (fault: StorageFault | null) => void): () => void {
    return this.#faults.onChanged(listener);
  }

  write<T>(work: (unit: WriteUnit) => Promise<T>): Promise<T> {
    return this.#queue.write((unit) => work(new UnitOfWork(unit, this.#known, this.#parts.marker)));
  }

  async size(): Promise<{ readonly path: string; readonly sizeBytes: number }> {
    const path = this.#parts.folder.database;
    const log = await stat(`${path}-wal`).catch(() => null);
    return { path, sizeBytes: (await stat(path)).size + (log?.size ?? 0) };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopProbing();
    this.#check?.stop();
    await this.#queue.close();
    await this.checked;
    try {
      await this.#closeDatabase();
    } finally {
      await this.#parts.lock.release();
    }
  }

  /** In a fault the marker stays as after a kill: the next start then looks closer. */
  async #closeDatabase(): Promise<void> {
    const { database, marker } = this.#parts;
    if (this.#faults.current) {
      await database.close().catch(() => undefined);
      return;
    }
    const lastId = await lastTransactionId(database.writer);
    await database.close();
    await marker.update({ cleanStop: true, transactionIdCeiling: lastId });
  }

  #isCheckDue(everyMs: number): boolean {
    const { opening, checkedAt, clock } = this.#parts;
    if (opening.created) return false;
    return opening.uncleanStop || checkedAt === null || clock.now() - checkedAt > everyMs;
  }

  async #noteCheck(): Promise<StorageFault | 'stopped' | null> {
    const result = (await this.#check?.result) ?? null;
    if (result === 'stopped' || !this.#check) return result;
    if (result) this.#faults.set(result);
    // Where this cannot be noted, the next start checks once more.
    else await this.#parts.marker.update({ checkedAt: this.#parts.clock.now() }).catch(() => undefined);
    return result;
  }
}
