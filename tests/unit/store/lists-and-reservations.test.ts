import { expect, test } from 'vitest';
import type { LocalListRecord } from '../../../electron/service/store/local-list-records.ts';
import type { ReservationRecord } from '../../../electron/service/store/reservation-records.ts';
import { noon } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

const list: LocalListRecord = {
  stationId: 'CP1',
  automatic: true,
  supported: null,
  toldVersion: 4,
  lastVersion: 5,
  heldVersion: 5,
  held: [
    { idToken: 'CARD', info: { status: 'Accepted' } },
    { idToken: 'OLD', info: { status: 'Expired', expiresAt: '2026-07-06T08:00:00Z', parentIdToken: 'FLEET' } },
  ],
  sentAt: noon,
  problem: null,
};

const reservation: ReservationRecord = {
  reservationId: 7,
  stationId: 'CP1',
  evseId: null,
  idToken: 'CARD',
  parentIdToken: null,
  state: 'requested',
  refusal: null,
  createdAt: noon,
  expiresAt: noon + 60_000,
  endedAt: null,
  sessionId: null,
};

test('a local list is kept as the station took it, and replaced as a whole', async () => {
  const store = await openStoreWithStation();
  expect(await store.read.localLists.find('CP1')).toBeNull();
  await store.write((unit) => unit.localLists.save(list));
  expect(await store.read.localLists.find('cp1')).toEqual(list);
  const changed = { ...list, supported: false, held: null, heldVersion: null, problem: 'NotSupported' };
  await store.write((unit) => unit.localLists.save(changed));
  expect(await store.read.localLists.list()).toEqual([changed]);
});

test('a local list goes with its station, which may hold another when it is added again', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.localLists.save(list);
    await unit.stations.remove('CP1');
  });
  expect(await store.read.localLists.list()).toEqual([]);
});

test('reservations that still hold are told from those that ended', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.reservations.insert(reservation);
    await unit.reservations.insert({ ...reservation, reservationId: 8, evseId: 2, state: 'active' });
    await unit.reservations.insert({ ...reservation, reservationId: 9, state: 'refused', refusal: 'Occupied' });
  });
  const ids = (rows: readonly ReservationRecord[]): readonly number[] => rows.map((row) => row.reservationId);
  expect(ids(await store.read.reservations.holding('CP1'))).toEqual([7, 8]);
  expect(ids(await store.read.reservations.holding())).toEqual([7, 8]);
  const page = { limit: 10, offset: 0 };
  expect(ids((await store.read.reservations.list({ ...page, active: false })).rows)).toEqual([9]);
  await store.write((unit) => unit.reservations.update(7, { state: 'cancelled', endedAt: noon + 5 }));
  expect(await store.read.reservations.find(7)).toEqual({ ...reservation, state: 'cancelled', endedAt: noon + 5 });
  expect((await store.read.reservations.list({ ...page, stationId: 'CP1' })).total).toBe(3);
});
