import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../electron/service/store/connection.ts';
import { migrate, migrations } from '../../../electron/service/store/migrations.ts';
import type { Migration } from '../../../electron/service/store/migrations/migration.ts';
import { openStore } from '../../../electron/service/store/open-store.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { contentsOf, queryOne, runSql } from './folder.ts';
import { noon } from './records.ts';
import { storeOptions, temporaryFolder } from './test-store.ts';

/** Databases as programs of these schema versions left them; that of 40 is empty. */
const fixture = (version: number): URL => new URL(`fixtures/version-${version}.sql`, import.meta.url);
const newest = migrations.at(-1)?.version ?? 0;
const rename: Migration = {
  version: newest + 10,
  sql: 'ALTER TABLE settings RENAME COLUMN value_json TO json; CREATE TABLE extra (x INTEGER) STRICT',
};
const further: Migration = { version: newest + 20, sql: 'INSERT INTO extra VALUES (1)' };

/** A data folder as a program of schema version 10 left it. */
async function folderOfVersion10(): Promise<{ readonly folder: string; readonly database: string }> {
  const folder = await temporaryFolder();
  const database = join(folder, 'stansiya.db');
  await runSql(database, `PRAGMA journal_mode = WAL;${await readFile(fixture(10), 'utf8')}`);
  return { folder, database };
}

async function opened(folder: string, steps: readonly Migration[] = migrations): Promise<SqliteStore> {
  const store = await openStore(storeOptions(folder, { migrations: steps }));
  onTestFinished(() => store.close());
  return store;
}

async function schemaOf(path: string): Promise<readonly unknown[]> {
  const connection = await Connection.open(path, 'readWrite');
  const rows = await connection.all(
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  await connection.close();
  return rows.map((row) => ({ ...row, sql: String(row['sql']).replaceAll(/\s+/g, ' ') }));
}

test('the steps are numbered in tens, upwards, each once', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => (i + 1) * 10));
});

test.each([10, 40])('the steps up to %i still make the schema they were released with', async (version) => {
  const released = join(await temporaryFolder(), 'released.db');
  await runSql(released, await readFile(fixture(version), 'utf8'));
  const fresh = join(await temporaryFolder(), 'fresh.db');
  const connection = await Connection.open(fresh, 'create');
  await migrate(
    connection,
    0,
    migrations.filter((step) => step.version <= version),
  );
  await connection.close();
  expect(await schemaOf(fresh)).toEqual(await schemaOf(released));
});

test('a database of version 10 opens with everything in it', async () => {
  const { folder } = await folderOfVersion10();
  const store = await opened(folder);
  expect(store.opening.migratedFrom).toBe(10);
  expect((await store.read.stations.find('CP1'))?.evses.map(({ status }) => status)).toEqual(['Charging']);
  expect((await store.read.idTokens.find('CARD1'))?.label).toBe('Leyla');
  const { rows, total } = await store.read.sessions.list({ limit: 10, offset: 0 });
  expect([total, rows.map(({ energyWh }) => energyWh)]).toEqual([2, [null, 7500]]);
  expect((await store.read.readings.series('1', 10)).map(({ context }) => context)).toEqual([
    'Sample.Periodic',
    'Vendor.Special',
  ]);
  expect((await store.read.frames.list({ limit: 10, offset: 0 })).total).toBe(2);
  expect((await store.read.commands.list({ limit: 1, offset: 0 })).rows[0]?.outcome?.response?.status).toBe('Accepted');
  expect((await store.read.alerts.active()).length).toBe(1);
  expect(await store.read.settings.all()).toEqual(new Map([['language', '"az"']]));
  expect(await store.write((unit) => unit.nextTransactionId())).toBe(3);
});

test('a station that had a password before there were security profiles is asked for it all the same', async () => {
  const store = await opened((await folderOfVersion10()).folder);
  expect(await store.read.stations.find('CP1')).toMatchObject({ securityProfile: 1, passwordHash: 'scrypt$x' });
});

