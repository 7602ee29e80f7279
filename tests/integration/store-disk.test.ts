import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../electron/service/store/open-store.ts';
import type { SqliteStore } from '../../electron/service/store/sqlite-store.ts';
import { frame, station } from '../unit/store/records.ts';
import { gate, storeOptions } from '../unit/store/test-store.ts';

const sizeMb = 6;
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: 'ignore' });
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'stansiya-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** A disk of its own, with a few MB of room. */
async function smallDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder);
  onTestFinished(async () => {
    execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

async function openOn(folder: string): Promise<SqliteStore> {
  const store = await openStore(storeOptions(folder, { tuning: { probeIntervalMs: 20 } }));
  onTestFinished(() => store.close());
  await store.write((unit) => unit.stations.insert(station('CP1')));
  return store;
}

/** Writes until the store fails; returns what it acknowledged. */
async function fillUp(store: SqliteStore): Promise<readonly string[]> {
  const kept: string[] = [];
  const flow = async (name: string): Promise<void> => {
    for (let i = 0; ; i++) {
      const text = `${name}${i}`.padEnd(3000, '.');
      await store.write((unit) => unit.frames.append([frame(text)]));
      kept.push(text);
    }
  };
  const ends = await Promise.allSettled(['a', 'b', 'c', 'd'].map(flow));
  for (const end of ends) expect(end).toMatchObject({ reason: { name: 'StorageFault', code: 'diskFull' } });
  return kept;
}

async function texts(store: SqliteStore): Promise<readonly string[]> {
  return (await store.read.frames.list({ limit: 1_000_000, offset: 0 })).rows.map(({ text }) => text);
}

// Only root may mount a disk to fill; tests/unit/store/storage-fault.test.ts lets the database itself run out of room, everywhere.
if (canMount) {
  test('on a full disk nothing is acknowledged that is not kept, reading goes on, and writing resumes by itself when there is room', async () => {
    const folder = await smallDisk();
    const ballast = join(folder, 'ballast');
    await writeFile(ballast, Buffer.alloc(2 * 1024 * 1024));
    const store = await openOn(join(folder, 'data'));
    const kept = await fillUp(store);
    expect(kept.length).toBeGreaterThan(100);
    expect((await texts(store)).toSorted()).toEqual(kept.toSorted());

    const recovered = gate();
    store.onFaultChanged((fault) => {
      if (!fault) recovered.open();
    });
    await rm(ballast);
    await recovered.passed;
    await store.write((unit) => unit.frames.append([frame('after')]));
    expect(await texts(store)).toContain('after');
    await store.close();

    const again = await openStore(storeOptions(join(folder, 'data'), { tuning: { checkDelayMs: 0 } }));
    onTestFinished(() => again.close());
    expect((await texts(again)).length).toBe(kept.length + 1);
    expect(await again.checked).toBeNull();
  });

  test('on a disk without room for a new database nothing is left behind', async () => {
    const folder = await smallDisk();
    await writeFile(join(folder, 'ballast'), Buffer.alloc(sizeMb * 1024 * 1024 - 40 * 1024));
    await expect(openStore(storeOptions(join(folder, 'data')))).rejects.toMatchObject({ code: 'unwritable' });
    expect(await readdir(join(folder, 'data'))).not.toContain('stansiya.db');
  });

  test('a disk that cannot be written to is refused, and a database on it as well', async () => {
    const folder = await smallDisk();
    await (await openStore(storeOptions(join(folder, 'data')))).close();
    mount('-o', 'remount,ro', folder);
    for (const name of ['data', 'new'])
      await expect(openStore(storeOptions(join(folder, name)))).rejects.toMatchObject({ code: 'unwritable' });
    expect(await readdir(folder)).toEqual(['data']);
  });
}

test('a data folder the system refuses to make is refused', async () => {
  await expect(openStore(storeOptions('/proc/stansiya'))).rejects.toMatchObject({ code: 'unwritable' });
});
