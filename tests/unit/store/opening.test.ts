import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../electron/service/store/connection.ts';
import { openStore } from '../../../electron/service/store/open-store.ts';
import { setUpWriter } from '../../../electron/service/store/pragmas.ts';
import type { StoreOpenErrorCode } from '../../../electron/service/store/store-open-error.ts';
import { contentsOf, queryOne, runSql } from './folder.ts';
import { frame, station } from './records.ts';
import { openTestStore, storeOptions, temporaryFolder } from './test-store.ts';

/** A closed store's folder with a few pages of frames in it. */
async function usedFolder(): Promise<{ readonly folder: string; readonly database: string }> {
  const folder = await temporaryFolder();
  const store = await openStore(storeOptions(folder));
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP1'));
    await unit.frames.append(Array.from({ length: 200 }, (_, i) => frame(String(i).padEnd(500, 'x'))));
  });
  await store.close();
  return { folder, database: join(folder, 'stansiya.db') };
}

/** The files of a store that is open, as a killed service or a power cut leaves them. */
async function killedFolder(): Promise<string> {
  const { folder } = await usedFolder();
  const killed = await temporaryFolder();
  const store = await openStore(storeOptions(folder));
  await store.write((unit) => unit.frames.append([frame('the last one')]));
  for (const name of ['stansiya.db', 'stansiya.db-wal', 'stansiya.marker'])
    await copyFile(join(folder, name), join(killed, name));
  await store.close();
  return killed;
}

async function expectRefusal(folder: string, code: StoreOpenErrorCode): Promise<void> {
  const before = await contentsOf(folder);
  await expect(openStore(storeOptions(folder))).rejects.toMatchObject({ name: 'StoreOpenError', code });
  expect(await contentsOf(folder)).toEqual(before);
}

test('a new data folder is made, with nothing in it but the database, its marker and the lock', async () => {
  const folder = join(await temporaryFolder(), 'a', 'b');
  const store = await openStore(storeOptions(folder));
  expect(store.opening).toEqual({ created: true, migratedFrom: 0, backup: null, uncleanStop: false });
  await store.close();
  expect((await readdir(folder)).toSorted()).toEqual(['stansiya.db', 'stansiya.lock', 'stansiya.marker']);
});

test('a store opens again with what it held', async () => {
  const { folder } = await usedFolder();
  const store = await openStore(storeOptions(folder));
  onTestFinished(() => store.close());
  expect(store.opening).toMatchObject({ created: false, uncleanStop: false });
  expect((await store.read.frames.list({ limit: 1, offset: 0 })).total).toBe(200);
});

test('the writer is set up for durability, and says so', async () => {
  const folder = await temporaryFolder();
  const connection = await Connection.open(join(folder, 'x.db'), 'create');
  await setUpWriter(connection);
  const value = async (pragma: string): Promise<unknown> =>
    Object.values((await connection.all(`PRAGMA ${pragma}`))[0] ?? {})[0];
  expect(await value('journal_mode')).toBe('wal');
  expect(await value('synchronous')).toBe(2);
  expect(await value('foreign_keys')).toBe(1);
  expect(await value('busy_timeout')).toBe(5000);
  await connection.close();
});

test('a database from the future is refused and left as it is', async () => {
  const { folder, database } = await usedFolder();
  await runSql(database, 'PRAGMA user_version = 100000');
  await expectRefusal(folder, 'fromTheFuture');
});

test('a database from the future is recognised by its log, too', async () => {
  const { folder, database } = await usedFolder();
  const future = await Connection.open(database, 'readWrite');
  await future.exec('PRAGMA user_version = 100000');
  const killed = await temporaryFolder();
  for (const name of ['stansiya.db', 'stansiya.db-wal', 'stansiya.marker'])
    await copyFile(join(folder, name), join(killed, name));
  await future.close();

  await expect(openStore(storeOptions(killed))).rejects.toMatchObject({ code: 'fromTheFuture' });
  expect(await queryOne(join(killed, 'stansiya.db'), 'PRAGMA user_version')).toBe(100000);
  expect(await queryOne(join(killed, 'stansiya.db'), 'SELECT count(*) FROM frames')).toBe(200);
});

test.each([
  ['with an id of its own', 'PRAGMA application_id = 252006675; CREATE TABLE t (x); INSERT INTO t VALUES (1)'],
  ['without an id', 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'],
])("another program's database, %s, is refused and left as it is", async (_, sql) => {
  const folder = await temporaryFolder();
  await runSql(join(folder, 'stansiya.db'), sql);
  await expectRefusal(folder, 'notADatabase');
});

test('a file that is no database is refused and left as it is', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'stansiya.db'), 'My charging notes. '.repeat(500));
  await expectRefusal(folder, 'notADatabase');
});

test('a folder in the place of the database is refused', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'stansiya.db'));
  await expectRefusal(folder, 'notADatabase');
});

test('a database cut in half is refused as damaged and left as it is', async () => {
  const { folder, database } = await usedFolder();
  const { length } = await readFile(database);
  await truncate(database, length / 2);
  await expectRefusal(folder, 'corrupt');
});

test('a database whose first page is wiped is refused and left as it is', async () => {
  const { folder, database } = await usedFolder();
  const bytes = await readFile(database);
  await writeFile(database, bytes.fill(0, 0, 100));
  await expectRefusal(folder, 'notADatabase');
});

test('an empty file where the marker says a database was is not taken for a new one', async () => {
  const { folder, database } = await usedFolder();
  await truncate(database, 0);
  await expectRefusal(folder, 'missing');
});

