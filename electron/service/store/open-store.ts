import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { backUp } from './backup.ts';
import { Connection } from './connection.ts';
import {
  dataFolderAt,
  examine,
  makeFolder,
  openErrorOf,
  readHeader,
  refuseStrangers,
  type DatabaseHeader,
  type DataFolder,
} from './data-folder.ts';
import { completeDatabase } from './database.ts';
import { takeLock, type Lock } from './lock.ts';
import { Marker, type MarkerState } from './marker.ts';
import { latestVersion, migrate, migrations as allMigrations } from './migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { setUpWriter } from './pragmas.ts';
import { first, text } from './row.ts';
import { lastTransactionId, skipTransactionIds } from './sequences.ts';
import { SqliteStore, type StoreTuning } from './sqlite-store.ts';
import { StoreOpenError } from './store-open-error.ts';

export interface StoreOptions {
  /** Made when it is not there. */
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Called when an effect of a unit of work throws after its commit. */
  readonly onEffectFailure: (error: unknown) => void;
  readonly tuning?: Partial<StoreTuning>;
  /** Other steps than the program's own, to try them. */
  readonly migrations?: readonly Migration[];
}

/** Opens the one database of a data folder, or makes it. Rejects with `StoreOpenError`; then nothing was created or overwritten. */
export async function openStore(options: StoreOptions): Promise<SqliteStore> {
  const steps = options.migrations ?? allMigrations;
  const folder = dataFolderAt(options.dataFolder);
  await examine(folder, latestVersion(steps));
  await makeFolder(folder.path);
  const lock = await takeLock(folder.lock);
  try {
    return await openLocked(options, folder, steps, lock);
  } catch (error) {
    await lock.release();
    throw openErrorOf(error, folder.database);
  }
}

async function openLocked(
  options: StoreOptions,
  folder: DataFolder,
  steps: readonly Migration[],
  lock: Lock,
): Promise<SqliteStore> {
  // Once more, now that nobody else can change it.
  const { fresh, marker: known } = await examine(folder, latestVersion(steps));
  const writer = await Connection.open(folder.database, fresh ? 'create' : 'readWrite');
  try {
    const now = options.clock.now();
    const { version, tables } = await readOwnHeader(writer, folder, latestVersion(steps));
    if (tables === 0 && known !== null) throw new StoreOpenError('missing', folder.database);
    await setUpWriter(writer);
    const backup = await bringUpToDate(writer, folder, version, steps, now);
    const last = known === null || known === 'unreadable' ? null : known;
    const marker = await Marker.write(folder.marker, await nextMarker(writer, last, fresh ? now : null));
    const database = await completeDatabase(folder.database, writer);
    const opening = { created: fresh, migratedFrom: version, backup, uncleanStop: !fresh && last?.cleanStop !== true };
    return new SqliteStore({ ...options, folder, lock, database, marker, opening, checkedAt: last?.checkedAt ?? null });
  } catch (error) {
    await writer.close();
    if (fresh) await removeDatabase(folder.database);
    throw error;
  }
}

async function readOwnHeader(writer: Connection, folder: DataFolder, latest: number): Promise<DatabaseHeader> {
  const header = await readHeader(writer);
  refuseStrangers(header, folder.database, latest);
  return header;
}

/** Returns the path of the backup made before; null when there was nothing to do or nothing to lose. */
async function bringUpToDate(
  writer: Connection,
  folder: DataFolder,
  version: number,
  steps: readonly Migration[],
  now: EpochMs,
): Promise<string | null> {
  const latest = latestVersion(steps);
  if (version === latest) return null;
  if (version === 0) {
    await migrate(writer, version, steps);
    return null;
  }
  try {
    const backup = join(folder.backups, `stansiya-${version}-before-${latest}-${now}.db`);
    await backUp(writer, backup);
    await migrate(writer, version, steps);
    return backup;
  } catch (error) {
    throw new StoreOpenError('migrationFailed', folder.database, error);
  }
}

/** Where an older copy took the place of the database, ids that may have been given since are passed over. */
async function nextMarker(
  writer: Connection,
  last: MarkerState | null,
  checkedAt: EpochMs | null,
): Promise<MarkerState> {
  const ceiling = last?.transactionIdCeiling ?? 0;
  const lastId = await lastTransactionId(writer);
  if (lastId < ceiling) await skipTransactionIds(writer, ceiling);
  return {
    databaseUuid: await databaseUuid(writer),
    transactionIdCeiling: Math.max(lastId, ceiling),
    cleanStop: false,
    checkedAt: checkedAt ?? last?.checkedAt ?? null,
  };
}

async function databaseUuid(writer: Connection): Promise<string> {
  await writer.run('INSERT OR IGNORE INTO database_identity (only_row, uuid) VALUES (1, ?)', [randomUUID()]);
  return first(await writer.all('SELECT uuid FROM database_identity'), (row) => text(row, 'uuid')) ?? '';
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${path}${suffix}`, { force: true });
}
