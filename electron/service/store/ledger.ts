import { createHash } from 'node:crypto';
import type { LedgerLink } from './book-records.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { anyValue, first, integer, text } from './row.ts';
import { insertInto } from './sql.ts';

/** A table whose rows are only added, each bound to the row before by a hash. */
export interface Ledger<Column extends string = string> {
  readonly table: string;
  readonly key: string;
  /** What is hashed beside the key, in this order for ever. */
  readonly columns: readonly Column[];
}

const posting = ['recorded_ms', 'posted_ms', 'period', 'local_day'] as const;

/** The books. What is not among the columns may become known later, as the fiscal number of a payment: its changes stand in the journal. */
export const ledgers = {
  cdrs: ledger(
    'cdrs',
    'cdr_id',
    'kind',
    'session_id',
    'reverses',
    'reason',
    ...posting,
    'local_hour',
    'time_zone',
    'station_key',
    'evse_id',
    'id_token',
    'customer_id',
    'billing',
    'tariff_version_id',
    'started_ms',
    'stopped_ms',
    'charging_seconds',
    'idle_seconds',
    'meter_start_wh',
    'meter_stop_wh',
    'energy_wh',
    'energy_source',
    'currency',
    'start_minor',
    'energy_minor',
    'time_minor',
    'idle_minor',
    'adjustment_minor',
    'gross_minor',
    'vat_rate_bp',
    'vat_minor',
    'net_minor',
    'lines_json',
    'operator',
  ),
  payments: ledger(
    'payments',
    'payment_id',
    ...posting,
    'kind',
    'method',
    'amount_minor',
    'currency',
    'session_id',
    'customer_id',
    'sale_id',
    'reverses',
    'drawer_id',
    'reference',
    'note',
    'operator',
  ),
  documents: ledger(
    'documents',
    'document_id',
    'kind',
    'series',
    'year',
    'number',
    ...posting,
    'customer_id',
    'session_id',
    'payment_id',
    'from_ms',
    'to_ms',
    'reverses',
    'language',
    'currency',
    'gross_minor',
    'vat_minor',
    'net_minor',
    'content_json',
    'operator',
  ),
  journal: ledger('journal', 'entry_id', 'at_ms', 'operator', 'action', 'subject', 'subject_id', 'details_json'),
  closedMonths: ledger('closed_months', 'period', 'from_ms', 'to_ms', 'closed_ms', 'operator', 'totals_json'),
} as const;

export type LedgerName = keyof typeof ledgers;

function ledger<const Column extends string>(
  table: string,
  key: string,
  ...columns: readonly Column[]
): Ledger<Column> {
  return { table, key, columns };
}

/** Stands before the first row. */
export const noHash = '0'.repeat(64);

export interface Linked extends LedgerLink {
  readonly key: number;
}

/** What a row is when it is added: every hashed column, and under `unhashed` those that are not. */
export interface NewRow<Column extends string> {
  readonly values: Readonly<Record<Column, SqlValue>>;
  readonly unhashed?: Readonly<Record<string, SqlValue>>;
  /** Where the key is no running number. It must be above all before. */
  readonly key?: number;
}

/** Adds a row with the next number and the hash that binds it to the row before. */
export async function appendLinked<Column extends string>(
  writer: Writer,
  { table, key: keyColumn, columns }: Ledger<Column>,
  row: NewRow<Column>,
): Promise<Linked> {
  const [last] = await writer.all(`SELECT ${keyColumn}, hash FROM ${table} ORDER BY ${keyColumn} DESC LIMIT 1`);
  const key = row.key ?? (last === undefined ? 1 : integer(last, keyColumn) + 1);
  const prevHash = last === undefined ? noHash : text(last, 'hash');
  const values = columns.map((column) => asStored(row.values[column]));
  const hash = hashOf(prevHash, key, values);
  const cells = Object.fromEntries(columns.map((column, index) => [column, values[index]]));
  const { sql, params } = insertInto(table, {
    [keyColumn]: key,
    ...cells,
    ...row.unhashed,
    prev_hash: prevHash,
    hash,
  });
  await writer.run(sql, params);
  return { key, prevHash, hash };
}

/** A row as it stands in the file, and the hash its content asks for. */
export interface FoundLink extends Linked {
  readonly contentHash: string;
}

export interface LedgerReads {
  /** The rows above `afterKey`, in order, at most `limit`. */
  links(name: LedgerName, afterKey: number, limit: number): Promise<readonly FoundLink[]>;
  /** A series of documents, as `Q-2026`, that lacks a number; null where none does. */
  seriesWithGap(): Promise<string | null>;
}

export function ledgerReads(slow: Reader): LedgerReads {
  return {
    async links(name, afterKey, limit) {
      const found = ledgers[name];
      const sql = `SELECT * FROM ${found.table} WHERE ${found.key} > ? ORDER BY ${found.key} LIMIT ?`;
      return (await slow.all(sql, [afterKey, limit])).map((row) => toLink(found, row));
    },
    async seriesWithGap() {
      const rows = await slow.all(
        `SELECT series || '-' || year AS name FROM documents
         GROUP BY series, year HAVING min(number) <> 1 OR max(number) <> count(*) ORDER BY name LIMIT 1`,
      );
      return first(rows, (row) => text(row, 'name'));
    },
  };
}

function toLink({ key: keyColumn, columns }: Ledger, row: Row): FoundLink {
  const key = integer(row, keyColumn);
  const prevHash = text(row, 'prev_hash');
  const values = columns.map((column) => anyValue(row, column));
  return { key, prevHash, hash: text(row, 'hash'), contentHash: hashOf(prevHash, key, values) };
}

/** SHA-256 over a JSON array: the hash before, the key, the columns in order. */
function hashOf(prevHash: string, key: number, values: readonly SqlValue[]): string {
  return createHash('sha256')
    .update(JSON.stringify([prevHash, key, ...values]))
    .digest('hex');
}

/** Half a character outside of the basic plane is stored as another one: what is hashed must be what is read back. */
function asStored(value: SqlValue): SqlValue {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}
