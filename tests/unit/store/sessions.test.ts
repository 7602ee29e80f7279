import { expect, test } from 'vitest';
import type { SessionQuery, SessionRecord, Store } from '../../../electron/service/store/store.ts';
import { hour, idToken, minute, noon, session, station, stoppedSession } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

const everything = { limit: 100, offset: 0 };

function insert(store: Store, ...sessions: readonly Omit<SessionRecord, 'sessionId'>[]): Promise<readonly string[]> {
  return store.write(async (unit) => {
    const ids: string[] = [];
    for (const one of sessions) ids.push(await unit.sessions.insert(one));
    return ids;
  });
}

async function found(store: Store, query: Partial<SessionQuery>): Promise<readonly string[]> {
  return (await store.read.sessions.list({ ...everything, ...query })).rows.map(({ sessionId }) => sessionId);
}

test('a session comes back as it was stored, and changes only where told', async () => {
  const store = await openStoreWithStation();
  const stored = session({ flags: ['clockSkew', 'noAuthorize'], idToken: null, authorization: null, lastPowerW: 7360 });
  const [sessionId = ''] = await insert(store, stored);
  expect(await store.read.sessions.find(sessionId)).toEqual({ ...stored, sessionId });

  await store.write((unit) =>
    unit.sessions.update(sessionId, {
      stoppedAt: noon + hour,
      flags: [],
      verdict: 'review',
      energyWh: 0,
      lastPowerW: null,
    }),
  );
  expect(await store.read.sessions.find(sessionId)).toEqual({
    ...stored,
    sessionId,
    stoppedAt: noon + hour,
    flags: [],
    verdict: 'review',
    energyWh: 0,
    lastPowerW: null,
  });
});

test.each(['', '0', '01', '-1', '1.0', '1e0', 'x', '9'.repeat(30), "1' OR '1'='1"])(
  'nothing has the id "%s"',
  async (id) => {
    const store = await openStoreWithStation();
    await insert(store, session());
    expect(await store.read.sessions.find(id)).toBeNull();
  },
);

test('the list is newest start first, and pages do not overlap', async () => {
  const store = await openStoreWithStation();
  await insert(store, ...Array.from({ length: 7 }, (_, i) => session({ startedAt: noon + (i % 4) * minute })));
  const pages = await Promise.all([0, 3, 6].map((offset) => store.read.sessions.list({ limit: 3, offset })));
  expect(pages.map(({ total }) => total)).toEqual([7, 7, 7]);
  expect(pages.flatMap(({ rows }) => rows.map(({ sessionId }) => sessionId))).toEqual([
    '4',
    '7',
    '3',
    '6',
    '2',
    '5',
    '1',
  ]);
});

test('a period holds sessions that stopped in it, start included and end not, and open ones that started before its end', async () => {
  const store = await openStoreWithStation();
  const [from, to] = [noon, noon + 24 * hour];
  const [, first, last, , openBefore, openInside] = await insert(
    store,
    stoppedSession(from - 1, 1000),
    stoppedSession(from, 1000),
    stoppedSession(to - 1, 1000),
    stoppedSession(to, 1000),
    session({ startedAt: from - 5 * hour }),
    session({ startedAt: to - 1 }),
    session({ startedAt: to }),
  );
  const expected = [first, last, openBefore, openInside];
  expect((await found(store, { from, to })).toSorted()).toEqual(expected.toSorted());
  expect(await store.read.sessions.totals({ from, to })).toEqual({ sessions: 4, energyWh: 2000 });
});

test('every filter narrows the list, and all of them together', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.stations.insert(station('CP2')));
  const [a = '', b = '', c = ''] = await insert(
    store,
    session({ evseId: 2, idToken: 'Abc' }),
    stoppedSession(noon, 500, { verdict: 'review' }),
    stoppedSession(noon, 700, { stationId: 'CP2' }),
  );
  expect(await found(store, { stationId: 'cp1' })).toEqual([a, b]);
  expect(await found(store, { stationId: 'nobody' })).toEqual([]);
  expect(await found(store, { evseId: 2 })).toEqual([a]);
  expect(await found(store, { idToken: 'aBC' })).toEqual([a]);
  expect(await found(store, { open: true })).toEqual([a]);
  expect(await found(store, { open: false })).toEqual([c, b]);
  expect(await found(store, { verdict: 'review' })).toEqual([b]);
  expect(await found(store, { stationId: 'CP1', open: false, verdict: 'review', from: noon, to: noon + 1 })).toEqual([
    b,
  ]);
  expect(await found(store, { stationId: 'CP2', open: true })).toEqual([]);
  expect(await store.read.sessions.totals({ stationId: 'CP2' })).toEqual({ sessions: 1, energyWh: 700 });
  expect(await store.read.sessions.totals({ stationId: 'nobody' })).toEqual({ sessions: 0, energyWh: 0 });
});

