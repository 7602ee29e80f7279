import type { Connection, RunOutcome, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { StorageFault, storageFaultOf } from './storage-fault.ts';
import { Turns } from './turns.ts';

/** A statement that takes any number of rows at once: its one parameter is a JSON array of rows, read with `json_each`. */
export interface BulkInsert {
  readonly sql: string;
}

/** One row of a bulk insert: the values in the order its statement reads them. */
export type BulkRow = readonly SqlValue[];

/** The writer as one unit of work sees it. Every call rejects once the unit is over. */
export interface UnitWriter extends Writer {
  /**
   * Adds rows that nothing can object to but the storage: they are inserted together with those of other units, at the latest before the
   * commit.
   */
  append(insert: BulkInsert, rows: readonly BulkRow[]): void;
  /** The same writer, seeing what was appended, too. */
  readonly settled: Writer;
  /** Runs `effect` after the commit. */
  afterCommit(effect: () => void): void;
}

interface PendingRow {
  readonly insert: BulkInsert;
  readonly row: BulkRow;
}

export interface UnitResult<T> {
  readonly value: T;
  /** In the order they were asked for. */
  readonly effects: readonly (() => void)[];
}

/** What the transaction keeps of the unit that runs in it. */
interface UnitState {
  over: boolean;
  hasSavepoint: boolean;
  /** Rows before this index of the pending ones belong to earlier units. */
  ownRowsFrom: number;
  /** Rows of earlier units that were inserted inside this unit's savepoint: undoing the unit undoes them, too. */
  flushedForOthers: readonly PendingRow[];
  readonly effects: (() => void)[];
}

/**
 * One BEGIN IMMEDIATE … COMMIT that holds the work of many units. A hop to the database costs more than most statements, so the transaction
 * begins with the first statement, a unit's savepoint with its first write, and the savepoint before it is released in the same call.
 */
export class Transaction {
  readonly #connection: Connection;
  readonly #turns = new Turns();
  #begun = false;
  /** `used` holds the writes of an earlier unit; `clean` was rolled back to and serves again. */
  #savepoint: 'none' | 'used' | 'clean' = 'none';
  #pending: PendingRow[] = [];
  #pendingCharacters = 0;
  #fault: StorageFault | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** After a fault nothing runs any more: SQLite may have ended the transaction, and a further statement would commit by itself. */
  get fault(): StorageFault | null {
    return this.#fault;
  }

  /** Size of the rows that wait for the commit. */
  get pendingCharacters(): number {
    return this.#pendingCharacters;
  }

  /** Runs one unit, undoing it alone when it throws. */
  async runUnit<T>(work: (unit: UnitWriter) => Promise<T>): Promise<UnitResult<T>> {
    const unit: UnitState = {
      over: false,
      hasSavepoint: false,
      ownRowsFrom: this.#pending.length,
      flushedForOthers: [],
      effects: [],
    };
    try {
      const value = await work(this.#writerOf(unit));
      return { value, effects: unit.effects };
    } catch (error) {
      // Before undoing: a statement nobody waited for must not slip in after the rollback.
      unit.over = true;
      await this.#turns.run(() => this.#undo(unit));
      throw error;
    } finally {
      unit.over = true;
    }
  }

  commit(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#pending.length > 0) {
        await this.#begin();
        await this.#insertPending();
      }
      if (this.#begun) await this.#connection.exec('COMMIT');
    });
  }

  /** Never rejects: there may be nothing left to roll back. */
  async rollback(): Promise<void> {
    if (this.#begun) await this.#connection.exec('ROLLBACK').catch(() => undefined);
  }

  #writerOf(unit: UnitState): UnitWriter {
    const inUnit = <T>(job: () => Promise<T>): Promise<T> =>
      this.#inTurn(() => {
        if (unit.over) throw new Error('A unit of work was used after its end');
        return job();
      });
    const all = async (sql: string, params?: readonly SqlValue[]): Promise<readonly Row[]> => {
      await this.#begin();
      return this.#connection.all(sql, params);
    };
    const run = async (sql: string, params?: readonly SqlValue[]): Promise<RunOutcome> => {
      await this.#openSavepoint(unit);
      return this.#connection.run(sql, params);
    };
    const settle = (): Promise<void> => this.#flushWithin(unit);
    return {
      all: (sql, params) => inUnit(() => all(sql, params)),
      run: (sql, params) => inUnit(() => run(sql, params)),
      settled: {
        all: (sql, params) => inUnit(() => settle().then(() => all(sql, params))),
        run: (sql, params) => inUnit(() => settle().then(() => run(sql, params))),
      },
      append: (insert, rows) => {
        if (unit.over) throw new Error('A unit of work was used after its end');
        this.#append(insert, rows);
      },
      afterCommit: (effect) => {
        unit.effects.push(effect);
      },
    };
  }

  /** One statement at a time, none after a fault. */
  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    return this.#turns.run(async () => {
      if (this.#fault) throw this.#fault;
      try {
        return await job();
      } catch (error) {
        this.#fault = storageFaultOf(error);
        throw this.#fault ?? error;
      }
    });
  }

  async #begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await this.#connection.exec('BEGIN IMMEDIATE');
  }

  async #openSavepoint(unit: UnitState): Promise<void> {
    if (unit.hasSavepoint) return;
    const before = this.#begun ? '' : 'BEGIN IMMEDIATE;';
    const release = this.#savepoint === 'used' ? 'RELEASE unit;' : '';
    this.#begun = true;
    if (this.#savepoint !== 'clean') await this.#connection.exec(`${before}${release}SAVEPOINT unit`);
    this.#savepoint = 'used';
    unit.hasSavepoint = true;
  }

  #append(insert: BulkInsert, rows: readonly BulkRow[]): void {
    for (const row of rows) {
      this.#pending.push({ insert, row });
      for (const value of row) this.#pendingCharacters += typeof value === 'string' ? value.length : 8;
    }
  }

  async #flushWithin(unit: UnitState): Promise<void> {
    if (this.#pending.length === 0) return;
    await this.#openSavepoint(unit);
    unit.flushedForOthers = [...unit.flushedForOthers, ...this.#pending.slice(0, unit.ownRowsFrom)];
    unit.ownRowsFrom = 0;
    await this.#insertPending();
  }

  async #insertPending(): Promise<void> {
    const rowsByInsert = new Map<BulkInsert, BulkRow[]>();
    for (const { insert, row } of this.#pending) {
      const rows = rowsByInsert.get(insert);
      if (rows) rows.push(row);
      else rowsByInsert.set(insert, [row]);
    }
    this.#pending = [];
    this.#pendingCharacters = 0;
    for (const [insert, rows] of rowsByInsert) await this.#connection.run(insert.sql, [JSON.stringify(rows)]);
  }

  async #undo(unit: UnitState): Promise<void> {
    this.#pending = [...unit.flushedForOthers, ...this.#pending.slice(0, unit.ownRowsFrom)];
    if (!unit.hasSavepoint || this.#fault) return;
    try {
      await this.#connection.exec('ROLLBACK TO unit');
      this.#savepoint = 'clean';
    } catch (error) {
      this.#fault = storageFaultOf(error) ?? new StorageFault('inputOutput', error);
    }
  }
}
