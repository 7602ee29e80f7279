import type { Connection } from './connection.ts';
import type { FaultState } from './fault-state.ts';
import { StorageFault } from './storage-fault.ts';
import { Transaction, type UnitWriter } from './transaction.ts';

interface WaitingUnit {
  run(transaction: Transaction): Promise<FinishedUnit>;
  reject(error: unknown): void;
}

/** A unit that ran and waits for its commit. */
interface FinishedUnit {
  readonly effects: readonly (() => void)[];
  resolve(): void;
  reject(error: unknown): void;
}

export interface WriteQueueOptions {
  /** How many units one commit holds at most. */
  readonly maxUnitsPerCommit: number;
  /** Called when an effect throws after the commit: its unit is on disk all the same. */
  readonly onEffectFailure: (error: unknown) => void;
  /** Called when the work of one unit or of many was undone. */
  readonly onUndone: () => void;
}

/** Bulk rows of one commit are bound as one text; this keeps it small (1 MB of ASCII). */
const maxPendingCharacters = 1_000_000;

/** The one way to the writer: runs units in the order they came, and commits those together that waited while a commit ran. */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #faultState: FaultState;
  readonly #options: WriteQueueOptions;
  #waiting: WaitingUnit[] = [];
  #closed = false;
  #pump: Promise<void> | null = null;

  constructor(connection: Connection, faultState: FaultState, options: WriteQueueOptions) {
    this.#connection = connection;
    this.#faultState = faultState;
    this.#options = options;
  }

  write<T>(work: (unit: UnitWriter) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StorageFault('closed'));
    if (this.#faultState.current) return Promise.reject(this.#faultState.current);
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        run: async (transaction) => {
          const { value, effects } = await transaction.runUnit(work);
          return { effects, resolve: () => resolve(value), reject };
        },
        reject,
      });
      this.#pump ??= this.#commitAll();
    });
  }

  /** Waits for the queued units and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pump;
  }

  async #commitAll(): Promise<void> {
    // Units of the same turn of the event loop belong together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#commitWaiting();
    this.#pump = null;
  }

  async #commitWaiting(): Promise<void> {
    const transaction = new Transaction(this.#connection);
    const finished: FinishedUnit[] = [];
    try {
      let left = Math.min(this.#waiting.length, this.#options.maxUnitsPerCommit);
      while (left-- > 0 && transaction.pendingCharacters < maxPendingCharacters) {
        const unit = this.#waiting.shift();
        if (unit) await this.#runUnit(transaction, unit, finished);
      }
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      this.#rejectAll(transaction.fault ?? error, finished);
      return;
    }
    this.#acknowledge(finished);
  }

  /** A unit that throws is rejected at once, and alone; a fault of the storage is everybody's. */
  async #runUnit(transaction: Transaction, unit: WaitingUnit, finished: FinishedUnit[]): Promise<void> {
    try {
      finished.push(await unit.run(transaction));
    } catch (error) {
      this.#options.onUndone();
      unit.reject(transaction.fault ?? error);
    }
    if (transaction.fault) throw transaction.fault;
  }

  #acknowledge(finished: readonly FinishedUnit[]): void {
    for (const unit of finished) {
      for (const effect of unit.effects) this.#runEffect(effect);
      unit.resolve();
    }
  }

  #runEffect(effect: () => void): void {
    try {
      effect();
    } catch (error) {
      this.#options.onEffectFailure(error);
    }
  }

  #rejectAll(error: unknown, finished: readonly FinishedUnit[]): void {
    this.#options.onUndone();
    for (const unit of finished) unit.reject(error);
    if (!(error instanceof StorageFault)) return;
    this.#faultState.set(error);
    for (const unit of this.#waiting.splice(0)) unit.reject(error);
  }
}
