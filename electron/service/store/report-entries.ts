import type { Reader } from './connection.ts';
import type { SqlValue } from './driver.ts';
import type { BookSums, EntryList, EntryRecord, ReportScope } from './report-records.ts';
import { inScope, settlements, stands, sumColumns, toSums } from './report-sums.ts';
import { integer, only, utf8 } from './row.ts';
import { allOf, type Statement } from './sql.ts';

/** Long enough to keep the hops few, short enough to keep memory flat and the event loop free. */
const pageRows = 1000;

/** Charges and credits that cancel each other within the period. The plus keeps SQLite at the few credits, off the index of postings. */
const cancelled = `
  SELECT credit.cdr_id, credit.reverses FROM cdrs credit JOIN cdrs charge ON charge.cdr_id = credit.reverses
  WHERE credit.reverses IS NOT NULL AND +credit.posted_ms >= ? AND +credit.posted_ms < ?
    AND charge.posted_ms >= ? AND charge.posted_ms < ?`;

function onList(list: EntryList, { from, to }: ReportScope): Statement {
  switch (list) {
    case 'sessions':
      return {
        sql: `c.cdr_id NOT IN (WITH both AS (${cancelled}) SELECT cdr_id FROM both UNION ALL SELECT reverses FROM both)`,
        params: [from, to, from, to],
      };
    case 'corrections':
      return { sql: "c.kind = 'credit' OR c.reason <> 'session' OR c.posted_ms <> c.stopped_ms", params: [] };
    case 'unpaid':
      return {
        sql: `c.gross_minor > coalesce((SELECT paid_minor FROM session_settlements WHERE session_id = c.session_id), 0) AND ${stands}`,
        params: [],
      };
  }
}

const matching = (list: EntryList, scope: ReportScope): Statement => allOf([inScope(scope), onList(list, scope)]);

export async function countEntries(reader: Reader, list: EntryList, scope: ReportScope): Promise<number> {
  // Of the sessions all but a few are counted by the index alone.
  const where = list === 'sessions' ? inScope(scope) : matching(list, scope);
  const rows = await reader.all(`SELECT count(*) AS total FROM cdrs c WHERE ${where.sql}`, where.params);
  const total = only(rows, (row) => integer(row, 'total'));
  return list === 'sessions' ? total - (await countCancelled(reader, scope)) : total;
}

async function countCancelled(reader: Reader, scope: ReportScope): Promise<number> {
  const where = inScope(scope);
  const rows = await reader.all(
    `WITH both AS (${cancelled}) SELECT count(*) AS total FROM cdrs c
     WHERE c.cdr_id IN (SELECT cdr_id FROM both UNION ALL SELECT reverses FROM both) AND ${where.sql}`,
    [scope.from, scope.to, scope.from, scope.to, ...where.params],
  );
  return only(rows, (row) => integer(row, 'total'));
}

export async function entrySums(reader: Reader, list: EntryList, scope: ReportScope): Promise<BookSums> {
  const where = matching(list, scope);
  const rows = await reader.all(`SELECT ${sumColumns} FROM cdrs c ${settlements} WHERE ${where.sql}`, where.params);
  return only(rows, toSums);
}

export function entriesPage(
  reader: Reader,
  list: EntryList,
  scope: ReportScope,
  limit: number,
  offset: number,
): Promise<readonly EntryRecord[]> {
  const where = matching(list, scope);
  return readEntries(reader, list, where.sql, 'LIMIT ? OFFSET ?', [...where.params, limit, offset]);
}

/** The next page is read while the caller is at work on this one. */
export async function* allEntries(
  reader: Reader,
  list: EntryList,
  scope: ReportScope,
): AsyncGenerator<readonly EntryRecord[]> {
  const pageAfter = (after: readonly [postedAt: number, key: number]): Promise<readonly EntryRecord[]> => {
    // Begins where the last page ended: the index is entered there, and not gone through again from the start.
    const where = allOf([inScope({ ...scope, from: after[0] }), onList(list, scope)]);
    const params = [...where.params, ...after, pageRows];
    return readEntries(reader, list, `${where.sql} AND (c.posted_ms, c.cdr_id) > (?, ?)`, 'LIMIT ?', params);
  };
  let next: Promise<readonly EntryRecord[]> | null = pageAfter([scope.from, 0]);
  while (next !== null) {
    const page: readonly EntryRecord[] = await next;
    const last = page.at(-1);
    next = last === undefined || page.length < pageRows ? null : pageAfter([last.postedAt, last.cdrId]);
    // Who stops before it is asked for never hears of its failure.
    next?.catch(() => undefined);
    if (page.length > 0) yield page;
  }
}

/** Own payments of a session, and those of the sale it was sold in. */
const payments = `
  SELECT json_group_array(json_array(method, fiscal_number, reference)) FROM (
    SELECT method, fiscal_number, reference FROM payments WHERE session_id = c.session_id
    UNION ALL SELECT method, fiscal_number, payments.reference FROM sales JOIN payments USING (sale_id)
      WHERE sales.session_id = c.session_id AND payments.session_id IS NULL)`;

const receipt = `
  SELECT json_array(series, year, number) FROM documents
  WHERE documents.session_id = c.session_id AND kind = 'receipt' AND voided_ms IS NULL ORDER BY document_id DESC LIMIT 1`;

/** In order of posting, so that a page needs no sorting. */
const indexOf: Readonly<Record<EntryList, string>> = {
  sessions: 'cdrs_by_posting',
  corrections: 'cdr_corrections',
  unpaid: 'cdrs_by_posting',
};

