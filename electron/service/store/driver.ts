/** A value SQLite keeps in a column of a STRICT table. */
export type SqlValue = string | number | null;

/** A result row, unchecked: `row.ts` reads its columns. */
export type Row = Readonly<Record<string, unknown>>;

type Done = (fault: Error | null) => void;

/** The part of the driver's callback interface used here: both generations of the driver have it. */
export interface DriverStatement {
  run(
    params: SqlValue[],
    done: (this: { readonly lastID: number; readonly changes: number }, fault: Error | null) => void,
  ): void;
  all(params: SqlValue[], done: (fault: Error | null, rows: Row[]) => void): void;
  finalize(done: Done): void;
}

export interface DriverDatabase {
  exec(sql: string, done: Done): void;
  prepare(sql: string, done: Done): DriverStatement;
  close(done: Done): void;
  interrupt(): void;
}

interface Driver {
  readonly OPEN_READONLY: number;
  readonly OPEN_READWRITE: number;
  readonly OPEN_CREATE: number;
  readonly OPEN_URI: number;
  readonly Database: new (path: string, mode: number, done: Done) => DriverDatabase;
}

/** The driver needs Node-API 10; the Electron of the tests is older and gets the generation before. */
const oldestNodeApi = 10;

async function loadDriver(): Promise<Driver> {
  const module: object =
    Number(process.versions.napi) >= oldestNodeApi ? await import('sqlite3') : await import('sqlite3-napi8');
  const driver: unknown = 'default' in module ? module.default : module;
  if (!isDriver(driver)) throw new Error('The package sqlite3 is not the driver this program was written for');
  return driver;
}

function isDriver(driver: unknown): driver is Driver {
  if (typeof driver !== 'object' || driver === null) return false;
  return 'Database' in driver && 'OPEN_URI' in driver && typeof driver.OPEN_URI === 'number';
}

export type OpenMode = 'create' | 'readWrite' | 'readOnly' | 'immutable';

function openFlags(driver: Driver, mode: OpenMode): number {
  if (mode === 'create') return driver.OPEN_READWRITE | driver.OPEN_CREATE;
  if (mode === 'readWrite') return driver.OPEN_READWRITE;
  return mode === 'readOnly' ? driver.OPEN_READONLY : driver.OPEN_READONLY | driver.OPEN_URI;
}

/** Opens a database file; `immutable` takes a `file:` URI. */
export async function openDriverDatabase(path: string, mode: OpenMode): Promise<DriverDatabase> {
  const driver = await loadDriver();
  return new Promise((resolve, reject) => {
    const database: DriverDatabase = new driver.Database(path, openFlags(driver, mode), (fault) => {
      if (fault) reject(fault);
      else resolve(database);
    });
  });
}
