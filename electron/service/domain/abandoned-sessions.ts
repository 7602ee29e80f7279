import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionRecord, Store } from '../store/store.ts';
import type { SessionBooks } from './books/session-books.ts';
import type { Announce } from './changes.ts';
import { closeByEstimate } from './close-by-estimate.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import type { Log } from './log.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** Some stations report a connector as free before they report the stop. */
const graceMs = 2 * 60_000;
const lookEveryMs = 10_000;

export interface AbandonedSessionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly books: SessionBooks;
  readonly announce: Announce;
  readonly log: Log;
}

/**
 * Closes, by estimate, sessions whose connector has been free for a while though no stop was reported. A stop that comes later still replaces
 * the estimate. After a start of the service the grace counts from then, so that stations can reconnect first.
 */
export function watchAbandonedSessions(deps: AbandonedSessionsDeps): Cancel {
  const since = deps.clock.now();
  return deps.scheduler.every(lookEveryMs, () => {
    for (const station of deps.live.stations()) {
      for (const { session } of station.sessions.values()) {
        const freeAt = freeSince(station, session, since);
        if (freeAt !== null && deps.clock.now() - freeAt.knownAt >= graceMs) close(deps, session, freeAt.at);
      }
    }
  });
}

interface Freed {
  /** When the station says the connector became free. */
  readonly at: EpochMs;
  /** Since when we know. */
  readonly knownAt: EpochMs;
}

function freeSince(station: LiveStation, session: SessionRecord, serviceStartedAt: EpochMs): Freed | null {
  const evse = station.record.evses.find((one) => one.evseId === session.evseId);
  if (evse?.status !== 'Available' || evse.statusAt < session.startedAt) return null;
  return { at: evse.statusAt, knownAt: station.statusReceivedAt.get(evse.evseId) ?? serviceStartedAt };
}

function close(
  { store, books, announce, log }: AbandonedSessionsDeps,
  { sessionId, stationId }: SessionRecord,
  freeAt: EpochMs,
): void {
  const closed = store.write(async (unit) => {
    const session = await unit.sessions.find(sessionId);
    if (session === null || session.stoppedAt !== null) return;
    await closeByEstimate({ unit, books, announce }, session, freeAt, 'noStop');
  });
  closed.catch((fault: unknown) => {
    log.warn('an abandoned session could not be closed', { stationId, sessionId, fault });
  });
}
