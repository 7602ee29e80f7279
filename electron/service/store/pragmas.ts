import type { Connection } from './connection.ts';
import { only } from './row.ts';

interface Pragma {
  readonly name: string;
  readonly set: string;
  readonly reads: string | number;
}

/**
 * FULL and not NORMAL: in WAL mode NORMAL loses acknowledged commits with a power cut. The two fullfsync pragmas matter on macOS alone, where
 * a plain fsync does not reach the disk.
 */
const everyConnection: readonly Pragma[] = [
  { name: 'busy_timeout', set: '5000', reads: 5000 },
  { name: 'foreign_keys', set: 'ON', reads: 1 },
  { name: 'trusted_schema', set: 'OFF', reads: 0 },
  { name: 'cell_size_check', set: 'ON', reads: 1 },
  { name: 'mmap_size', set: '0', reads: 0 },
  { name: 'temp_store', set: 'MEMORY', reads: 2 },
  { name: 'cache_size', set: '-16000', reads: -16000 },
];

const writerOnly: readonly Pragma[] = [
  { name: 'journal_mode', set: 'WAL', reads: 'wal' },
  { name: 'synchronous', set: 'FULL', reads: 2 },
  { name: 'fullfsync', set: 'ON', reads: 1 },
  { name: 'checkpoint_fullfsync', set: 'ON', reads: 1 },
  { name: 'wal_autocheckpoint', set: '1000', reads: 1000 },
  { name: 'journal_size_limit', set: '67108864', reads: 67108864 },
];

export async function setUpWriter(connection: Connection): Promise<void> {
  await setUp(connection, [...everyConnection, ...writerOnly]);
}

export async function setUpReader(connection: Connection): Promise<void> {
  await setUp(connection, [...everyConnection, { name: 'query_only', set: 'ON', reads: 1 }]);
}

/** A pragma that SQLite does not know or refuses is silently ignored: each one is read back. */
async function setUp(connection: Connection, pragmas: readonly Pragma[]): Promise<void> {
  await connection.exec(pragmas.map(({ name, set }) => `PRAGMA ${name} = ${set}`).join(';'));
  for (const { name, reads } of pragmas) {
    const value = only(await connection.all(`PRAGMA ${name}`), (row) => Object.values(row)[0]);
    if (value !== reads) throw new Error(`PRAGMA ${name} reads ${String(value)} instead of ${reads}`);
  }
}
