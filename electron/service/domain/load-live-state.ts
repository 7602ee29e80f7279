import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionRecord, StoreReads } from '../store/store.ts';
import type { LiveSession, Snapshot } from './live-state.ts';

/** Reads what is known at the start of the service: sessions go on where they were. */
export async function loadLiveState(read: StoreReads, at: EpochMs): Promise<Snapshot> {
  const [stations, open, ratings] = await Promise.all([
    read.stations.list(),
    read.sessions.open(),
    read.evseRatings.list(),
  ]);
  const sessions = await Promise.all(open.map((session) => loadSession(read, session)));
  return { stations, sessions, ratings, at };
}

async function loadSession(read: StoreReads, session: SessionRecord): Promise<LiveSession> {
  const ends = await read.readings.series(session.sessionId, 2);
  return { session, stateOfChargePercent: ends.at(-1)?.stateOfChargePercent ?? null };
}
