import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

const keepEveryMs = 5 * 60_000;

/** Keeps when the stations were last heard of, now and then: a write for every heartbeat would be too much. */
export function keepLastSeen(store: Store, live: LiveState, scheduler: Scheduler, log: Log): Cancel {
  const kept = new Map<string, EpochMs | null>();
  const keep = async (): Promise<void> => {
    const changed = live.stations().filter((station) => kept.get(station.record.stationId) !== station.lastSeenAt);
    if (changed.length === 0) return;
    await store.write(async (unit) => {
      for (const { record, lastSeenAt } of changed) await unit.stations.update(record.stationId, { lastSeenAt });
    });
    for (const { record, lastSeenAt } of changed) kept.set(record.stationId, lastSeenAt);
  };
  return scheduler.every(keepEveryMs, () => {
    keep().catch((fault: unknown) => {
      log.warn('when stations were last seen was not kept', { fault });
    });
  });
}
