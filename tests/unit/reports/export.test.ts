import { expect, it } from 'vitest';
import { exportSessions, type SessionsReport } from '../../../electron/service/reports/export-sessions.ts';
import type { SessionRecord, Store } from '../../../electron/service/store/store.ts';
import { hour, idToken, minute, noon, station } from '../store/records.ts';
import { openTestStore } from '../store/test-store.ts';
import { readCsv } from './read-csv.ts';

const july = { from: Date.UTC(2026, 5, 30, 20), to: Date.UTC(2026, 6, 31, 20) };
const report: SessionsReport = { ...july, profile: 'machine', language: 'az', timeZone: 'Asia/Baku' };

function session(number: number, change: Partial<SessionRecord> = {}): Omit<SessionRecord, 'sessionId'> {
  const startedAt = noon + number * minute;
  return {
    stationId: 'CP1',
    evseId: 1,
    transactionId: String(number),
    idToken: '0012345678',
    authorization: 'Accepted',
    startedAt,
    startedText: null,
    startReceivedAt: startedAt,
    stoppedAt: startedAt + hour,
    stoppedText: null,
    stopReceivedAt: startedAt + hour,
    meterStartWh: number * 1000,
    meterStopWh: number * 1000 + 333,
    lastMeterWh: null,
    lastMeterAt: null,
    lastPowerW: null,
    energyWh: 333,
    energySource: 'register',
    stopReason: 'Local',
    verdict: 'ok',
    flags: [],
    ...change,
  };
}

async function bookOf(sessions: readonly Omit<SessionRecord, 'sessionId'>[]): Promise<Store> {
  const store = await openTestStore();
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP1', { name: 'Həyət' }));
    await unit.stations.insert(station('GONE', { name: 'Köhnə' }));
    await unit.idTokens.insert(idToken('0012345678', { label: 'Əli' }));
    for (const one of sessions) await unit.sessions.insert(one);
  });
  return store;
}

async function exported(store: Store, change: Partial<SessionsReport> = {}) {
  const file = await exportSessions(store.read, { ...report, ...change });
  const text = Buffer.from(file.base64, 'base64').toString();
  return { ...file, text, ...readCsv(text.replace(/^\uFEFF/, ''), change.language === 'en' ? ',' : ';') };
}

it('a long month is exported whole, in order of stop, and its sum is the sum of the book', async () => {
  const numbers = Array.from({ length: 1234 }, (_, index) => (index * 7) % 1234);
  const store = await bookOf(numbers.map((number) => session(number)));
  const { rows } = await exported(store);
  expect(rows).toHaveLength(1234);
  expect(rows.map((row) => row['stop_utc'])).toEqual(rows.map((row) => row['stop_utc']).toSorted());
  const totals = await store.read.sessions.totals({ ...july, open: false });
  const sumWh = rows.reduce((sum, row) => sum + Number(row['energy_wh']), 0);
  expect({ sessions: rows.length, energyWh: sumWh }).toEqual(totals);
});

it('a session belongs to the period it stopped in, by the clock of the site, and a running one to none', async () => {
  const store = await bookOf([
    session(1, { startedAt: july.from - hour, stoppedAt: july.from - 1 }),
    session(2, { startedAt: july.from - hour, stoppedAt: july.from }),
    session(3, { startedAt: july.to - hour, stoppedAt: july.to - 1 }),
    session(4, { startedAt: july.to - hour, stoppedAt: july.to }),
    session(5, { stoppedAt: null, stopReceivedAt: null, meterStopWh: null, verdict: 'ok' }),
  ]);
  const { rows } = await exported(store);
  expect(rows.map((row) => row['meter_start_wh'])).toEqual(['2000', '3000']);
  expect(rows.map((row) => row['period'])).toEqual(['2026-07', '2026-07']);
});

it('names of stations and holders of cards come from the book, and are empty where it has none any more', async () => {
  const store = await bookOf([session(1), session(2, { stationId: 'GONE', idToken: 'STRANGER' })]);
  await store.write((unit) => unit.stations.remove('GONE'));
  const { rows } = await exported(store);
  expect(rows.map((row) => [row['station_name'], row['tag_label']])).toEqual([
    ['Həyət', 'Əli'],
    ['', ''],
  ]);
});

it('only the file for people begins with a byte order mark', async () => {
  const store = await bookOf([session(1)]);
  expect((await exported(store)).text).toMatch(/^doc_no;/);
  const people = await exported(store, { profile: 'excel' });
  expect(people.text).toMatch(/^\uFEFF"Seans №";/);
  expect(people.fileName).toBe('stansiya-sessions-2026-07.csv');
  expect((await exported(store)).fileName).toBe('stansiya-sessions-v1-2026-07.csv');
  expect(people.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

it.each(['az', 'ru', 'en', 'tr'] as const)('kilowatt-hours add up to the last watt-hour (%s)', async (language) => {
  const store = await bookOf(
    Array.from({ length: 30 }, (_, index) => session(index, { energyWh: 100_000 + index * 3 })),
  );
  const { rows, header } = await exported(store, { profile: 'excel', language });
  const energy = header[11] ?? '';
  const sumWh = rows.reduce((sum, row) => sum + Math.round(Number(row[energy]?.replace(',', '.')) * 1000), 0);
  expect(sumWh).toBe((await store.read.sessions.totals({ ...july, open: false })).energyWh);
});

it('an empty period is a file with a header only', async () => {
  const { rows, header } = await exported(await bookOf([]), { profile: 'excel' });
  expect(rows).toEqual([]);
  expect(header).toHaveLength(15);
});
