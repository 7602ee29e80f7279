import type { SessionRecord } from '../store/store.ts';
import type { StationUnit } from './station-unit.ts';

/** Writes down a session that begins, and freezes the terms it runs under. Every session begins here. */
export async function beginSession(
  su: StationUnit,
  beginning: Omit<SessionRecord, 'sessionId'>,
): Promise<SessionRecord> {
  const session = { ...beginning, sessionId: await su.unit.sessions.insert(beginning) };
  await su.books.begin(su.unit, session);
  su.belongsTo(session.sessionId);
  return session;
}
