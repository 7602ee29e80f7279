import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { readPage } from './page.ts';
import { first, idOrNull, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, containing, folded, insertInto, update, when, type ColumnValues, type Statement } from './sql.ts';
import type { IdTokenReads, IdTokenRecord, IdTokenWrites } from './store.ts';

const statuses: Readonly<Record<IdTokenRecord['status'], true>> = { Accepted: true, Blocked: true };

/** UNION, not UNION ALL: cards that took each other's place, whatever made them, do not go round for ever. */
const selectLine = `
  WITH RECURSIVE line (id_token) AS (
    SELECT id_token FROM id_tokens WHERE id_token = ?
    UNION SELECT old.id_token FROM line JOIN id_tokens old ON old.replaced_by = line.id_token
  )
  SELECT t.* FROM line JOIN id_tokens t USING (id_token)`;

export function idTokenReads(reader: Reader): IdTokenReads {
  return {
    async find(idToken) {
      return first(await reader.all('SELECT * FROM id_tokens WHERE id_token = ?', [idToken]), toIdToken);
    },
    list(query) {
      const ofCustomer = query.customerId === undefined ? undefined : keyOf(query.customerId);
      const where = allOf([searched(query.search), when(ofCustomer, 'customer_id = ?')]);
      const listing = { table: 'id_tokens', select: 'SELECT * FROM id_tokens', where, order: 'label_folded, id_token' };
      return readPage(reader, listing, query, toIdToken);
    },
    async findByAlias(alias) {
      const sql = 'SELECT t.* FROM id_token_aliases a JOIN id_tokens t USING (id_token) WHERE a.alias = ?';
      return first(await reader.all(sql, [alias]), toIdToken);
    },
    async aliases(idToken) {
      const of = allOf([when(idToken, 'id_token = ?')]);
      const rows = await reader.all(`SELECT * FROM id_token_aliases WHERE ${of.sql} ORDER BY alias`, of.params);
      return rows.map((row) => ({ alias: text(row, 'alias'), idToken: text(row, 'id_token') }));
    },
    async lineOf(idToken) {
      return (await reader.all(selectLine, [idToken])).map(toIdToken);
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
    async addAlias({ alias, idToken }) {
      const { sql, params } = insertInto('id_token_aliases', { alias, id_token: idToken });
      await writer.run(sql, params);
    },
    async removeAlias(alias) {
      await writer.run('DELETE FROM id_token_aliases WHERE alias = ?', [alias]);
    },
  };
}

function searched(search: string | undefined): Statement | null {
  if (search === undefined || search === '') return null;
  const inFolded = containing(folded(search));
  return {
    sql: String.raw`id_token LIKE ? ESCAPE '\' OR label_folded LIKE ? ESCAPE '\' OR note_folded LIKE ? ESCAPE '\'
      OR id_token IN (SELECT a.id_token FROM id_token_aliases a WHERE a.alias LIKE ? ESCAPE '\')
      OR customer_id IN (SELECT c.customer_id FROM customers c WHERE c.search_folded LIKE ? ESCAPE '\')`,
    params: [containing(search), inFolded, inFolded, containing(search), inFolded],
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
    customer_id: change.customerId && keyOf(change.customerId),
    budget_wh: change.budgetWh,
    budget_minor: change.budgetMinor,
    blocked_reason: change.blockedReason,
    replaced_by: change.replacedBy,
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
    customerId: idOrNull(row, 'customer_id'),
    budgetWh: integerOrNull(row, 'budget_wh'),
    budgetMinor: integerOrNull(row, 'budget_minor'),
    blockedReason: textOrNull(row, 'blocked_reason'),
    replacedBy: textOrNull(row, 'replaced_by'),
  };
}
