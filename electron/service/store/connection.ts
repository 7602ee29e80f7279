import {
  openDriverDatabase,
  type DriverDatabase,
  type DriverStatement,
  type OpenMode,
  type Row,
  type SqlValue,
} from './driver.ts';
import { Turns } from './turns.ts';

export interface RunOutcome {
  readonly lastId: number;
  readonly changes: number;
}

/** Answers queries. */
export interface Reader {
  all(sql: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
}

export interface Writer extends Reader {
  run(sql: string, params?: readonly SqlValue[]): Promise<RunOutcome>;
}

const maxPreparedStatements = 200;

/**
 * One connection, one statement at a time: the driver keeps no order between prepared statements, and a second statement waiting for SQLite's
 * own lock would hold one of Node's few worker threads.
 */
export class Connection implements Writer {
  readonly #database: DriverDatabase;
  readonly #statements = new Map<string, DriverStatement>();
  readonly #turns = new Turns();
  #closing = false;

  private constructor(database: DriverDatabase) {
    this.#database = database;
  }

  static async open(path: string, mode: OpenMode): Promise<Connection> {
    return new Connection(await openDriverDatabase(path, mode));
  }

  all(sql: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return this.#turns.run(async () => {
      const statement = await this.#prepared(sql);
      return new Promise<readonly Row[]>((resolve, reject) => {
        statement.all([...params], (fault, rows) => {
          if (fault) reject(fault);
          else resolve(rows);
        });
      });
    });
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<RunOutcome> {
    return this.#turns.run(async () => {
      const statement = await this.#prepared(sql);
      return new Promise<RunOutcome>((resolve, reject) => {
        statement.run([...params], function (fault) {
          if (fault) reject(fault);
          else resolve({ lastId: this.lastID, changes: this.changes });
        });
      });
    });
  }

  /** Runs any number of statements without parameters, in one go. */
  exec(sql: string): Promise<void> {
    return this.#turns.run(() => settled((done) => this.#database.exec(sql, done)));
  }

  /** The statement that runs now fails; without one, nothing happens. */
  interrupt(): void {
    if (!this.#closing) this.#database.interrupt();
  }

  close(): Promise<void> {
    this.#closing = true;
    return this.#turns.run(async () => {
      for (const statement of this.#statements.values()) await settled((done) => statement.finalize(done));
      this.#statements.clear();
      await settled((done) => this.#database.close(done));
    });
  }

  /** The most recently used statements stay prepared. */
  async #prepared(sql: string): Promise<DriverStatement> {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = await this.#prepare(sql);
    this.#statements.set(sql, statement);
    await this.#forgetOldest();
    return statement;
  }

  #prepare(sql: string): Promise<DriverStatement> {
    return new Promise((resolve, reject) => {
      const statement: DriverStatement = this.#database.prepare(sql, (fault) => {
        if (fault) reject(fault);
        else resolve(statement);
      });
    });
  }

  async #forgetOldest(): Promise<void> {
    for (const [sql, statement] of this.#statements) {
      if (this.#statements.size <= maxPreparedStatements) return;
      this.#statements.delete(sql);
      await settled((done) => statement.finalize(done));
    }
  }
}

function settled(call: (done: (fault: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((fault) => {
      if (fault) reject(fault);
      else resolve();
    });
  });
}
