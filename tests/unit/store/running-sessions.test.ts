import { expect, test } from 'vitest';
import type { SessionRecord, Store } from '../../../electron/service/store/store.ts';
import { minute, noon, session, station } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

/** A reading as it changes a running session, after the session was asked for by its transaction. */
function progress(store: Store, lastMeterWh: number, fails = false): Promise<void> {
  return store.write(async (unit) => {
    const found = await unit.sessions.findByTransaction('CP1', '1');
    if (found === null) throw new Error('The session is there');
    await unit.sessions.update(found.sessionId, {
      lastMeterWh,
      lastMeterAt: noon + lastMeterWh,
      energySource: 'reading',
    });
    if (fails) throw new Error('undo');
  });
}

function insert(store: Store, change: Partial<SessionRecord> = {}): Promise<string> {
  return store.write((unit) => unit.sessions.insert(session(change)));
}

async function meterOf(store: Store, sessionId: string): Promise<number | null | undefined> {
  return (await store.read.sessions.find(sessionId))?.lastMeterWh;
}

test('of many readings in one commit the last one counts', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await Promise.all(Array.from({ length: 40 }, (_, i) => progress(store, 1001 + i)));
  expect(await store.read.sessions.find(sessionId)).toEqual({
    ...session({ lastMeterWh: 1040, lastMeterAt: noon + 1040, energySource: 'reading' }),
    sessionId,
  });
});

test('a reading of one session leaves the others alone', async () => {
  const store = await openStoreWithStation();
  const [first, other] = [await insert(store), await insert(store, { transactionId: '2', lastMeterWh: 7 })];
  await Promise.all([progress(store, 1001), progress(store, 1002)]);
  expect([await meterOf(store, first), await meterOf(store, other)]).toEqual([1002, 7]);
});

test('a unit sees the readings of the units before it, whichever way it asks', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  const [, , seen] = await Promise.all([
    progress(store, 1001),
    progress(store, 1002),
    store.write(async (unit) => [
      (await unit.sessions.find(sessionId))?.lastMeterWh,
      (await unit.sessions.findByTransaction('CP1', '1'))?.lastMeterWh,
      (await unit.sessions.open())[0]?.lastMeterWh,
      (await unit.sessions.openOnEvse('CP1', 1))[0]?.lastMeterWh,
      await unit.sessions.lastRegisterWh('CP1', 1),
    ]),
  ]);
  expect(seen).toEqual([1002, 1002, 1002, 1002, 1002]);
});

test('the reading of an undone unit is forgotten, those before and after it stay', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await progress(store, 1000);
  const results = await Promise.allSettled([progress(store, 1001), progress(store, 1002, true)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await meterOf(store, sessionId)).toBe(1001);
  const seen = await store.write(async (unit) => (await unit.sessions.findByTransaction('CP1', '1'))?.lastMeterWh);
  expect(seen).toBe(1001);
});

test('a stop in the same commit comes after the readings before it', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await Promise.all([
    progress(store, 1500),
    store.write((unit) =>
      unit.sessions.update(sessionId, { stoppedAt: noon + minute, lastMeterWh: 2000, energyWh: 1000 }),
    ),
  ]);
  expect(await store.read.sessions.find(sessionId)).toMatchObject({ stoppedAt: noon + minute, lastMeterWh: 2000 });
  const found = await store.write((unit) => unit.sessions.findByTransaction('CP1', '1'));
  expect(found).toMatchObject({ stoppedAt: noon + minute, energyWh: 1000, lastMeterAt: noon + 1500 });
});

test('a newer session with the same transaction id takes the place of the one before', async () => {
  const store = await openStoreWithStation();
  const older = await insert(store);
  await progress(store, 1001);
  const newer = await insert(store, { meterStartWh: 0 });
  await progress(store, 50);
  expect([await meterOf(store, older), await meterOf(store, newer)]).toEqual([1001, 50]);
});

test('a session that gets another transaction id is no longer found by the old one', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await progress(store, 1001);
  const found = await store.write(async (unit) => {
    await unit.sessions.update(sessionId, { transactionId: '9' });
    await unit.sessions.find(sessionId);
    return [await unit.sessions.findByTransaction('CP1', '1'), await unit.sessions.findByTransaction('CP1', '9')];
  });
  expect(found.map((one) => one?.sessionId)).toEqual([undefined, sessionId]);
});

test('the same transaction id on two stations is two sessions', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.stations.insert(station('CP2')));
  const [here, there] = [await insert(store), await insert(store, { stationId: 'CP2' })];
  const ids = await store.write(async (unit) => {
    const asked = ['CP1', 'CP2', 'CP1', 'CP2'].map((stationId) => unit.sessions.findByTransaction(stationId, '1'));
    return (await Promise.all(asked)).map((one) => one?.sessionId);
  });
  expect(ids).toEqual([here, there, here, there]);
});

test('a field that is present but undefined changes nothing', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await progress(store, 1001);
  await store.write(async (unit) => {
    await unit.sessions.find(sessionId);
    await unit.sessions.update(sessionId, { lastMeterWh: 1002, lastPowerW: undefined, energySource: undefined });
  });
  expect(await store.read.sessions.find(sessionId)).toMatchObject({
    lastMeterWh: 1002,
    energySource: 'reading',
    lastPowerW: null,
  });
});

test('a reading that is no integer is refused in its own unit', async () => {
  const store = await openStoreWithStation();
  const sessionId = await insert(store);
  await progress(store, 1001);
  const results = await Promise.allSettled([progress(store, 1002), progress(store, 1002.5), progress(store, 1003)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await meterOf(store, sessionId)).toBe(1003);
});
