import type { TermsReads, TermsWrites } from './book-records.ts';
import { billings } from './cdrs.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { first, idOf, idOrNull, integer, keyOf, keyOrNull, text, word } from './row.ts';

export function termsReads(reader: Reader): TermsReads {
  return {
    async find(sessionId) {
      return first(await reader.all('SELECT * FROM session_terms WHERE session_id = ?', [keyOf(sessionId)]), toTerms);
    },
  };
}

export function termsWrites(writer: Writer): TermsWrites {
  return {
    async put({ sessionId, tariffVersionId, customerId, billing, currency }) {
      await writer.run(
        `INSERT INTO session_terms (session_id, tariff_version_id, customer_id, billing, currency) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (session_id) DO UPDATE SET tariff_version_id = excluded.tariff_version_id,
           customer_id = excluded.customer_id, billing = excluded.billing, currency = excluded.currency`,
        [keyOf(sessionId), keyOrNull(tariffVersionId), keyOrNull(customerId), billing, currency],
      );
    },
  };
}

function toTerms(row: Row) {
  return {
    sessionId: idOf(integer(row, 'session_id')),
    tariffVersionId: idOrNull(row, 'tariff_version_id'),
    customerId: idOrNull(row, 'customer_id'),
    billing: word(row, 'billing', billings),
    currency: text(row, 'currency'),
  };
}