test('an old database is copied first, then taken through every step it lacks', async () => {
  const { folder, database } = await folderOfVersion10();
  const { opening, ...store } = await opened(folder, [...migrations, rename, further]);
  const backup = join(folder, 'backups', `stansiya-10-before-${further.version}-${noon}.db`);
  expect(opening).toMatchObject({ migratedFrom: 10, backup });
  expect(store).toBeDefined();

  expect(await queryOne(database, 'PRAGMA user_version')).toBe(further.version);
  expect(await queryOne(database, 'SELECT json FROM settings')).toBe('"az"');
  expect(await queryOne(database, 'SELECT count(*) FROM extra')).toBe(1);
  expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
  expect(await queryOne(backup, 'PRAGMA user_version')).toBe(10);
  expect(await queryOne(backup, 'PRAGMA integrity_check')).toBe('ok');
  expect(await queryOne(backup, 'SELECT count(*) FROM sessions')).toBe(2);
});

test('a database that is up to date is not copied', async () => {
  const { folder } = await folderOfVersion10();
  await (await openStore(storeOptions(folder))).close();
  const copies = await readdir(join(folder, 'backups'));
  const again = await openStore(storeOptions(folder));
  expect(again.opening).toMatchObject({ migratedFrom: newest, backup: null });
  await again.close();
  expect(await readdir(join(folder, 'backups'))).toEqual(copies);
});

test.each([
  ['a wrong statement', 'CREATE TABLE half (x INTEGER) STRICT; DELETE FROM settings; SELECT nonsense'],
  ['rows that point at nothing', 'DELETE FROM stations'],
])('a step that fails by %s is undone, and the database opens as it was', async (_, sql) => {
  const { folder, database } = await folderOfVersion10();
  const failing = [...migrations, { version: newest + 10, sql }, further];
  await expect(openStore(storeOptions(folder, { migrations: failing }))).rejects.toMatchObject({
    code: 'migrationFailed',
  });

  expect(await queryOne(database, 'PRAGMA user_version')).toBe(newest);
  expect(await queryOne(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'")).toBe(0);
  const store = await opened(folder);
  expect((await store.read.settings.all()).size).toBe(1);
  expect((await store.read.stations.list()).length).toBe(1);
});

test('a step that fails leaves no transaction open and foreign keys on', async () => {
  const { database } = await folderOfVersion10();
  const connection = await Connection.open(database, 'readWrite');
  onTestFinished(() => connection.close());
  await expect(migrate(connection, 10, [{ version: 20, sql: 'nonsense' }])).rejects.toThrow('nonsense');
  await connection.exec('BEGIN; COMMIT');
  expect(await connection.all('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
});

test('of two steps the first stays when the second fails, and the next start goes on from there', async () => {
  const { folder, database } = await folderOfVersion10();
  const failing = [...migrations, rename, { version: further.version, sql: 'nonsense' }];
  await expect(openStore(storeOptions(folder, { migrations: failing }))).rejects.toMatchObject({
    code: 'migrationFailed',
  });
  expect(await queryOne(database, 'PRAGMA user_version')).toBe(rename.version);
  const store = await opened(folder, [...migrations, rename, further]);
  expect(store.opening.migratedFrom).toBe(rename.version);
});

test('no migration begins when the copy cannot be made', async () => {
  const { folder, database } = await folderOfVersion10();
  await runSql(join(folder, 'backups'), 'CREATE TABLE this_is_a_file (x)');
  const before = await contentsOf(folder);
  await expect(openStore(storeOptions(folder, { migrations: [...migrations, rename] }))).rejects.toMatchObject({
    code: 'migrationFailed',
  });
  expect(await queryOne(database, 'PRAGMA user_version')).toBe(10);
  expect((await contentsOf(folder)).get(join(folder, 'backups'))).toBe(before.get(join(folder, 'backups')));
});

test('what a newer program migrated, an older one refuses', async () => {
  const { folder } = await folderOfVersion10();
  await (await openStore(storeOptions(folder, { migrations: [...migrations, rename] }))).close();
  await expect(openStore(storeOptions(folder))).rejects.toMatchObject({ code: 'fromTheFuture' });
});
