import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ChecklistItem } from '../../../electron/contract/months.ts';
import { defaultBusiness } from '../../../electron/service/domain/business.ts';
import { postingAt } from '../../../electron/service/domain/books/posting-date.ts';
import type { AutomaticPacks } from '../../../electron/service/domain/months/automatic-packs.ts';
import type { MonthBook } from '../../../electron/service/domain/months/months.ts';
import type { MonthPacks } from '../../../electron/service/domain/months/month-packs.ts';
import { loadSettings } from '../../../electron/service/domain/settings.ts';
import type { Manifest } from '../../../electron/service/packs/manifest.ts';
import { noTotals } from '../../../electron/service/packs/pack-totals.ts';
import { startMonths } from '../../../electron/service/packs/start-months.ts';
import { writePack } from '../../../electron/service/packs/write-pack.ts';
import type { CdrRecord, LedgerLink } from '../../../electron/service/store/book-records.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { createFakeTime, type FakeTime } from '../../harness/fake-time.ts';
import { station, stoppedSession } from '../store/records.ts';
import { openTestStore, temporaryFolder } from '../store/test-store.ts';

const timeZone = 'Asia/Baku';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The first moment of a month in Baku. */
const monthStart = (month: number): number => Date.UTC(2026, month - 1, 1) - 4 * hourMs;
const inJuly = monthStart(7) + 10 * dayMs;
const inAugust = monthStart(8) + 10 * dayMs;

interface Books {
  readonly store: SqliteStore;
  readonly time: FakeTime;
  readonly months: MonthBook;
  readonly packs: MonthPacks;
  readonly automaticPacks: AutomaticPacks;
  readonly dataFolder: string;
  readonly told: unknown[];
}

