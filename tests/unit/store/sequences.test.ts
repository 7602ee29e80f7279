import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../electron/service/store/open-store.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { openTestStore, storeOptions, temporaryFolder } from './test-store.ts';

const nextId = (store: SqliteStore): Promise<number> => store.write((unit) => unit.nextTransactionId());

test('transaction ids count up from 1, also for many at once', async () => {
  const store = await openTestStore();
  const ids = await Promise.all(Array.from({ length: 50 }, () => nextId(store)));
  expect(ids).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

test('the id of a unit that was undone was never given', async () => {
  const store = await openTestStore();
  const undone = store.write(async (unit) => {
    await unit.nextTransactionId();
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await nextId(store)).toBe(1);
});

test('after a clean stop they go on where they were', async () => {
  const folder = await temporaryFolder();
  for (const expected of [1, 2, 3]) {
    const store = await openStore(storeOptions(folder));
    expect(await nextId(store)).toBe(expected);
    await store.close();
  }
});

test('an older copy in the place of the database gives no id twice', async () => {
  const folder = await temporaryFolder();
  const database = join(folder, 'stansiya.db');
  const first = await openStore(storeOptions(folder));
  await nextId(first);
  await first.close();
  await copyFile(database, `${database}.old`);

  const second = await openStore(storeOptions(folder));
  const given = await Promise.all(Array.from({ length: 2500 }, () => nextId(second)));
  await second.close();
  await copyFile(`${database}.old`, database);

  const third = await openStore(storeOptions(folder));
  onTestFinished(() => third.close());
  expect(await nextId(third)).toBeGreaterThan(Math.max(...given));
});

test('a killed service whose newest commits are lost with its log gives no id twice either', async () => {
  const [folder, killed] = [await temporaryFolder(), await temporaryFolder()];
  await (await openStore(storeOptions(folder))).close();
  const store = await openStore(storeOptions(folder));
  const given = await Promise.all(Array.from({ length: 1500 }, () => nextId(store)));
  for (const name of ['stansiya.marker', 'stansiya.db']) await copyFile(join(folder, name), join(killed, name));
  await store.close();

  const restored = await openStore(storeOptions(killed));
  onTestFinished(() => restored.close());
  expect(restored.opening.uncleanStop).toBe(true);
  expect(await nextId(restored)).toBeGreaterThan(Math.max(...given));
});
