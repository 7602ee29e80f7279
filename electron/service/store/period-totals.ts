import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { DocumentTotals, PaymentTotals, PeriodTotals, SalesTotals } from './book-records.ts';
import type { Reader } from './connection.ts';
import type { Row } from './driver.ts';
import { integer, only, text } from './row.ts';

const sales = `
  SELECT currency, sum(CASE kind WHEN 'charge' THEN 1 ELSE -1 END) AS sessions, coalesce(sum(energy_wh), 0) AS energy_wh,
    coalesce(sum(gross_minor), 0) AS gross_minor, coalesce(sum(vat_minor), 0) AS vat_minor,
    coalesce(sum(net_minor), 0) AS net_minor,
    sum(CASE WHEN gross_minor IS NOT NULL THEN 0 WHEN kind = 'charge' THEN 1 ELSE -1 END) AS without_amount
  FROM cdrs WHERE posted_ms >= ? AND posted_ms < ? GROUP BY currency ORDER BY currency`;

const payments = `
  SELECT currency, method, count(*) AS payments, sum(amount_minor) AS amount_minor
  FROM payments WHERE posted_ms >= ? AND posted_ms < ? GROUP BY currency, method ORDER BY currency, method`;

const documents = `
  SELECT currency, kind, count(*) AS documents, count(voided_ms) AS voided,
    sum(CASE WHEN voided_ms IS NULL THEN gross_minor ELSE 0 END) AS gross_minor
  FROM documents WHERE posted_ms >= ? AND posted_ms < ? GROUP BY currency, kind ORDER BY currency, kind`;

/** A session that stopped in it is never late, whatever was put right about it. The last condition adds none: an index holds so few rows by it. */
const lateEntries = `
  SELECT count(*) AS late_entries FROM cdrs WHERE posted_ms >= ?1 AND posted_ms < ?2 AND stopped_ms < ?1
    AND (kind = 'credit' OR reason <> 'session' OR posted_ms <> stopped_ms)`;

/** Adds up what is posted in [from, to). */
export async function periodTotals(reader: Reader, from: EpochMs, to: EpochMs): Promise<PeriodTotals> {
  return {
    sales: (await reader.all(sales, [from, to])).map(toSales),
    payments: (await reader.all(payments, [from, to])).map(toPayments),
    documents: (await reader.all(documents, [from, to])).map(toDocuments),
    lateEntries: only(await reader.all(lateEntries, [from, to]), (row) => integer(row, 'late_entries')),
  };
}

function toSales(row: Row): SalesTotals {
  return {
    currency: text(row, 'currency'),
    sessions: integer(row, 'sessions'),
    energyWh: integer(row, 'energy_wh'),
    grossMinor: integer(row, 'gross_minor'),
    vatMinor: integer(row, 'vat_minor'),
    netMinor: integer(row, 'net_minor'),
    withoutAmount: integer(row, 'without_amount'),
  };
}

function toPayments(row: Row): PaymentTotals {
  return {
    currency: text(row, 'currency'),
    method: text(row, 'method'),
    payments: integer(row, 'payments'),
    amountMinor: integer(row, 'amount_minor'),
  };
}

function toDocuments(row: Row): DocumentTotals {
  return {
    currency: text(row, 'currency'),
    kind: text(row, 'kind'),
    documents: integer(row, 'documents'),
    voided: integer(row, 'voided'),
    grossMinor: integer(row, 'gross_minor'),
  };
}
