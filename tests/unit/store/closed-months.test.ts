import { expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../electron/service/store/connection.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { station, stoppedSession } from './records.ts';
import { openTestStore } from './test-store.ts';

const hourMs = 3_600_000;
/** July 2026 in Baku. */
const july = Date.UTC(2026, 5, 30, 20);
const august = Date.UTC(2026, 6, 31, 20);
const september = Date.UTC(2026, 7, 31, 20);
const inJuly = august - hourMs;
const inAugust = august + hourMs;

type Values = Readonly<Record<string, string | number | null>>;

const posting = (at: number): Values => ({
  ...{ recorded_ms: at, posted_ms: at, period: at < august ? 202607 : 202608, local_day: 20260731 },
  ...{ operator: 'Aygün', currency: 'AZN', prev_hash: '', hash: '' },
});

const rows: Readonly<Record<string, (at: number) => Values>> = {
  cdrs: (at) => ({
    ...posting(at),
    ...{ kind: 'charge', session_id: 1, reason: 'session', local_hour: 23, time_zone: 'Asia/Baku' },
    ...{ station_key: 1, evse_id: 1 },
    ...{ billing: 'each', started_ms: at - hourMs, stopped_ms: at, charging_seconds: 3600, idle_seconds: 0 },
    ...{
      energy_wh: 10_000,
      energy_source: 'register',
      gross_minor: 300,
      vat_minor: 46,
      net_minor: 254,
      lines_json: '[]',
    },
  }),
  payments: (at) => ({
    ...posting(at),
    ...{ kind: 'payment', method: 'cash', amount_minor: 300, session_id: 1, reference: '', note: '' },
    ...{ fiscal_number: '', e_invoice_number: '' },
  }),
  documents: (at) => ({
    ...posting(at),
    ...{ kind: 'receipt', series: 'Q', year: 2026, number: at === inJuly ? 1 : 2, language: 'az' },
    ...{ gross_minor: 300, content_json: '{}' },
  }),
};
const ledgerTables = Object.keys(rows);

/** The database as somebody opens it who goes past this program. */
async function besides(store: SqliteStore): Promise<Connection> {
  const connection = await Connection.open((await store.size()).path, 'readWrite');
  onTestFinished(() => connection.close());
  return connection;
}

function insert(connection: Connection, table: string, at: number): Promise<unknown> {
  const values = Object.entries(rows[table]?.(at) ?? {});
  const columns = values.map(([column]) => column).join(', ');
  const sql = `INSERT INTO ${table} (${columns}) VALUES (${values.map(() => '?').join(', ')})`;
  return connection.run(
    sql,
    values.map(([, value]) => value),
  );
}

const closing = (period: number, from: number, to: number) => ({
  ...{ period, from, to, closedAt: to + hourMs, operator: 'Aygün', totals: '{}' },
});

/** One row of each ledger in July, and July closed. */
async function closedJuly(): Promise<{ readonly store: SqliteStore; readonly connection: Connection }> {
  const store = await openTestStore();
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP1'));
    await unit.sessions.insert(stoppedSession(inJuly, 10_000));
  });
  const connection = await besides(store);
  for (const table of ledgerTables) await insert(connection, table, inJuly);
  await store.write((unit) => unit.months.close(closing(202607, july, august)));
  return { store, connection };
}

test.each(ledgerTables)('nothing more can be written into %s of a closed month, by whomever', async (table) => {
  const { connection } = await closedJuly();
  await expect(insert(connection, table, inJuly)).rejects.toThrow('the month is closed');
  await expect(insert(connection, table, august - 1)).rejects.toThrow('the month is closed');
  await insert(connection, table, inAugust);
});

test.each(ledgerTables)('what stands in %s of a closed month can be neither changed nor deleted', async (table) => {
  const { connection } = await closedJuly();
  const changes = [
    `UPDATE ${table} SET posted_ms = ${String(inAugust)}`,
    `UPDATE ${table} SET operator = 'somebody else'`,
    `DELETE FROM ${table}`,
    `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
  ];
  for (const sql of changes) await expect(connection.exec(sql)).rejects.toThrow(/only added|never changes|closed/);
  expect(await connection.all(`SELECT count(*) AS rows, min(posted_ms) AS at FROM ${table}`)).toEqual([
    { rows: 1, at: inJuly },
  ]);
});

test('a document of a closed month is not voided any more; the fiscal number of a payment may still come', async () => {
  const { connection } = await closedJuly();
  await expect(connection.exec('UPDATE documents SET voided_ms = 1')).rejects.toThrow('a document never changes');
  await connection.exec("UPDATE payments SET fiscal_number = 'F-1'");
});

test('a closing is there for ever, and months are closed in order', async () => {
  const { store, connection } = await closedJuly();
  for (const sql of ['DELETE FROM closed_months', 'UPDATE closed_months SET totals_json = \'{"x":1}\''])
    await expect(connection.exec(sql)).rejects.toThrow('only added');
  const june = store.write((unit) => unit.months.close(closing(202606, july - 30 * 24 * hourMs, july)));
  await expect(june).rejects.toThrow('months are closed in order');
  await expect(store.write((unit) => unit.months.close(closing(202607, july, august)))).rejects.toThrow();
  const first = (await store.read.months.closed())[0];
  const second = await store.write((unit) => unit.months.close(closing(202608, august, september)));
  expect(second.prevHash).toBe(first?.hash);
  expect(await store.read.months.closedUntil()).toBe(september);
});

test('a month that is not over can not be closed', async () => {
  const store = await openTestStore();
  const early = { ...closing(202607, july, august), closedAt: august - 1 };
  await expect(store.write((unit) => unit.months.close(early))).rejects.toThrow();
  expect(await store.read.months.closedUntil()).toBeNull();
});

test('a period comes to what is posted in it, from its first moment up to the next one', async () => {
  const { store, connection } = await closedJuly();
  await insert(connection, 'cdrs', august);
  await insert(connection, 'payments', august);
  const { sales, payments, documents } = await store.read.months.totals(july, august);
  const money = { grossMinor: 300, vatMinor: 46, netMinor: 254 };
  expect(sales).toEqual([{ currency: 'AZN', sessions: 1, energyWh: 10_000, ...money, withoutAmount: 0 }]);
  expect(payments).toEqual([{ currency: 'AZN', method: 'cash', payments: 1, amountMinor: 300 }]);
  expect(documents).toEqual([{ currency: 'AZN', kind: 'receipt', documents: 1, voided: 0, grossMinor: 300 }]);
  expect(await store.read.months.firstPostingFrom(0)).toBe(inJuly);
  expect(await store.read.months.firstPostingFrom(inJuly + 1)).toBe(august);
});

test('what belongs to a time before its period is counted as late', async () => {
  const { store, connection } = await closedJuly();
  const values = Object.entries({ ...rows['cdrs']?.(inAugust), stopped_ms: inJuly });
  await connection.run(
    `INSERT INTO cdrs (${values.map(([column]) => column).join(', ')}) VALUES (${values.map(() => '?').join(', ')})`,
    values.map(([, value]) => value),
  );
  expect((await store.read.months.totals(august, september)).lateEntries).toBe(1);
});
