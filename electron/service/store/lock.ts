import { dirname } from 'node:path';
import { Connection } from './connection.ts';
import { resultCode } from './storage-fault.ts';
import { StoreOpenError } from './store-open-error.ts';

export interface Lock {
  release(): Promise<void>;
}

const busy = 5;
/** A service that is being replaced needs a moment to close. */
const patienceMs = 1000;

/**
 * Holds a data folder for this process. The lock is SQLite's own exclusive lock on an empty database file: the operating system drops it when
 * the process dies, however it dies, so there is no stale lock and no process id to mistake for another; it works the same on Windows.
 */
export async function takeLock(path: string): Promise<Lock> {
  const connection = await Connection.open(path, 'create').catch((error: unknown) => {
    throw new StoreOpenError('unwritable', dirname(path), error);
  });
  try {
    await connection.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
  } catch (error) {
    await connection.close();
    throw new StoreOpenError(resultCode(error) === busy ? 'locked' : 'unwritable', dirname(path), error);
  }
  return {
    async release() {
      await connection.exec('ROLLBACK');
      await connection.close();
    },
  };
}
