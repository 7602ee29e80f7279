import { expect, test } from 'vitest';
import { session, station } from './records.ts';
import { openStoreWithStation, openTestStore } from './test-store.ts';
import { frame } from './records.ts';

const report = { status: 'Available', errorCode: null, info: null, vendorErrorCode: null, statusAt: 5 } as const;

test('a station comes back as it was added, with its EVSEs in order', async () => {
  const store = await openTestStore();
  const added = station('CP1', { name: 'Həyət', passwordHash: 'scrypt$x', lastSeenAt: 7, iccid: '8999' });
  await store.write(async (unit) => {
    await unit.stations.insert(added);
    await unit.stations.upsertEvse('CP1', { ...report, evseId: 2 });
    await unit.stations.upsertEvse('CP1', { ...report, evseId: 0, status: 'Faulted', errorCode: 'GroundFailure' });
  });
  const evses = [
    { ...report, evseId: 0, status: 'Faulted', errorCode: 'GroundFailure' },
    { ...report, evseId: 2 },
  ];
  expect(await store.read.stations.find('CP1')).toEqual({ ...added, evses });
  expect(await store.read.stations.list()).toEqual([{ ...added, evses }]);
});

test('an identity is one station whatever the case of its ASCII letters', async () => {
  const store = await openTestStore();
  await store.write((unit) => unit.stations.insert(station('Wallbox-a')));
  expect((await store.read.stations.find('WALLBOX-A'))?.stationId).toBe('Wallbox-a');
  await expect(store.write((unit) => unit.stations.insert(station('wallbox-A')))).rejects.toThrow('already');
  await store.write((unit) => unit.stations.insert(station('Wallbox-ə')));
  expect(await store.read.stations.find('WALLBOX-Ə')).toBeNull();
});

test('a change touches what it names and nothing else', async () => {
  const store = await openTestStore();
  await store.write((unit) => unit.stations.insert(station('CP1', { vendor: 'Old', model: 'Same' })));
  await store.write((unit) => unit.stations.update('cp1', { vendor: null, admission: 'rejected', name: undefined }));
  expect(await store.read.stations.find('CP1')).toEqual({
    ...station('CP1', { vendor: null, model: 'Same', admission: 'rejected' }),
    evses: [],
  });
});

test('stations are listed in the order they were added', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    await unit.stations.insert(station('Z', { createdAt: 1 }));
    await unit.stations.insert(station('A', { createdAt: 2 }));
    await unit.stations.insert(station('M', { createdAt: 2 }));
  });
  expect((await store.read.stations.list()).map(({ stationId }) => stationId)).toEqual(['Z', 'A', 'M']);
});

test('a later report of an EVSE replaces the one before', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.stations.upsertEvse('CP1', { ...report, evseId: 1, info: 'first' }));
  await store.write((unit) =>
    unit.stations.upsertEvse('CP1', { ...report, evseId: 1, status: 'Charging', statusAt: 9 }),
  );
  expect((await store.read.stations.find('CP1'))?.evses).toEqual([
    { ...report, evseId: 1, status: 'Charging', statusAt: 9 },
  ]);
});

test('a removed station is hidden, its sessions and frames stay, and adding it again brings it back without its past', async () => {
  const store = await openTestStore();
  const sessionId = await store.write(async (unit) => {
    await unit.stations.insert(station('CP1', { vendor: 'Old', passwordHash: 'scrypt$old' }));
    await unit.stations.upsertEvse('CP1', { ...report, evseId: 1 });
    await unit.frames.append([frame('[2]')]);
    return unit.sessions.insert(session());
  });
  await store.write((unit) => unit.stations.remove('cp1'));

  expect(await store.read.stations.list()).toEqual([]);
  expect(await store.read.stations.find('CP1')).toBeNull();
  expect((await store.read.sessions.find(sessionId))?.stationId).toBe('CP1');
  expect((await store.read.frames.list({ stationId: 'CP1', limit: 10, offset: 0 })).total).toBe(1);

  const again = station('cp1', { vendor: null, createdAt: 99 });
  await store.write((unit) => unit.stations.insert(again));
  expect(await store.read.stations.find('CP1')).toEqual({ ...again, evses: [] });
  expect((await store.read.sessions.find(sessionId))?.stationId).toBe('cp1');
});