test('a database that is gone is not made again while the marker says it was there', async () => {
  const { folder, database } = await usedFolder();
  await rm(database);
  await expectRefusal(folder, 'missing');
  await writeFile(join(folder, 'stansiya.marker'), 'unreadable');
  await expectRefusal(folder, 'missing');
});

test('an empty database in the place of the one that was there is refused', async () => {
  const { folder, database } = await usedFolder();
  await rm(database);
  await runSql(database, 'PRAGMA journal_mode = WAL');
  await expect(openStore(storeOptions(folder))).rejects.toMatchObject({ code: 'missing' });
});

test('a write-ahead log without its database is not thrown away', async () => {
  const killed = await killedFolder();
  for (const name of ['stansiya.db', 'stansiya.marker']) await rm(join(killed, name));
  await expectRefusal(killed, 'missing');
});

test('a first start that was cut off is begun again', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'stansiya.db'), '');
  await (await openStore(storeOptions(folder))).close();

  const other = await temporaryFolder();
  await runSql(join(other, 'stansiya.db'), 'PRAGMA journal_mode = WAL');
  const store = await openStore(storeOptions(other));
  await store.write((unit) => unit.settings.set('a', '1'));
  await store.close();
});

test('a marker that is lost is made again', async () => {
  const { folder } = await usedFolder();
  await rm(join(folder, 'stansiya.marker'));
  const store = await openStore(storeOptions(folder));
  expect((await store.read.frames.list({ limit: 1, offset: 0 })).total).toBe(200);
  await store.close();
  expect(await readdir(folder)).toContain('stansiya.marker');
});

test('a data folder that is a file, or lies below one, is refused', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'notes.txt');
  await writeFile(file, 'notes');
  for (const path of [file, join(file, 'deeper')])
    await expect(openStore(storeOptions(path))).rejects.toMatchObject({ code: 'unwritable' });
  expect(await readFile(file, 'utf8')).toBe('notes');
});

test('one service per data folder: a second one is refused while the first goes on', async () => {
  const folder = await temporaryFolder();
  const store = await openStore(storeOptions(folder));
  onTestFinished(() => store.close());
  await expect(openStore(storeOptions(folder))).rejects.toMatchObject({ code: 'locked' });
  await store.write((unit) => unit.settings.set('a', '1'));
  await store.close();
  await (await openStore(storeOptions(folder))).close();
});

test('a refused start lets go of the lock', async () => {
  const { folder, database } = await usedFolder();
  const sound = await readFile(database);
  await truncate(database, 0);
  await expectRefusal(folder, 'missing');
  await writeFile(database, sound);
  await (await openStore(storeOptions(folder))).close();
});

test('after an unclean stop everything committed is there, and the file is checked', async () => {
  const store = await openStore(storeOptions(await killedFolder(), { tuning: { checkDelayMs: 0 } }));
  onTestFinished(() => store.close());
  expect(store.opening.uncleanStop).toBe(true);
  expect((await store.read.frames.list({ limit: 1, offset: 0, search: 'the last one' })).total).toBe(1);
  expect(await store.checked).toBeNull();
  expect(store.fault).toBeNull();
});

test('a damage found by the check puts the store into a fault that does not heal', async () => {
  const killed = await killedFolder();
  const database = join(killed, 'stansiya.db');
  const bytes = await readFile(database);
  // Somewhere in the pages of the frames, far from the schema and from what the last commit touched.
  await writeFile(database, bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 4096));
  const store = await openStore(storeOptions(killed, { tuning: { checkDelayMs: 0, probeIntervalMs: 1 } }));
  onTestFinished(() => store.close());
  const faults: unknown[] = [];
  store.onFaultChanged((fault) => faults.push(fault?.code));

  expect(await store.checked).toMatchObject({ code: 'corrupt' });
  await expect(store.write((unit) => unit.settings.set('a', '1'))).rejects.toMatchObject({ code: 'corrupt' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(faults).toEqual(['corrupt']);
});

test('a sound file is sound though that cannot be noted down, and the store still closes', async () => {
  const killed = await killedFolder();
  const store = await openStore(storeOptions(killed, { tuning: { checkDelayMs: 200 } }));
  const inTheWay = join(killed, 'stansiya.marker.new');
  await mkdir(inTheWay);
  expect(await store.checked).toBeNull();
  await store.write((unit) => unit.settings.set('a', '1'));
  await rm(inTheWay, { recursive: true });
  await store.close();
  await (await openStore(storeOptions(killed))).close();
});

test('after a clean stop the file is checked again only when the last check is old', async () => {
  const { folder } = await usedFolder();
  const day = 24 * 60 * 60 * 1000;
  const marker = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'stansiya.marker'), 'utf8'));
  const before = await marker();
  const soon = await openStore(storeOptions(folder, { tuning: { checkDelayMs: 0 } }));
  await soon.checked;
  await soon.close();
  expect(await marker()).toEqual(before);

  const later = Date.UTC(2026, 6, 6, 8) + 8 * day;
  const store = await openStore(storeOptions(folder, { clock: { now: () => later }, tuning: { checkDelayMs: 0 } }));
  await store.checked;
  await store.close();
  expect(await marker()).toMatchObject({ checkedAt: later });
});

test('closing does not wait for a check that has not begun', async () => {
  const store = await openStore(storeOptions(await killedFolder(), { tuning: { checkDelayMs: 600_000 } }));
  await store.close();
  expect(await store.checked).toBe('stopped');
});

test('the size of the database is that of its files', async () => {
  const store = await openTestStore();
  await store.write((unit) => unit.settings.set('a', JSON.stringify('x'.repeat(100_000))));
  const { path, sizeBytes } = await store.size();
  expect(path.endsWith('stansiya.db')).toBe(true);
  expect(sizeBytes).toBeGreaterThan(100_000);
});
