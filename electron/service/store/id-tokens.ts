import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { readPage } from './page.ts';
import { first, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import { allOf, containing, folded, insertInto, update, type ColumnValues, type Statement } from './sql.ts';
import type { IdTokenReads, IdTokenRecord, IdTokenWrites } from './store.ts';

const statuses: Readonly<Record<IdTokenRecord['status'], true>> = { Accepted: true, Blocked: true };

export function idTokenReads(reader: Reader): IdTokenReads {
  return {
    async find(idToken) {
      return first(await reader.all('SELECT * FROM id_tokens WHERE id_token = ?', [idToken]), toIdToken);
    },
    list(query) {
      const where = allOf([searched(query.search)]);
      const listing = { table: 'id_tokens', select: 'SELECT * FROM id_tokens', where, order: 'label_folded, id_token' };
      return readPage(reader, listing, query, toIdToken);
    },
  };
}

export function idTokenWrites(writer: Writer): IdTokenWrites {
  return {
    async insert(token) {
      const { sql, params } = insertInto('id_tokens', {
        id_token: token.idToken,
        created_ms: token.createdAt,
        ...columnsOf(token),
      });
      await writer.run(sql, params);
    },
    async update(idToken, change) {
      const statement = update('id_tokens', columnsOf(change), { sql: 'id_token = ?', params: [idToken] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async remove(idToken) {
      await writer.run('DELETE FROM id_tokens WHERE id_token = ?', [idToken]);
    },
  };
}

function searched(search: string | undefined): Statement | null {
  if (search === undefined || search === '') return null;
  const inFolded = containing(folded(search));
  return {
    sql: String.raw`id_token LIKE ? ESCAPE '\' OR label_folded LIKE ? ESCAPE '\' OR note_folded LIKE ? ESCAPE '\'`,
    params: [containing(search), inFolded, inFolded],
  };
}

function columnsOf(change: Partial<Omit<IdTokenRecord, 'idToken' | 'createdAt'>>): ColumnValues {
  return {
    label: change.label,
    label_folded: change.label === undefined ? undefined : folded(change.label),
    status: change.status,
    expires_ms: change.expiresAt,
    parent_id_token: change.parentIdToken,
    note: change.note,
    note_folded: change.note === undefined ? undefined : folded(change.note),
  };
}

function toIdToken(row: Row): IdTokenRecord {
  return {
    idToken: text(row, 'id_token'),
    label: text(row, 'label'),
    status: word(row, 'status', statuses),
    expiresAt: integerOrNull(row, 'expires_ms'),
    parentIdToken: textOrNull(row, 'parent_id_token'),
    note: text(row, 'note'),
    createdAt: integer(row, 'created_ms'),
  };
}
