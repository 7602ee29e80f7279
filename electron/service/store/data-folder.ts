import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Connection, type Reader } from './connection.ts';
import { readMarker, type MarkerState } from './marker.ts';
import { applicationId } from './migrations.ts';
import { integer, only } from './row.ts';
import { resultCode } from './storage-fault.ts';
import { StoreOpenError, type StoreOpenErrorCode } from './store-open-error.ts';

export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly marker: string;
  readonly lock: string;
  readonly backups: string;
}

export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    database: join(path, 'stansiya.db'),
    marker: join(path, 'stansiya.marker'),
    lock: join(path, 'stansiya.lock'),
    backups: join(path, 'backups'),
  };
}

/** What an opened database says of itself. */
export interface DatabaseHeader {
  readonly applicationId: number;
  readonly version: number;
  readonly tables: number;
}

export async function readHeader(reader: Reader): Promise<DatabaseHeader> {
  const id = await reader.all('PRAGMA application_id');
  const version = await reader.all('PRAGMA user_version');
  const tables = await reader.all('SELECT count(*) AS n FROM sqlite_schema');
  return {
    applicationId: only(id, (row) => integer(row, 'application_id')),
    version: only(version, (row) => integer(row, 'user_version')),
    tables: only(tables, (row) => integer(row, 'n')),
  };
}

/** Throws unless the database is ours, and not newer than we are. One without anything in it is where an earlier first start was cut off. */
export function refuseStrangers(header: DatabaseHeader, path: string, latest: number): void {
  const empty = header.applicationId === 0 && header.tables === 0;
  if (!empty && header.applicationId !== applicationId) throw new StoreOpenError('notADatabase', path);
  if (header.version > latest) throw new StoreOpenError('fromTheFuture', path);
}

export interface Examination {
  readonly fresh: boolean;
  readonly marker: MarkerState | 'unreadable' | null;
}

/** Looks at the folder without changing anything in it; throws `StoreOpenError` when it must not be opened. */
export async function examine(folder: DataFolder, latest: number): Promise<Examination> {
  const marker = await readMarker(folder.marker);
  const database = await sizeOf(folder.database);
  const log = await sizeOf(`${folder.database}-wal`);
  if (database === 0) {
    if (marker !== null || log > 0) throw new StoreOpenError('missing', folder.database);
    return { fresh: true, marker };
  }
  await refuseUnwritable(folder.path);
  await refuseUnwritable(folder.database);
  // With a write-ahead log beside it the file alone may be behind or half written: the opened database tells more.
  if (log === 0) await peek(folder.database, latest);
  return { fresh: false, marker };
}

/** Makes the folder when it is not there. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path);
  } catch (error) {
    throw new StoreOpenError('unwritable', path, error);
  }
  await refuseUnwritable(path);
}

/** Node's own recursive mkdir never returns where the system makes no folders, as below /proc. */
async function makeFolders(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolders(parent);
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}

/** An immutable database is read without locks, and without files beside it. */
async function peek(path: string, latest: number): Promise<void> {
  const connection = await Connection.open(`${pathToFileURL(path).href}?immutable=1`, 'immutable').catch(
    (error: unknown) => {
      throw openErrorOf(error, path);
    },
  );
  try {
    refuseStrangers(await readHeader(connection), path, latest);
  } catch (error) {
    throw openErrorOf(error, path);
  } finally {
    await connection.close();
  }
}

const openErrors: ReadonlyMap<number | null, StoreOpenErrorCode> = new Map([
  [3, 'unwritable'], // PERM
  [5, 'locked'], // BUSY
  [8, 'unwritable'], // READONLY
  [10, 'corrupt'], // IOERR
  [11, 'corrupt'], // CORRUPT
  [13, 'unwritable'], // FULL
  [14, 'unwritable'], // CANTOPEN
  [26, 'notADatabase'], // NOTADB
]);

/** An error of the driver while opening, as what it means for the data folder; any other error as it is. */
export function openErrorOf(error: unknown, path: string): unknown {
  const code = openErrors.get(resultCode(error));
  return code === undefined ? error : new StoreOpenError(code, path, error);
}

/** 0 when there is no such file. */
async function sizeOf(path: string): Promise<number> {
  try {
    const file = await stat(path);
    if (!file.isFile()) throw new StoreOpenError('notADatabase', path);
    return file.size;
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    return 0;
  }
}

async function refuseUnwritable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new StoreOpenError('unwritable', path, error);
  }
}
