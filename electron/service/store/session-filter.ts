import { allOf, containing, folded, stationIs, when, type Statement } from './sql.ts';
import type { SessionQuery } from './store.ts';

/** The condition on `sessions` that a query of the session list stands for. */
export function filteredSessions(query: Omit<SessionQuery, 'limit' | 'offset'>): Statement {
  return allOf([
    within(query),
    when(query.stationId, stationIs),
    when(query.evseId, 'evse_id = ?'),
    when(query.idToken, 'id_token = ?'),
    query.open === undefined ? null : { sql: query.open ? 'stopped_ms IS NULL' : 'stopped_ms IS NOT NULL', params: [] },
    when(query.verdict, 'verdict = ?'),
    searched(query.search),
  ]);
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
