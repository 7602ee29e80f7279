import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import {
  createEncryptedConnections,
  type EncryptedConnections,
  type EncryptedConnectionsDeps,
} from '../../../electron/service/tls/encrypted-connections.ts';
import { createFakeTime, type FakeTime } from '../../harness/fake-time.ts';
import { station } from '../store/records.ts';
import { openTestStore, temporaryFolder } from '../store/test-store.ts';

interface Bench {
  readonly folder: string;
  readonly store: SqliteStore;
  readonly time: FakeTime;
  readonly logged: string[];
  /** As after a start of the program. */
  readonly start: (change?: Partial<EncryptedConnectionsDeps>) => EncryptedConnections;
}

async function bench(): Promise<Bench> {
  const time = createFakeTime();
  const store = await openTestStore({ clock: time });
  const folder = join(await temporaryFolder(), 'tls');
  const logged: string[] = [];
  const note = (event: string): void => {
    logged.push(event);
  };
  return {
    ...{ folder, store, time, logged },
    start(change = {}) {
      const encrypted = createEncryptedConnections({
        ...{ store, clock: time, scheduler: time.scheduler, host: '127.0.0.1', port: 0, folder },
        announce: () => undefined,
        log: { info: note, warn: note, error: note },
        server: {
          listenTls: () => Promise.resolve({ port: 1 }),
          renewTls: () => undefined,
          closeTls: () => Promise.resolve(),
        },
        sealingKey: () => Promise.resolve(null),
        organization: () => '',
        serverNames: () => ['localhost'],
        urls: () => [],
        ...change,
      });
      onTestFinished(() => encrypted.stop());
      encrypted.start();
      return encrypted;
    },
  };
}

test('a person who is asked for the key and does not answer keeps no service from ending', async () => {
  const { store, logged, start } = await bench();
  await store.write((unit) => unit.settings.set('tlsEnabled', 'true'));
  const encrypted = start({ sealingKey: () => new Promise(() => undefined) });
  const looked = expect(encrypted.view()).rejects.toThrow();
  await encrypted.stop();
  await looked;
  expect(encrypted.port()).toBeNull();
  expect(logged).toEqual([]);
});

describe('an authority whose folder is gone', () => {
  test.each([
    ['on', true],
    ['off', false],
  ])(
    'while encrypted connections are turned %s is missing, and made anew only when that is asked for',
    async (_, isOn) => {
      const { folder, start } = await bench();
      const first = start();
      const { roots } = await first.turnOn();
      if (!isOn) await first.turnOff();
      await first.stop();
      await rm(folder, { recursive: true });

      const again = start();
      expect(await again.view()).toMatchObject({
        tls: { enabled: isOn, listening: false, problem: 'keysMissing' },
        roots: [],
      });
      await expect(again.turnOn()).rejects.toMatchObject({ details: { reason: 'keysUnusable' } });
      expect(await again.view()).toMatchObject({ tls: { problem: 'keysMissing' } });
      const made = await again.makeAuthority();
      expect(made).toMatchObject({ tls: { enabled: isOn, listening: isOn, problem: null } });
      expect(made.roots.map(({ fingerprint }) => fingerprint)).not.toContain(roots[0]?.fingerprint);
    },
  );
});

describe('a new authority', () => {
  test('takes the place of one whose keys are sealed elsewhere: its files are kept, and certificates of stations are void', async () => {
    const { folder, store, time, start } = await bench();
    const first = start({ sealingKey: () => Promise.resolve(Buffer.alloc(32, 1)) });
    await first.turnOn();
    await first.stop();
    const before = await contentsOf(folder);
    await store.write(async (unit) => {
      await unit.stations.insert(station('CP1'));
      await unit.certificates.insert(
        {
          ...{ stationId: 'CP1', algorithm: 'rsa', subject: 'CN=CP1', serialNumber: '01', fingerprint: 'aa', pem: '' },
          ...{ issuedAt: time.now(), notAfter: time.now() + 86_400_000, state: 'installed', usedAt: null },
        },
        10,
      );
    });

    const elsewhere = start();
    expect(await elsewhere.view()).toMatchObject({ tls: { problem: 'keysSealed' } });
    expect(await elsewhere.makeAuthority()).toMatchObject({ tls: { listening: true, problem: null } });
    const [old = ''] = (await readdir(folder)).filter((name) => name.startsWith('old-'));
    expect(await contentsOf(join(folder, old))).toEqual(before);
    const { rows } = await store.read.certificates.list({ limit: 10, offset: 0 });
    expect(rows.map(({ state }) => state)).toEqual(['revoked']);
  });

  test('is not made while stations are served by the one there is', async () => {
    const { folder, start } = await bench();
    const encrypted = start();
    const { roots } = await encrypted.turnOn();
    const before = await contentsOf(folder);
    await expect(encrypted.makeAuthority()).rejects.toMatchObject({ details: { reason: 'tlsOn' } });
    expect(await contentsOf(folder)).toEqual(before);
    await encrypted.turnOff();
    const made = await encrypted.makeAuthority();
    expect(made.tls).toMatchObject({ enabled: false, listening: false });
    expect(made.roots.map(({ fingerprint }) => fingerprint)).not.toContain(roots[0]?.fingerprint);
    expect((await encrypted.turnOn()).roots.map(({ fingerprint }) => fingerprint)).toEqual(
      made.roots.map(({ fingerprint }) => fingerprint),
    );
  });
});

async function contentsOf(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.pem')).sort();
  return Promise.all(files.map(async (name) => `${name}\n${await readFile(join(folder, name), 'utf8')}`));
}
