import { Connection } from './connection.ts';
import { setUpReader } from './pragmas.ts';

/**
 * Owns the connections: the writer, one reader for the console and one for reports and searches, so that neither waits for the other and
 * together they leave worker threads to the writer.
 */
export interface Database {
  readonly writer: Connection;
  readonly console: Connection;
  readonly reports: Connection;
  /** Moves the write-ahead log into the database file and closes. */
  close(): Promise<void>;
}

/** `writer` is open and migrated. */
export async function completeDatabase(path: string, writer: Connection): Promise<Database> {
  const console = await openReader(path);
  const reports = await openReader(path);
  return {
    writer,
    console,
    reports,
    async close() {
      await console.close();
      await reports.close();
      try {
        await writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        await writer.close();
      }
    },
  };
}

export async function openReader(path: string): Promise<Connection> {
  // Read-write, held back by query_only: a read-only connection could not recover the log of a killed process.
  const connection = await Connection.open(path, 'readWrite');
  await setUpReader(connection);
  return connection;
}
