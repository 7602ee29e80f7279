import type { Clock, EpochMs } from '../../../../ocpp/model/time.ts';
import type { SessionRecord } from '../../store/store.ts';
import type { Commands } from '../commands.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';

/** A session near a limit is measured at least that often. */
const freshMs = 30_000;

export interface FreshReadingsDeps {
  readonly clock: Clock;
  readonly live: LiveState;
  readonly commands: Commands;
  readonly log: Log;
}

/** Asks stations that seldom measure for a reading. Those that will not be asked are left alone. */
export interface FreshReadings {
  ask(session: SessionRecord): void;
  forget(sessionId: string): void;
}

export function createFreshReadings({ clock, live, commands, log }: FreshReadingsDeps): FreshReadings {
  const askedAt = new Map<string, EpochMs>();
  const unwilling = new Set<string>();

  async function ask({ sessionId, stationId, evseId }: SessionRecord): Promise<void> {
    try {
      const { outcome } = await commands.run(
        stationId,
        { type: 'trigger', message: 'MeterValues', evseId },
        'automatic',
      );
      if (outcome.kind === 'rejected' || outcome.kind === 'notSupported') unwilling.add(sessionId);
    } catch (fault) {
      log.warn('a reading could not be asked for', { sessionId, fault });
    }
  }

  return {
    ask(session) {
      const { sessionId, stationId, lastMeterAt, startReceivedAt } = session;
      const now = clock.now();
      const since = Math.max(lastMeterAt ?? 0, startReceivedAt, askedAt.get(sessionId) ?? 0);
      if (now - since < freshMs || unwilling.has(sessionId) || live.station(stationId)?.connection == null) return;
      askedAt.set(sessionId, now);
      void ask(session);
    },
    forget(sessionId) {
      askedAt.delete(sessionId);
      unwilling.delete(sessionId);
    },
  };
}
