import type { Clock, EpochMs } from '../../../../ocpp/model/time.ts';
import type { SessionRecord } from '../../store/store.ts';
import type { Commands } from '../commands.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';

/** How long a station has to end a session after it said that it would, and after each time it did not. */
const waitsMs = [15_000, 15_000, 30_000, 60_000] as const;

export interface StopperDeps {
  readonly clock: Clock;
  readonly live: LiveState;
  readonly commands: Commands;
  readonly log: Log;
}

/** Stops sessions, again and again until they have ended. What it knows is lost with the service: whoever wants a session stopped asks on. */
export interface SessionStopper {
  /** Sends a remote stop unless one is under way or was sent just now. While the station is away, nothing is sent. */
  stop(session: SessionRecord): void;
  /** Whether it was asked to stop and has not ended yet. */
  isStopping(sessionId: string): boolean;
  forget(sessionId: string): void;
}

interface Attempt {
  readonly count: number;
  readonly nextAt: EpochMs;
  readonly connectionId: string;
}

export function createSessionStopper({ clock, live, commands, log }: StopperDeps): SessionStopper {
  const attempts = new Map<string, Attempt>();

  return {
    stop({ sessionId, stationId, transactionId }) {
      const connectionId = live.station(stationId)?.connection?.connectionId;
      if (connectionId === undefined) return;
      const last = attempts.get(sessionId);
      // A new connection is a new chance at once.
      if (last !== undefined && last.connectionId === connectionId && clock.now() < last.nextAt) return;
      const count = last?.count ?? 0;
      const waitMs = waitsMs[Math.min(count, waitsMs.length - 1)] ?? 0;
      attempts.set(sessionId, { count: count + 1, nextAt: clock.now() + waitMs, connectionId });
      commands.run(stationId, { type: 'remoteStop', transactionId }, 'automatic').catch((fault: unknown) => {
        log.warn('a session could not be stopped at its limit', { sessionId, fault });
      });
    },
    isStopping: (sessionId) => attempts.has(sessionId),
    forget: (sessionId) => void attempts.delete(sessionId),
  };
}
