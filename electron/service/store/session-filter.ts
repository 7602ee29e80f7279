import { keyOf } from './row.ts';
import { allOf, containing, folded, stationIs, when, type Statement } from './sql.ts';
import type { SessionQuery } from './store.ts';

/** The condition on `sessions` that a query of the session list stands for. */
export function filteredSessions(query: Omit<SessionQuery, 'limit' | 'offset'>): Statement {
  return allOf([
    within(query),
    when(query.stationId, stationIs),
    when(query.evseId, 'evse_id = ?'),
    query.idToken === undefined ? null : { sql: ofCardLine, params: [query.idToken, query.idToken] },
    query.customerId === undefined ? null : ofCustomer(query.customerId),
    query.open === undefined ? null : { sql: query.open ? 'stopped_ms IS NULL' : 'stopped_ms IS NOT NULL', params: [] },
    when(query.verdict, 'verdict = ?'),
    searched(query.search),
  ]);
}

/** A card that is in no list stands for itself. */
const ofCardLine = `
  id_token = ? OR id_token IN (
    WITH RECURSIVE line (card) AS (
      VALUES (?)
      UNION SELECT old.id_token FROM line JOIN id_tokens old ON old.replaced_by = line.card
    )
    SELECT card FROM line)`;

function ofCustomer(customerId: string): Statement {
  const key = keyOf(customerId);
  return {
    sql: `session_id IN (SELECT t.session_id FROM session_terms t WHERE t.customer_id = ?)
      OR id_token IN (SELECT c.id_token FROM id_tokens c WHERE c.customer_id = ?)
        AND NOT EXISTS (SELECT 1 FROM session_terms t WHERE t.session_id = sessions.session_id)`,
    params: [key, key],
  };
}

function within({ from, to }: Pick<SessionQuery, 'from' | 'to'>): Statement | null {
  if (from === undefined && to === undefined) return null;
  const end = to ?? Number.MAX_SAFE_INTEGER;
  return {
    sql: 'stopped_ms >= ? AND stopped_ms < ? OR stopped_ms IS NULL AND started_ms < ?',
    params: [from ?? Number.MIN_SAFE_INTEGER, end, end],
  };
}

function searched(search: string | undefined): Statement | null {
  if (search === undefined || search === '') return null;
  const asWritten = containing(search);
  const inFolded = containing(folded(search));
  return {
    sql: String.raw`CAST(session_id AS TEXT) LIKE ? ESCAPE '\' OR transaction_id LIKE ? ESCAPE '\' OR id_token LIKE ? ESCAPE '\'
      OR station_key IN (SELECT s.station_key FROM stations s WHERE s.station_id LIKE ? ESCAPE '\' OR s.name_folded LIKE ? ESCAPE '\')
      OR id_token IN (SELECT t.id_token FROM id_tokens t WHERE t.label_folded LIKE ? ESCAPE '\')`,
    params: [asWritten, asWritten, asWritten, asWritten, inFolded, inFolded],
  };
}
