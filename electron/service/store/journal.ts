import type { JournalQuery, JournalReads, JournalRecord, JournalWrites } from './book-records.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { appendLinked, ledgers } from './ledger.ts';
import { readPage } from './page.ts';
import { idOf, integer, text } from './row.ts';
import { allOf, containing, when, type Statement } from './sql.ts';

export function journalReads(reader: Reader): JournalReads {
  return {
    list: ({ limit, offset, ...filter }) =>
      readPage(
        reader,
        { table: 'journal', select: 'SELECT * FROM journal', where: filtered(filter), order: 'entry_id DESC' },
        { limit, offset },
        toEntry,
      ),
  };
}

function filtered(query: Omit<JournalQuery, 'limit' | 'offset'>): Statement {
  return allOf([
    when(query.from, 'at_ms >= ?'),
    when(query.to, 'at_ms < ?'),
    when(query.subject, 'subject = ?'),
    when(query.subjectId, 'subject_id = ?'),
    when(query.operator, 'operator = ?'),
    searched(query.search),
  ]);
}

function searched(search: string | undefined): Statement | null {
  if (search === undefined || search === '') return null;
  return {
    sql: String.raw`action || ' ' || subject || ' ' || subject_id || ' ' || operator || ' ' || details_json LIKE ? ESCAPE '\'`,
    params: [containing(search)],
  };
}

export function journalWrites(writer: Writer): JournalWrites {
  return {
    async append(entry) {
      const values = {
        at_ms: entry.at,
        operator: entry.operator,
        action: entry.action,
        subject: entry.subject,
        subject_id: entry.subjectId,
        details_json: entry.details,
      };
      await appendLinked(writer, ledgers.journal, { values });
    },
  };
}

function toEntry(row: Row): JournalRecord {
  return {
    entryId: idOf(integer(row, 'entry_id')),
    at: integer(row, 'at_ms'),
    operator: text(row, 'operator'),
    action: text(row, 'action'),
    subject: text(row, 'subject'),
    subjectId: text(row, 'subject_id'),
    details: text(row, 'details_json'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
  };
}
