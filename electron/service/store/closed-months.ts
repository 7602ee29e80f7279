import type { ClosedMonthRecord, LedgerHead, MonthReads, MonthWrites } from './book-records.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { appendLinked, type Ledger, ledgers, noHash } from './ledger.ts';
import { periodTotals } from './period-totals.ts';
import { first, integer, integerOrNull, only, text } from './row.ts';

/** `slow` adds up periods. */
export function monthReads(reader: Reader, slow: Reader): MonthReads {
  return {
    async closed() {
      return (await reader.all('SELECT * FROM closed_months ORDER BY period')).map(toClosedMonth);
    },
    async closedUntil() {
      const rows = await reader.all('SELECT max(to_ms) AS until_ms FROM closed_months');
      return only(rows, (row) => integerOrNull(row, 'until_ms'));
    },
    async firstPostingFrom(from) {
      const earliest = ['cdrs', 'payments', 'documents'].map(
        (table) => `SELECT min(posted_ms) AS posted_ms FROM ${table} WHERE posted_ms >= ?1`,
      );
      const rows = await reader.all(`SELECT min(posted_ms) AS posted_ms FROM (${earliest.join(' UNION ALL ')})`, [
        from,
      ]);
      return only(rows, (row) => integerOrNull(row, 'posted_ms'));
    },
    totals: (from, to) => periodTotals(slow, from, to),
    async heads() {
      const { cdrs, payments, documents, journal } = ledgers;
      return {
        cdrs: await headOf(reader, cdrs),
        payments: await headOf(reader, payments),
        documents: await headOf(reader, documents),
        journal: await headOf(reader, journal),
      };
    },
  };
}

export function monthWrites(writer: Writer): MonthWrites {
  return {
    async close(month) {
      const values = {
        from_ms: month.from,
        to_ms: month.to,
        closed_ms: month.closedAt,
        operator: month.operator,
        totals_json: month.totals,
      };
      const { prevHash, hash } = await appendLinked(writer, ledgers.closedMonths, { key: month.period, values });
      return { ...month, prevHash, hash };
    },
  };
}

/** Rows are numbered from 1 without gaps, so the last key is their number. */
async function headOf(reader: Reader, { table, key }: Ledger): Promise<LedgerHead> {
  const rows = await reader.all(`SELECT ${key} AS last_key, hash FROM ${table} ORDER BY ${key} DESC LIMIT 1`);
  return (
    first(rows, (row) => ({ rows: integer(row, 'last_key'), hash: text(row, 'hash') })) ?? { rows: 0, hash: noHash }
  );
}

function toClosedMonth(row: Row): ClosedMonthRecord {
  return {
    period: integer(row, 'period'),
    from: integer(row, 'from_ms'),
    to: integer(row, 'to_ms'),
    closedAt: integer(row, 'closed_ms'),
    operator: text(row, 'operator'),
    totals: text(row, 'totals_json'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
  };
}