test('a search looks into ids, station, station name, card and card label, its wildcards taken literally', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.stations.insert(station('GARAGE', { name: 'Zirzəmi' }));
    await unit.idTokens.insert(idToken('C-77', { label: 'Gülnar' }));
  });
  const [a = '', b = '', c = ''] = await insert(
    store,
    session({ idToken: 'c-77', transactionId: '5001' }),
    session({ stationId: 'GARAGE', transactionId: 'abc', idToken: '50%' }),
    session({ idToken: null, transactionId: 'x_y' }),
  );
  expect(await found(store, { search: 'gulnar' })).toEqual([a]);
  expect(await found(store, { search: '77' })).toEqual([a]);
  expect(await found(store, { search: '500' })).toEqual([a]);
  expect(await found(store, { search: 'ZIRZƏMİ' })).toEqual([b]);
  expect(await found(store, { search: 'garage' })).toEqual([b]);
  expect(await found(store, { search: '%' })).toEqual([b]);
  expect(await found(store, { search: '_' })).toEqual([c]);
  expect(await found(store, { search: c })).toEqual([c]);
  expect(await found(store, { search: '"; DROP TABLE sessions; --' })).toEqual([]);
});

test('open sessions are found by EVSE and by card', async () => {
  const store = await openStoreWithStation();
  const [a = '', b = ''] = await insert(
    store,
    session({ evseId: 1, idToken: 'ONE' }),
    session({ evseId: 2, idToken: 'TWO' }),
    stoppedSession(noon, 100, { idToken: 'ONE' }),
  );
  const ids = (sessions: readonly SessionRecord[]): readonly string[] => sessions.map(({ sessionId }) => sessionId);
  expect(ids(await store.read.sessions.open())).toEqual([a, b]);
  expect(ids(await store.read.sessions.openOnEvse('cp1', 1))).toEqual([a]);
  expect(ids(await store.read.sessions.openWithIdToken('one'))).toEqual([a]);
});

test('of sessions with the same transaction id the newest is found', async () => {
  const store = await openStoreWithStation();
  const [, second = ''] = await insert(store, session({ transactionId: '-1' }), session({ transactionId: '-1' }));
  expect((await store.read.sessions.findByTransaction('CP1', '-1'))?.sessionId).toBe(second);
  expect(await store.read.sessions.findByTransaction('CP1', '2')).toBeNull();
});

test('a repeated start is recognised by what the station wrote, not by the time corrected afterwards', async () => {
  const store = await openStoreWithStation();
  const [sessionId = ''] = await insert(store, session());
  const key = {
    stationId: 'CP1',
    evseId: 1,
    idToken: 'card1',
    startedText: '2026-07-06T08:00:00Z',
    startedAt: noon + minute,
    meterStartWh: 1000,
  };
  expect((await store.read.sessions.findByStart(key))?.sessionId).toBe(sessionId);
  for (const other of [
    { evseId: 2 },
    { idToken: 'X' },
    { startedText: '2026-07-06T08:00:01Z' },
    { meterStartWh: 1001 },
    { meterStartWh: null },
  ])
    expect(await store.read.sessions.findByStart({ ...key, ...other })).toBeNull();
});

test('where the station wrote no time, the moment itself tells a repeated start', async () => {
  const store = await openStoreWithStation();
  const [sessionId = ''] = await insert(store, session({ startedText: null, meterStartWh: null }));
  const key = { stationId: 'CP1', evseId: 1, idToken: 'CARD1', startedText: null, startedAt: noon, meterStartWh: null };
  expect((await store.read.sessions.findByStart(key))?.sessionId).toBe(sessionId);
  expect(await store.read.sessions.findByStart({ ...key, startedAt: noon + 1 })).toBeNull();
});

test('a repeated stop is recognised by its time and register', async () => {
  const store = await openStoreWithStation();
  const [sessionId = ''] = await insert(store, stoppedSession(noon, 500));
  const key = { stationId: 'CP1', stoppedText: new Date(noon).toISOString(), meterStopWh: 1500 };
  expect((await store.read.sessions.findByStop(key))?.sessionId).toBe(sessionId);
  expect(await store.read.sessions.findByStop({ ...key, meterStopWh: null })).toBeNull();
  expect(await store.read.sessions.findByStop({ ...key, stoppedText: 'other' })).toBeNull();
});

test('a report goes through all stopped sessions of its period in order, over many pages', async () => {
  const store = await openStoreWithStation();
  const count = 1203;
  // Many stop at the same moment, also where one page ends.
  await insert(
    store,
    ...Array.from({ length: count }, (_, i) => stoppedSession(noon + Math.floor(i / 50) * minute, i)),
  );
  await insert(store, session(), stoppedSession(noon - 1, 1), stoppedSession(noon + hour, 1));
  const ids: string[] = [];
  for await (const { sessionId } of store.read.sessions.stoppedBetween(noon, noon + hour)) ids.push(sessionId);
  expect(ids).toEqual(Array.from({ length: count }, (_, i) => String(i + 1)));
});

test('the latest register of an EVSE is the one of its newest session that knows one', async () => {
  const store = await openStoreWithStation();
  expect(await store.read.sessions.lastRegisterWh('CP1', 1)).toBeNull();
  await insert(store, stoppedSession(noon, 500, { startedAt: noon - hour }));
  expect(await store.read.sessions.lastRegisterWh('CP1', 1)).toBe(1500);
  await insert(store, session({ startedAt: noon + hour, meterStartWh: 1600, lastMeterWh: 1700 }));
  expect(await store.read.sessions.lastRegisterWh('CP1', 1)).toBe(1700);
  await insert(store, session({ startedAt: noon + 2 * hour, meterStartWh: null }));
  expect(await store.read.sessions.lastRegisterWh('CP1', 1)).toBe(1700);
  expect(await store.read.sessions.lastRegisterWh('CP1', 2)).toBeNull();
});
