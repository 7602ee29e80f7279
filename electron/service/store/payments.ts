import type { Reader, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { appendLinked, ledgers } from './ledger.ts';
import { readPage } from './page.ts';
import type {
  PaymentMethod,
  PaymentQuery,
  PaymentReads,
  PaymentRecord,
  PaymentWrites,
  UnpaidRecord,
} from './payment-records.ts';
import { idOf, integer, integerOrNull, keyOf, text, word } from './row.ts';
import { allOf, containing, type Statement, update, when } from './sql.ts';

export const paymentMethods: Readonly<Record<PaymentMethod, true>> = {
  cash: true,
  terminal: true,
  bankTransfer: true,
  qr: true,
  account: true,
  free: true,
};
const kinds: Readonly<Record<PaymentRecord['kind'], true>> = { payment: true, refund: true };

/** Long enough to keep the hops few, short enough to keep memory flat. */
const reportPageRows = 500;
/** Of a session: its own and those of its sale. */
const ofSession = '(session_id = ? OR sale_id IN (SELECT sale_id FROM sales WHERE session_id = ?))';

/** `slow` answers searches and reports. */
export function paymentReads(reader: Reader, slow: Reader): PaymentReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly PaymentRecord[]> =>
    (await reader.all(`SELECT * FROM payments ${rest}`, params)).map(toPayment);
  return {
    find: async (paymentId) => (await select('WHERE payment_id = ?', [keyOf(paymentId)]))[0] ?? null,
    list(query) {
      const listing = {
        table: 'payments',
        select: 'SELECT * FROM payments',
        where: filtered(query),
        order: 'payment_id DESC',
      };
      return readPage(query.search === undefined ? reader : slow, listing, query, toPayment);
    },
    ofSession: (sessionId) => select(`WHERE ${ofSession} ORDER BY payment_id`, [keyOf(sessionId), keyOf(sessionId)]),
    ofSale: (saleId) => select('WHERE sale_id = ? ORDER BY payment_id', [keyOf(saleId)]),
    paidFor: (sessionIds) => sums(reader, paidForSql, sessionIds),
    async refunded(paymentId) {
      return (await sums(reader, refundedSql, [paymentId])).get(paymentId) ?? 0;
    },
    refundedOf: (paymentIds) => sums(reader, refundedSql, paymentIds),
    async balance(customerId) {
      return (await sums(reader, balanceSql, [customerId])).get(customerId) ?? 0;
    },
    balances: (customerIds) => sums(reader, balanceSql, customerIds),
    async takenBetween(from, to) {
      const rows = await reader.all(takenSql, [from, to]);
      return rows.map((row) => ({
        method: word(row, 'method', paymentMethods),
        currency: text(row, 'currency'),
        amountMinor: integer(row, 'amount'),
        payments: integer(row, 'payments'),
      }));
    },
    unpaid: ({ since, ...page }) => {
      const listing = {
        table: unpaidSql,
        select: `SELECT * FROM ${unpaidSql}`,
        where: { sql: 'due > paid AND posted_ms >= ?', params: [since] },
        order: 'posted_ms DESC, session_id DESC',
      };
      return readPage(slow, listing, page, toUnpaid);
    },
    async *postedBetween(from, to) {
      let after: readonly SqlValue[] = [from, 0];
      for (;;) {
        const rows = await slow.all(
          `SELECT * FROM payments WHERE (posted_ms, payment_id) > (?, ?) AND posted_ms < ?
           ORDER BY posted_ms, payment_id LIMIT ?`,
          [...after, to, reportPageRows],
        );
        const page = rows.map(toPayment);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < reportPageRows) return;
        after = [last.postedAt, keyOf(last.paymentId)];
      }
    },
  };
}

const paidForSql = `
  SELECT coalesce(p.session_id, s.session_id) AS id, sum(p.amount_minor) AS amount
  FROM payments p LEFT JOIN sales s ON s.sale_id = p.sale_id
  WHERE p.payment_id IN (
    SELECT payment_id FROM payments WHERE session_id IN (SELECT value FROM json_each(?1))
    UNION SELECT payment_id FROM payments JOIN sales USING (sale_id) WHERE sales.session_id IN (SELECT value FROM json_each(?1))
  ) GROUP BY 1`;
const refundedSql = `
  SELECT reverses AS id, -sum(amount_minor) AS amount FROM payments
  WHERE reverses IN (SELECT value FROM json_each(?1)) GROUP BY 1`;
const balanceSql = `
  SELECT customer_id AS id, sum(CASE WHEN method = 'account' THEN -amount_minor ELSE amount_minor END) AS amount
  FROM payments
  WHERE customer_id IN (SELECT value FROM json_each(?1)) AND (method = 'account' OR (session_id IS NULL AND sale_id IS NULL))
  GROUP BY 1`;
