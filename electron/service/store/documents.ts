import type { Reader, Writer } from './connection.ts';
import type { DocumentKind, DocumentReads, DocumentRecord, DocumentWrites, NewDocument } from './document-records.ts';
import type { Row, SqlValue } from './driver.ts';
import { appendLinked, ledgers } from './ledger.ts';
import { readPage } from './page.ts';
import { first, idOf, integer, integerOrNull, keyOf, only, text, textOrNull, word } from './row.ts';
import { allOf, containing, folded, type Statement, when } from './sql.ts';

const kinds: Readonly<Record<DocumentKind, true>> = {
  receipt: true,
  refundReceipt: true,
  statement: true,
  invoice: true,
  creditNote: true,
  act: true,
};

const languages = { az: true, ru: true, en: true, tr: true } as const;

const reportPageRows = 500;

const selectDocuments = 'SELECT * FROM documents';

export function documentReads(reader: Reader, slow: Reader): DocumentReads {
  const find = async (sql: string, id: string): Promise<DocumentRecord | null> =>
    first(await reader.all(`${selectDocuments} WHERE ${sql}`, [keyOf(id)]), toDocument);
  return {
    find: (documentId) => find('document_id = ?', documentId),
    reversalOf: (documentId) => find('reverses = ? AND voided_ms IS NULL ORDER BY document_id LIMIT 1', documentId),
    list({ from, to, kind, customerId, sessionId, paymentId, search, ...page }) {
      const where = allOf([
        when(from, 'posted_ms >= ?'),
        when(to, 'posted_ms < ?'),
        when(kind, 'kind = ?'),
        when(ofId(customerId), 'customer_id = ?'),
        when(ofId(sessionId), 'session_id = ?'),
        when(ofId(paymentId), 'payment_id = ?'),
        search ? matching(search) : null,
      ]);
      const listing = { table: 'documents', select: selectDocuments, where, order: 'posted_ms DESC, document_id DESC' };
      return readPage(reader, listing, page, toDocument);
    },
    postedBetween: (from, to) => postedBetween(slow, from, to),
  };
}

export function documentWrites(writer: Writer): DocumentWrites {
  return {
    async append(document) {
      const number = await nextNumber(writer, document);
      const { key, ...link } = await appendLinked(writer, ledgers.documents, { values: toColumns(document, number) });
      const standing = { voidedAt: null, voidedBy: null, voidReason: null };
      return { ...document, ...standing, ...link, documentId: idOf(key), number };
    },
    async void(documentId, { voidedAt, voidedBy, voidReason }) {
      await writer.run('UPDATE documents SET voided_ms = ?, voided_by = ?, void_reason = ? WHERE document_id = ?', [
        ...[voidedAt, voidedBy, voidReason],
        keyOf(documentId),
      ]);
    },
  };
}

/** Taken in the unit of work that adds the document: a unit that is undone gives its number back. */
async function nextNumber(writer: Writer, { series, year }: NewDocument): Promise<number> {
  await writer.run(
    `INSERT INTO document_numbers (series, year, last) VALUES (?, ?, 1)
     ON CONFLICT (series, year) DO UPDATE SET last = last + 1`,
    [series, year],
  );
  const rows = await writer.all('SELECT last FROM document_numbers WHERE series = ? AND year = ?', [series, year]);
  return only(rows, (row) => integer(row, 'last'));
}

async function* postedBetween(reader: Reader, from: number, to: number): AsyncGenerator<DocumentRecord> {
  let after: readonly [postedAt: number, key: number] = [from, 0];
  for (;;) {
    const rows = await reader.all(
      `${selectDocuments} WHERE (posted_ms, document_id) > (?, ?) AND posted_ms < ? ORDER BY posted_ms, document_id LIMIT ?`,
      [...after, to, reportPageRows],
    );
    for (const row of rows) yield toDocument(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < reportPageRows) return;
    after = [integer(last, 'posted_ms'), integer(last, 'document_id')];
  }
}

const ofId = (id: string | undefined): SqlValue | undefined => (id === undefined ? undefined : keyOf(id));

/** By its number as people write it, or by whom it was made out to. */
function matching(search: string): Statement {
  return {
    sql: `printf('%s-%04d-%06d', series, year, number) LIKE ? ESCAPE '\\'
      OR customer_id IN (SELECT c.customer_id FROM customers c WHERE c.search_folded LIKE ? ESCAPE '\\')`,
    params: [containing(search.trim()), containing(folded(search.trim()))],
  };
}

function toColumns(document: NewDocument, number: number) {
  return {
    kind: document.kind,
    series: document.series,
    year: document.year,
    number,
    recorded_ms: document.recordedAt,
    posted_ms: document.postedAt,
    period: document.period,
    local_day: document.localDay,
    customer_id: keyOrNull(document.customerId),
    session_id: keyOrNull(document.sessionId),
    payment_id: keyOrNull(document.paymentId),
    from_ms: document.from,
    to_ms: document.to,
    reverses: keyOrNull(document.reverses),
    language: document.language,
    currency: document.currency,
    gross_minor: document.grossMinor,
    vat_minor: document.vatMinor,
    net_minor: document.netMinor,
    content_json: document.content,
    operator: document.operator,
  };
}

const keyOrNull = (id: string | null): number | null => (id === null ? null : keyOf(id));

function toDocument(row: Row): DocumentRecord {
  const idOrNull = (column: string): string | null => {
    const key = integerOrNull(row, column);
    return key === null ? null : idOf(key);
  };
  return {
    documentId: idOf(integer(row, 'document_id')),
    kind: word(row, 'kind', kinds),
    series: text(row, 'series'),
    year: integer(row, 'year'),
    number: integer(row, 'number'),
    recordedAt: integer(row, 'recorded_ms'),
    postedAt: integer(row, 'posted_ms'),
    period: integer(row, 'period'),
    localDay: integer(row, 'local_day'),
    customerId: idOrNull('customer_id'),
    sessionId: idOrNull('session_id'),
    paymentId: idOrNull('payment_id'),
    from: integerOrNull(row, 'from_ms'),
    to: integerOrNull(row, 'to_ms'),
    reverses: idOrNull('reverses'),
    language: word(row, 'language', languages),
    currency: text(row, 'currency'),
    grossMinor: integer(row, 'gross_minor'),
    vatMinor: integerOrNull(row, 'vat_minor'),
    netMinor: integerOrNull(row, 'net_minor'),
    content: text(row, 'content_json'),
    operator: text(row, 'operator'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
    voidedAt: integerOrNull(row, 'voided_ms'),
    voidedBy: textOrNull(row, 'voided_by'),
    voidReason: textOrNull(row, 'void_reason'),
  };
}
