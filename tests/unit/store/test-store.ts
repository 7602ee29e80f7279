import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type StoreOptions } from '../../../electron/service/store/open-store.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { noon, station } from './records.ts';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What a store of the tests is opened with: a clock that stands still, and no effect may fail. */
export function storeOptions(dataFolder: string, change: Partial<StoreOptions> = {}): StoreOptions {
  return {
    dataFolder,
    clock: { now: () => noon },
    onEffectFailure: (error) => {
      throw error;
    },
    ...change,
  };
}

/** A real store in a folder of its own, closed and removed after the test. */
export async function openTestStore(change: Partial<StoreOptions> = {}): Promise<SqliteStore> {
  const store = await openStore(storeOptions(await temporaryFolder(), change));
  onTestFinished(() => store.close());
  return store;
}

/** The same with the station CP1 in it. */
export async function openStoreWithStation(change: Partial<StoreOptions> = {}): Promise<SqliteStore> {
  const store = await openTestStore(change);
  await store.write((unit) => unit.stations.insert(station('CP1')));
  return store;
}

/** A promise to be kept by hand. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** Lets everything that is ready happen. */
export function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