const unpaidSql = `(
  SELECT session_id, posted_ms, gross_minor AS due,
    (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.session_id = c.session_id)
    + (SELECT coalesce(sum(amount_minor), 0) FROM payments p JOIN sales s USING (sale_id)
       WHERE s.session_id = c.session_id AND p.session_id IS NULL) AS paid
  FROM cdrs c
  WHERE kind = 'charge' AND gross_minor > 0 AND NOT EXISTS (SELECT 1 FROM cdrs r WHERE r.reverses = c.cdr_id)
)`;
const takenSql = `
  SELECT method, currency, sum(amount_minor) AS amount, count(*) AS payments
  FROM payments WHERE posted_ms >= ? AND posted_ms < ? GROUP BY method, currency ORDER BY method, currency`;

async function sums(reader: Reader, sql: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.all(sql, [JSON.stringify(ids.flatMap((id) => keyOf(id) ?? []))]);
  return new Map(rows.map((row) => [idOf(integer(row, 'id')), integer(row, 'amount')]));
}

function filtered(query: PaymentQuery): Statement {
  const { search } = query;
  const pattern = search === undefined ? '' : containing(search);
  const sessionKey = query.sessionId === undefined ? undefined : keyOf(query.sessionId);
  return allOf([
    when(query.from, 'posted_ms >= ?'),
    when(query.to, 'posted_ms < ?'),
    when(query.method, 'method = ?'),
    sessionKey === undefined ? null : { sql: ofSession, params: [sessionKey, sessionKey] },
    when(query.customerId && keyOf(query.customerId), 'customer_id = ?'),
    when(query.drawerId && keyOf(query.drawerId), 'drawer_id = ?'),
    search === undefined
      ? null
      : {
          sql: ['reference', 'note', 'operator', 'fiscal_number', 'e_invoice_number']
            .map((column) => `${column} LIKE ? ESCAPE '\\'`)
            .join(' OR '),
          params: Array.from({ length: 5 }, () => pattern),
        },
  ]);
}

export function paymentWrites(writer: Writer): PaymentWrites {
  return {
    async append(payment) {
      const { key, prevHash, hash } = await appendLinked(writer, ledgers.payments, {
        values: {
          recorded_ms: payment.recordedAt,
          posted_ms: payment.postedAt,
          period: payment.period,
          local_day: payment.localDay,
          kind: payment.kind,
          method: payment.method,
          amount_minor: payment.amountMinor,
          currency: payment.currency,
          session_id: keyOrNull(payment.sessionId),
          customer_id: keyOrNull(payment.customerId),
          sale_id: keyOrNull(payment.saleId),
          reverses: keyOrNull(payment.reverses),
          drawer_id: keyOrNull(payment.drawerId),
          reference: payment.reference,
          note: payment.note,
          operator: payment.operator,
        },
        unhashed: { fiscal_number: payment.fiscalNumber, e_invoice_number: payment.eInvoiceNumber },
      });
      return { ...payment, paymentId: idOf(key), prevHash, hash };
    },
    async setNumbers(paymentId, { fiscalNumber, eInvoiceNumber }) {
      const columns = { fiscal_number: fiscalNumber, e_invoice_number: eInvoiceNumber };
      const statement = update('payments', columns, { sql: 'payment_id = ?', params: [keyOf(paymentId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
  };
}

function toUnpaid(row: Row): UnpaidRecord {
  return {
    sessionId: idOf(integer(row, 'session_id')),
    dueMinor: integer(row, 'due'),
    paidMinor: integer(row, 'paid'),
  };
}

function keyOrNull(id: string | null): number | null {
  return id === null ? null : keyOf(id);
}

function toPayment(row: Row): PaymentRecord {
  const id = (column: string): string | null => {
    const key = integerOrNull(row, column);
    return key === null ? null : idOf(key);
  };
  return {
    paymentId: idOf(integer(row, 'payment_id')),
    recordedAt: integer(row, 'recorded_ms'),
    postedAt: integer(row, 'posted_ms'),
    period: integer(row, 'period'),
    localDay: integer(row, 'local_day'),
    kind: word(row, 'kind', kinds),
    method: word(row, 'method', paymentMethods),
    amountMinor: integer(row, 'amount_minor'),
    currency: text(row, 'currency'),
    sessionId: id('session_id'),
    customerId: id('customer_id'),
    saleId: id('sale_id'),
    reverses: id('reverses'),
    drawerId: id('drawer_id'),
    reference: text(row, 'reference'),
    note: text(row, 'note'),
    operator: text(row, 'operator'),
    fiscalNumber: text(row, 'fiscal_number'),
    eInvoiceNumber: text(row, 'e_invoice_number'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
  };
}