type PaymentLists = Pick<EntryRecord, 'methods' | 'fiscalNumbers' | 'references'>;
type Payment = readonly [method: EntryRecord['methods'][number], fiscalNumber: string, reference: string];

const isTrue = (condition: string): string => `json(iif(${condition}, 'true', 'false'))`;

/** What is read of an entry, by name, and how it is found; its payments come after that. */
const values: Readonly<Record<Exclude<keyof EntryRecord, keyof PaymentLists>, string>> = {
  cdrId: 'c.cdr_id',
  kind: 'c.kind',
  reason: 'c.reason',
  sessionId: 'CAST(c.session_id AS TEXT)',
  recordedAt: 'c.recorded_ms',
  postedAt: 'c.posted_ms',
  period: 'c.period',
  stationId: 'st.station_id',
  stationName: "iif(st.removed, '', st.name)",
  evseId: 'c.evse_id',
  idToken: 'c.id_token',
  cardLabel: "coalesce(t.label, '')",
  customerId: 'CAST(c.customer_id AS TEXT)',
  customer: "coalesce(u.name, '')",
  customerVoen: "coalesce(u.voen, '')",
  billing: 'c.billing',
  tariff: "coalesce(f.name, '')",
  tariffVersion: 'v.number',
  startedAt: 'c.started_ms',
  stoppedAt: 'c.stopped_ms',
  chargingSeconds: 'c.charging_seconds',
  idleSeconds: 'c.idle_seconds',
  meterStartWh: 'c.meter_start_wh',
  meterStopWh: 'c.meter_stop_wh',
  energyWh: 'c.energy_wh',
  energySource: 'c.energy_source',
  currency: 'c.currency',
  startMinor: 'c.start_minor',
  energyMinor: 'c.energy_minor',
  timeMinor: 'c.time_minor',
  idleMinor: 'c.idle_minor',
  adjustmentMinor: 'c.adjustment_minor',
  grossMinor: 'c.gross_minor',
  vatRateBp: 'c.vat_rate_bp',
  vatMinor: 'c.vat_minor',
  netMinor: 'c.net_minor',
  operator: 'c.operator',
  stopReason: 'x.stop_reason',
  verdict: 'x.verdict',
  flags: 'json(x.flags_json)',
  stands: isTrue('c.stands'),
  paidMinor: 'iif(c.stands, coalesce(s.paid_minor, 0), NULL)',
  refundedMinor: 'iif(c.stands, coalesce(s.refunded_minor, 0), NULL)',
  receipt: `json(iif(c.stands, (${receipt}), NULL))`,
  closed: isTrue('c.posted_ms < coalesce((SELECT max(to_ms) FROM closed_months), 0)'),
};
const names = Object.keys(values);
const paidBy = `json(iif(c.stands AND s.session_id IS NOT NULL, (${payments}), '[]'))`;
const valueList = [...Object.values(values), paidBy].join(', ');

/**
 * A page comes as one text of JSON: the driver would make a hundred thousand objects of forty columns one value at a time. The rows are arrays
 * in it, for the names of the columns would be two thirds of the text; and it comes as bytes, for Node reads ə and its like faster than the driver.
 */
async function readEntries(
  reader: Reader,
  list: EntryList,
  where: string,
  limit: string,
  params: readonly SqlValue[],
): Promise<readonly EntryRecord[]> {
  const rows = await reader.all(
    `SELECT CAST(json_group_array(json_array(${valueList})) AS BLOB) AS entries
     FROM (SELECT c.*, ${stands} AS stands FROM cdrs c INDEXED BY ${indexOf[list]} WHERE ${where} ORDER BY c.posted_ms, c.cdr_id ${limit}) c
     JOIN sessions x ON x.session_id = c.session_id JOIN stations st ON st.station_key = c.station_key
     LEFT JOIN id_tokens t ON t.id_token = c.id_token LEFT JOIN customers u ON u.customer_id = c.customer_id
     LEFT JOIN tariff_versions v ON v.version_id = c.tariff_version_id LEFT JOIN tariffs f ON f.tariff_id = v.tariff_id
     LEFT JOIN session_settlements s ON s.session_id = c.session_id AND c.stands`,
    params,
  );
  return only(rows, (row) => parseEntries(utf8(row, 'entries')));
}

function parseEntries(json: string): readonly EntryRecord[] {
  // Written by the statement above, value by value from checked tables.
  const rows = JSON.parse(json) as readonly (readonly unknown[])[];
  return rows.map((row) => entryOf(row) as EntryRecord);
}

/** All properties in place from the start: to fill them in is much faster than to add them. */
const blank: Readonly<Record<string, unknown>> = Object.fromEntries(
  [...names, 'methods', 'fiscalNumbers', 'references'].map((name) => [name, null]),
);

function entryOf(row: readonly unknown[]): unknown {
  const paid = row[names.length] as readonly Payment[];
  const entry: Record<string, unknown> = {
    ...blank,
    methods: distinct(paid.map(([method]) => method)),
    fiscalNumbers: distinct(paid.map(([, fiscalNumber]) => fiscalNumber)).filter((number) => number !== ''),
    references: distinct(paid.map(([, , reference]) => reference)).filter((reference) => reference !== ''),
  };
  for (let place = 0; place < names.length; place += 1) entry[names[place] ?? ''] = row[place];
  return entry;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [...new Set(values)];
}
