import { describe, expect, test } from 'vitest';
import type { ProfileRecord } from '../../../electron/service/store/charger-records.ts';
import { hour, noon, station } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

const told = (key: string, value: string | null, readonly = false) => ({ key, value, readonly });

describe('settings of a station', () => {
  test('are one row for each key, whatever its case, in the spelling last told', async () => {
    const store = await openStoreWithStation();
    await store.write(async (unit) => {
      await unit.configuration.want('CP1', 'heartbeatinterval', '300');
      await unit.configuration.told('cp1', [told('HeartbeatInterval', '60')], noon);
      await unit.configuration.told('CP1', [told('HeartbeatInterval', '90', true)], noon + 1);
    });
    expect(await store.read.configuration.list('cp1')).toEqual([
      {
        ...{ key: 'HeartbeatInterval', value: '90', readonly: true, readAt: noon + 1, wanted: '300' },
        ...{ rebootRequired: false, unknown: false },
      },
    ]);
  });

  test('that nobody wants or told are gone', async () => {
    const store = await openStoreWithStation();
    await store.write(async (unit) => {
      await unit.configuration.want('CP1', 'A', '1');
      await unit.configuration.told('CP1', [told('B', '2')], noon);
      await unit.configuration.want('CP1', 'A', null);
      await unit.configuration.want('CP1', 'B', null);
    });
    expect((await store.read.configuration.list('CP1')).map(({ key }) => key)).toEqual(['B']);
  });

  test('are so many and no more, whatever names a station makes up, and what is wanted stays', async () => {
    const store = await openStoreWithStation();
    const madeUp = (word: string) => Array.from({ length: 1500 }, (_, index) => told(`${word}${String(index)}`, ''));
    await store.write(async (unit) => {
      await unit.configuration.want('CP1', 'HeartbeatInterval', '60');
      await unit.configuration.told('CP1', madeUp('old'), noon);
      await unit.configuration.told('CP1', madeUp('new'), noon + 1);
    });
    const names = (await store.read.configuration.list('CP1')).map(({ key }) => key);
    expect([names.length, names.filter((name) => name.startsWith('new')).length]).toEqual([2001, 1500]);
    expect(names).toContain('HeartbeatInterval');
  });

  test('that wait for a restart have no known value after it', async () => {
    const store = await openStoreWithStation();
    const booted = await store.write(async (unit) => {
      await unit.configuration.told('CP1', [told('A', '1'), told('B', '2')], noon);
      await unit.configuration.setRebootRequired('CP1', 'a');
      return [await unit.configuration.booted('CP1'), await unit.configuration.booted('CP1')];
    });
    expect(booted).toEqual([true, false]);
    expect((await store.read.configuration.list('CP1')).map(({ value, readAt }) => [value, readAt])).toEqual([
      [null, null],
      ['2', noon],
    ]);
  });

  test('go with the station, together with all that is known of how it is now', async () => {
    const store = await openStoreWithStation();
    await store.write(async (unit) => {
      await unit.configuration.told('CP1', [told('A', '1')], noon);
      await unit.configuration.readWhole('CP1', noon);
      await unit.profiles.insert(profile());
      await unit.habits.add('CP1', [habit()]);
      await unit.checks.set('CP1', { at: noon, results: '[]' });
    });
    expect(await store.read.configuration.readAt('CP1')).toBe(noon);
    await store.write((unit) => unit.stations.remove('CP1'));
    await store.write((unit) => unit.stations.insert(station('CP1')));
    const { read } = store;
    expect(
      await Promise.all([read.configuration.list('CP1'), read.profiles.list('CP1'), read.habits.list('CP1')]),
    ).toEqual([[], [], []]);
    expect(await Promise.all([read.configuration.readAt('CP1'), read.checks.find('CP1')])).toEqual([null, null]);
  });
});

const profile = (change: Partial<ProfileRecord> = {}): ProfileRecord => ({
  ...{ stationId: 'CP1', evseId: 1, profileId: 1, purpose: 'TxDefaultProfile', stackLevel: 0, transactionId: null },
  ...{ profile: '{"profileId":1}', installedAt: noon },
  ...change,
});

const habit = () => ({ habit: 'emptyFrames', count: 2, firstAt: noon, lastAt: noon, sample: 'first' }) as const;

describe('charging profiles', () => {
  test('replace those with the same number, and those of the same purpose and level on the same connector', async () => {
    const store = await openStoreWithStation();
    await store.write(async (unit) => {
      await unit.profiles.insert(profile());
      await unit.profiles.insert(profile({ profileId: 2, evseId: 2 }));
      await unit.profiles.insert(profile({ profileId: 3, stackLevel: 1 }));
      await unit.profiles.insert(profile({ profileId: 4 }));
      await unit.profiles.insert(profile({ profileId: 2, evseId: 0, purpose: 'ChargingStationMaxProfile' }));
    });
    const kept = await store.read.profiles.list('CP1');
    expect(kept.map(({ profileId, evseId }) => [profileId, evseId])).toEqual([
      [2, 0],
      [3, 1],
      [4, 1],
    ]);
  });

  test('are removed by what is said of them; what is left out matches everything', async () => {
    const store = await openStoreWithStation();
    const removed = await store.write(async (unit) => {
      for (const evseId of [0, 1, 2]) await unit.profiles.insert(profile({ profileId: evseId + 1, evseId }));
      return [
        await unit.profiles.remove('CP1', { evseId: 0, purpose: 'TxProfile' }),
        await unit.profiles.remove('CP1', { evseId: 0 }),
        await unit.profiles.remove('CP1', {}),
      ];
    });
    expect(removed).toEqual([0, 1, 2]);
  });
});

test('what was learnt of a make is found whatever the case it is spelled in', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.modelHabits.set('Acme', 'Box', 'form', '1', noon));
  await store.write((unit) => unit.modelHabits.set('ACME', 'BOX', 'form', '2', noon));
  const { modelHabits } = store.read;
  expect([await modelHabits.find('acme', 'box', 'form'), await modelHabits.find('acme', '', 'form')]).toEqual([
    '2',
    null,
  ]);
});

test('habits add up, and the last sample stays', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.habits.add('CP1', [habit()]));
  await store.write((unit) => unit.habits.add('cp1', [{ ...habit(), count: 3, lastAt: noon + hour, sample: null }]));
  expect(await store.read.habits.list('CP1')).toEqual([{ ...habit(), count: 5, lastAt: noon + hour }]);
});

test('refused connections are counted, and the latest of them stay', async () => {
  const store = await openStoreWithStation();
  const row = { remoteAddress: '10.0.0.1', refusal: 'badIdentity', secure: false, firstAt: noon, count: 1 };
  await store.write(async (unit) => {
    for (let i = 0; i < 5; i += 1) {
      await unit.handshakeFailures.add([{ ...row, identity: String(i), lastAt: noon + i }]);
    }
    await unit.handshakeFailures.add([{ ...row, identity: '4', secure: true, lastAt: noon + 9 }]);
    await unit.handshakeFailures.prune(3);
  });
  const { total, rows } = await store.read.handshakeFailures.list({ limit: 2, offset: 0 });
  expect(total).toBe(3);
  expect(rows.map(({ identity, count, secure }) => [identity, count, secure])).toEqual([
    ['4', 2, true],
    ['3', 1, false],
  ]);
});