async function openBooks(now: number, again?: Pick<Books, 'store' | 'time' | 'dataFolder'>): Promise<Books> {
  const time = again?.time ?? createFakeTime(now);
  const store = again?.store ?? (await openTestStore({ clock: time }));
  const dataFolder = again?.dataFolder ?? (await temporaryFolder());
  const told: unknown[] = [];
  const announce = (change: unknown): void => {
    told.push(change);
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const settings = await loadSettings({ store, announce, forThisRun: { language: 'az', timeZone } });
  const reports = {
    read: store.read,
    business: () => defaultBusiness,
    site: () => ({ timeZone, currency: 'AZN', now: time.now() }),
    printPdf: () => Promise.resolve(new Uint8Array()),
  };
  const parts = await startMonths({
    ...{ store, clock: time, scheduler: time.scheduler, settings, announce, log, reports, dataFolder },
    ...{ operator: () => 'Aygün', stationName: (stationId) => stationId },
  });
  onTestFinished(() => {
    parts.automaticPacks.stop();
  });
  if (again === undefined) await store.write((unit) => unit.stations.insert(station('CP1')));
  return { store, time, dataFolder, told, ...parts };
}

/** A session that stopped then, written into the books at the time of the clock. */
async function book({ store, time }: Books, stoppedAt: number, change: Partial<CdrRecord> = {}): Promise<CdrRecord> {
  return store.write(async (unit) => {
    const sessionId = await unit.sessions.insert(stoppedSession(stoppedAt, 10_000));
    const posting = await postingAt(unit, stoppedAt, time.now(), timeZone);
    return unit.cdrs.append({ ...charge(sessionId, stoppedAt), ...posting, ...change });
  });
}

type Charge = Omit<CdrRecord, 'cdrId' | keyof LedgerLink | 'recordedAt' | 'postedAt' | 'period' | 'localDay'>;

function charge(sessionId: string, stoppedAt: number): Charge {
  return {
    ...{ kind: 'charge', sessionId, reverses: null, reason: 'session', localHour: 12, timeZone, stationId: 'CP1' },
    ...{ evseId: 1, idToken: 'CARD1', customerId: null, billing: 'each', tariffVersionId: null },
    ...{ startedAt: stoppedAt - hourMs, stoppedAt, chargingSeconds: 3600, idleSeconds: 0, meterStartWh: 1000 },
    ...{ meterStopWh: 11_000, energyWh: 10_000, energySource: 'register', currency: 'AZN', startMinor: 0 },
    ...{ energyMinor: 300, timeMinor: 0, idleMinor: 0, adjustmentMinor: 0, grossMinor: 300, vatRateBp: 1800 },
    ...{ vatMinor: 46, netMinor: 254, lines: '[]', operator: '' },
  };
}

async function found({ months }: Books, period: number): Promise<Readonly<Partial<Record<ChecklistItem, number>>>> {
  const { items } = await months.checklist(period);
  return Object.fromEntries(items.flatMap(({ item, count }) => (count > 0 ? [[item, count]] : [])));
}

test('a month is closed once it is over and nothing stands open before it, by whoever accepts what was found', async () => {
  const books = await openBooks(monthStart(9) + hourMs);
  await book(books, inJuly);
  await book(books, inAugust);
  const { months } = books;
  expect(await found(books, 202607)).toEqual({ unpaid: 1 });
  expect(await found(books, 202608)).toEqual({ earlierOpen: 1, unpaid: 1 });
  await expect(months.close(202608, ['earlierOpen', 'unpaid'])).rejects.toMatchObject({
    details: { reason: 'earlierMonthOpen' },
  });
  await expect(months.close(202607, [])).rejects.toMatchObject({ details: { reason: 'checklistChanged' } });
  expect(await months.close(202607, ['unpaid'])).toMatchObject({ state: 'closed', closedBy: 'Aygün' });
  expect(await months.close(202608, ['unpaid'])).toMatchObject({ state: 'closed' });
  await expect(months.close(202608, ['unpaid'])).rejects.toMatchObject({ details: { reason: 'monthClosed' } });
  await expect(months.close(202609, [])).rejects.toMatchObject({ details: { reason: 'monthNotOver' } });
  const journal = await books.store.read.journal.list({ limit: 5, offset: 0 });
  expect(journal.rows.map(({ action, subjectId }) => [action, subjectId])).toEqual([
    ['months.close', '2026-08'],
    ['months.close', '2026-07'],
  ]);
});

test('the closing keeps its sums and where every ledger had got to', async () => {
  const books = await openBooks(inAugust);
  const last = await book(books, inJuly);
  await books.months.close(202607, ['unpaid']);
  const [closing] = await books.store.read.months.closed();
  expect(JSON.parse(closing?.totals ?? '')).toMatchObject({
    totals: { sales: [{ sessions: 1, energyWh: 10_000, grossMinor: 300, vatMinor: 46, netMinor: 254 }] },
    heads: { cdrs: { rows: 1, hash: last.hash }, payments: { rows: 0 } },
    accepted: { unpaid: 1 },
  });
});

test('a stop that comes after the closing is credited and charged anew in the open month, and shown there as late', async () => {
  const books = await openBooks(inAugust);
  const estimate = await book(books, inJuly);
  await books.months.close(202607, ['unpaid']);
  await books.store.write(async (unit) => {
    const posting = await postingAt(unit, inJuly, books.time.now(), timeZone);
    const credit = { kind: 'credit', reverses: estimate.cdrId, energyWh: -10_000, grossMinor: -300 } as const;
    await unit.cdrs.append({ ...estimate, ...posting, ...credit, vatMinor: -46, netMinor: -254, reason: 'lateStop' });
    await unit.cdrs.append({ ...estimate, ...posting, energyWh: 12_000, grossMinor: 360, reason: 'lateStop' });
  });
  const [august, july] = await books.months.list();
  expect(july).toMatchObject({ state: 'closed', totals: { sales: [{ sessions: 1, grossMinor: 300 }] } });
  expect(august).toMatchObject({
    state: 'running',
    totals: { sales: [{ sessions: 0, energyWh: 2000, grossMinor: 60 }], lateEntries: 2 },
  });
});

test('the checklist tells what an accountant would ask about', async () => {
  const books = await openBooks(inAugust);
  const { store } = books;
  const paid = await book(books, inJuly);
  await book(books, inJuly + hourMs, { grossMinor: null, vatMinor: null, netMinor: null });
  const pay = { kind: 'payment', method: 'cash', currency: 'AZN', customerId: null, saleId: null } as const;
  const words = { reference: '', note: '', operator: 'Aygün', fiscalNumber: '', eInvoiceNumber: '' };
  await store.write(async (unit) => {
    const posting = await postingAt(unit, inJuly, books.time.now(), timeZone);
    const common = { ...pay, ...words, ...posting, reverses: null, drawerId: null };
    await unit.payments.append({ ...common, sessionId: paid.sessionId, amountMinor: 500 });
    await unit.payments.append({ ...common, sessionId: null, amountMinor: 700 });
    await unit.sessions.insert(stoppedSession(inJuly + 2 * hourMs, 5000, { verdict: 'review', meterStartWh: 20_000 }));
    await unit.sessions.insert({
      ...stoppedSession(inJuly, 0),
      stoppedAt: null,
      stoppedText: null,
      stopReceivedAt: null,
    });
    const drawer = { openedBy: 'Aygün', openingMinor: 0, closedAt: null, closedBy: null, note: '', currency: 'AZN' };
    await unit.drawers.insert({ ...drawer, openedAt: inJuly, countedMinor: null, expectedMinor: null });
    const offline = { kind: 'stationOffline', stationId: 'CP1', evseId: null, details: {} } as const;
    await unit.alerts.clear(await unit.alerts.raise({ ...offline, raisedAt: inJuly }), inJuly + hourMs);
  });
  expect(await found(books, 202607)).toEqual({
    ...{ openSessions: 1, toReview: 1, notBooked: 1, withoutAmount: 1, unmatchedPayments: 1, changeDue: 1 },
    ...{ openDrawer: 1, unexplainedEnergy: 1, connectionGaps: 1 },
  });
  const { items } = await books.months.checklist(202607);
  expect(items.find(({ item }) => item === 'changeDue')?.rows).toMatchObject([
    { subject: 'session', id: paid.sessionId, name: 'CP1', amountMinor: 200, currency: 'AZN' },
  ]);
});

/** The sums that were found again in each form of a report. */
async function readBacks(folder: string, report: string): Promise<readonly (readonly [string, unknown])[]> {
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return files
    .filter(({ path, readBack }) => path.includes(`-${report}-`) && readBack !== null)
    .map(({ path, readBack }) => [path.replace(/\/.*/, ''), readBack] as const);
}

test('a pack is whole or not there, never over another one, and knows when a byte of it was changed', async () => {
  const books = await openBooks(inAugust);
  await book(books, inJuly);
  const month = await books.months.month(202607);
  const pack = await books.packs.make({ month, folder: null, automatic: false });
  const second = await books.packs.make({ month, folder: null, automatic: false });
  expect((await readdir(join(books.dataFolder, 'exports'))).toSorted()).toEqual([
    'stansiya-2026-07',
    'stansiya-2026-07-2',
  ]);
  expect(second.folder).not.toBe(pack.folder);
  expect(await books.packs.verify(pack.packId)).toMatchObject({ manifest: 'asMade', faults: [] });

  const manifest: unknown = JSON.parse(await readFile(join(pack.folder, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ period: '2026-07', totals: { sessions: 1, grossMinor: 300 } });
  expect(await readBacks(pack.folder, 'days')).toEqual(
    ['csv', 'machine', 'xlsx'].map((folder) => [
      folder,
      { sessions: 1, energyWh: 10_000, grossMinor: 300, vatMinor: 46, netMinor: 254 },
    ]),
  );
  const [file] = (await readdir(join(pack.folder, 'csv'))).toSorted();
  const path = join(pack.folder, 'csv', file ?? '');
  const bytes = await readFile(path);
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  await writeFile(path, bytes);
  expect(await books.packs.verify(pack.packId)).toMatchObject({
    manifest: 'asMade',
    faults: [{ file: `csv/${file ?? ''}`, fault: 'changed' }],
  });
  await rm(path);
  await writeFile(join(pack.folder, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
  expect(await books.packs.verify(pack.packId)).toMatchObject({ manifest: 'changed', faults: [{ fault: 'missing' }] });
});

test('a file that does not add up to the books makes no pack', async () => {
  const parent = await temporaryFolder();
  const expected = { ...noTotals, sessions: 2, grossMinor: 300 };
  const job = {
    folder: 'csv',
    produce: () => Promise.resolve({ fileName: 'a.csv', bytes: Buffer.from('gross\r\n2.99\r\n') }),
    readTotals: () => ({ grossMinor: 299 }),
  };
  const ledger = { rows: 0, hash: '' };
  const written = writePack({
    ...{ parent, name: 'pack', jobs: [job], expected, onProgress: () => undefined },
    facts: {
      ...{ format: 'stansiya-month-pack', version: 1, period: '2026-07', from: '', to: '', timeZone, madeAt: '' },
      ...{ closing: null, currency: 'AZN', totals: expected },
      ledgers: { cdrs: ledger, payments: ledger, documents: ledger, journal: ledger },
    },
    cover: () => Promise.resolve({ fileName: 'cover.html', bytes: Buffer.from('') }),
  });
  await expect(written).rejects.toMatchObject({ details: { reason: 'packUnequal', id: 'csv/a.csv' } });
  expect(await readdir(parent)).toEqual([]);
});

test('a folder that is not there is said so, and leaves nothing behind', async () => {
  const books = await openBooks(inAugust);
  const month = await books.months.month(202608);
  const folder = join(books.dataFolder, 'stick');
  const refusal = { details: { reason: 'folderMissing' } };
  await expect(books.packs.make({ month, folder, automatic: false })).rejects.toMatchObject(refusal);
  await expect(books.automaticPacks.setFolder(folder)).rejects.toMatchObject(refusal);
  expect(books.automaticPacks.settings().folder).toBeNull();
  expect(await readdir(books.dataFolder)).toEqual([]);
});

/** Lets due work begin, and end: files are written in real time. */
async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await condition()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a pack is made by itself once a month is over, waits for a stick that is away, and not again after a restart', async () => {
  const books = await openBooks(inJuly);
  await book(books, inJuly);
  const { time, store, automaticPacks, dataFolder } = books;
  const folder = join(dataFolder, 'stick');
  await mkdir(folder);
  await automaticPacks.setFolder(folder);
  const made = async (): Promise<number> => (await store.read.monthPacks.list()).length;

  time.pass(dayMs);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await made()).toBe(0);

  await rm(folder, { recursive: true });
  time.pass(monthStart(8) - time.now() + 11 * 60_000);
  await waitFor(() => Promise.resolve(automaticPacks.settings().failed !== null));
  expect(automaticPacks.settings().failed).toMatchObject({ period: '2026-07', reason: 'folderMissing' });

  await mkdir(folder);
  time.pass(11 * 60_000);
  await waitFor(async () => (await made()) === 1);
  expect(await readdir(folder)).toEqual(['stansiya-2026-07']);
  automaticPacks.stop();

  const again = await openBooks(0, books);
  expect(again.automaticPacks.settings()).toMatchObject({ folder, failed: null });
  time.pass(dayMs);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await readdir(folder)).toEqual(['stansiya-2026-07']);

  time.pass(monthStart(9) - time.now() + 20 * 60_000);
  await waitFor(async () => (await made()) === 2);
  expect((await readdir(folder)).toSorted()).toEqual(['stansiya-2026-07', 'stansiya-2026-08']);
});
