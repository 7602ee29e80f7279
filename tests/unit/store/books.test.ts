import { expect, test } from 'vitest';
import { noHash } from '../../../electron/service/store/ledger.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { charge, hour, noon, reading, session, stoppedSession } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

async function openWithSessions(): Promise<SqliteStore> {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.sessions.insert(stoppedSession(noon + hour, 10_000));
    await unit.sessions.insert(stoppedSession(noon + 2 * hour, 5000, { transactionId: '2' }));
  });
  return store;
}

test('a row of the books is numbered and bound to the row before by its hash', async () => {
  const store = await openWithSessions();
  const [first, second] = await store.write(async (unit) => [
    await unit.cdrs.append(charge()),
    await unit.cdrs.append(charge({ sessionId: '2' })),
  ]);
  expect(first).toMatchObject({ cdrId: '1', prevHash: noHash });
  expect(second).toMatchObject({ cdrId: '2', prevHash: first.hash });
  const links = await store.read.ledgers.links('cdrs', 0, 10);
  expect(links.map(({ key, hash, contentHash }) => [key, hash === contentHash])).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(await store.read.cdrs.find('2')).toEqual(second);
});

test('text that no database can hold as it is does not break the chain', async () => {
  const store = await openStoreWithStation();
  const entry = { at: noon, operator: 'Ə\ud800', action: 'a', subject: 's', subjectId: '1', details: '{}' };
  await store.write((unit) => unit.journal.append(entry));
  const [link] = await store.read.ledgers.links('journal', 0, 10);
  expect(link?.contentHash).toBe(link?.hash);
});

test('rows of the books are only added', async () => {
  const store = await openWithSessions();
  await store.write((unit) => unit.cdrs.append(charge()));
  const credit = charge({ kind: 'credit', reverses: '1', grossMinor: -300 });
  await store.write((unit) => unit.cdrs.append(credit));
  await expect(store.write((unit) => unit.cdrs.append(credit))).rejects.toThrow('UNIQUE');
});

test('what a credit took back does not stand any more', async () => {
  const store = await openWithSessions();
  await store.write(async (unit) => {
    await unit.cdrs.append(charge());
    await unit.cdrs.append(charge({ sessionId: '2' }));
    await unit.cdrs.append(charge({ kind: 'credit', reverses: '1', energyWh: -10_000, grossMinor: -300 }));
  });
  const standing = await store.read.cdrs.standing(['1', '2', '3']);
  expect(standing.map(({ cdrId }) => cdrId)).toEqual(['2']);
  expect(await store.read.cdrs.unposted(null, 10)).toEqual(['1']);
  expect(await store.read.cdrs.totals(noon, noon + 2 * hour, 'AZN')).toEqual({
    sessions: 1,
    energyWh: 10_000,
    grossMinor: 300,
  });
});

test('running sessions and those merged into others are not missed in the books', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.sessions.insert(session());
    await unit.sessions.insert(stoppedSession(noon + hour, 0, { transactionId: '2', flags: ['merged'] }));
    await unit.sessions.insert(stoppedSession(noon + hour, 10, { transactionId: '3' }));
  });
  expect(await store.read.cdrs.unposted(null, 10)).toEqual(['3']);
  expect(await store.read.cdrs.unposted('3', 10)).toEqual([]);
});

test('the records of a period come in the order of their posting, without those at its end', async () => {
  const store = await openWithSessions();
  await store.write(async (unit) => {
    await unit.cdrs.append(charge({ postedAt: noon + hour }));
    await unit.cdrs.append(charge({ sessionId: '2', postedAt: noon }));
    await unit.cdrs.append(charge({ sessionId: '2', postedAt: noon + 2 * hour }));
  });
  const found: string[] = [];
  for await (const { cdrId } of store.read.cdrs.postedBetween(noon, noon + 2 * hour)) found.push(cdrId);
  expect(found).toEqual(['2', '1']);
});

test('the terms of a session are kept, and may be put right by a person', async () => {
  const store = await openWithSessions();
  const terms = { sessionId: '1', tariffVersionId: null, customerId: null, billing: 'each', currency: 'AZN' } as const;
  await store.write((unit) => unit.terms.put(terms));
  expect(await store.read.terms.find('1')).toEqual(terms);
  await store.write((unit) => unit.terms.put({ ...terms, billing: 'house' }));
  expect(await store.read.terms.find('1')).toMatchObject({ billing: 'house' });
});

test('the journal is found by time, subject and words, newest first', async () => {
  const store = await openStoreWithStation();
  const entry = {
    operator: 'Aysel',
    action: 'tariffs.add',
    subject: 'tariff',
    subjectId: '1',
    details: '{"name":"Gecə"}',
  };
  await store.write(async (unit) => {
    await unit.journal.append({ ...entry, at: noon });
    await unit.journal.append({ ...entry, at: noon + hour, subject: 'session', action: 'sessions.repair' });
  });
  const find = async (query: object) =>
    (await store.read.journal.list({ limit: 10, offset: 0, ...query })).rows.map(({ entryId }) => entryId);
  expect(await find({})).toEqual(['2', '1']);
  expect(await find({ from: noon, to: noon + hour })).toEqual(['1']);
  expect(await find({ subject: 'session' })).toEqual(['2']);
  expect(await find({ search: 'Gecə' })).toEqual(['2', '1']);
  expect(await find({ search: 'repair' })).toEqual(['2']);
});

test('every register of a session is read, in order of time and not thinned', async () => {
  const store = await openStoreWithStation();
  const times = Array.from({ length: 1000 }, (_, index) => noon + index * 1000);
  await store.write(async (unit) => {
    const sessionId = await unit.sessions.insert(session());
    const rows = times.map((at) => reading(at, { energyWh: at - noon }));
    await unit.readings.insert(sessionId, [...rows.reverse(), reading(noon + 5, { powerW: 1 })]);
    expect(await unit.readings.registers(sessionId)).toHaveLength(1000);
  });
  const registers = await store.read.readings.registers('1');
  expect(registers.map(({ at }) => at)).toEqual(times);
});
