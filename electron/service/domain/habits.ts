import type { CentralSystem } from '../../../ocpp/central-system.ts';
import type { StationHabit } from '../../../ocpp/model/habit.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { HabitRecord } from '../store/charger-records.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import { foldAscii } from './same-text.ts';
import type { Scheduler } from './scheduler.ts';

/** Counting goes on in memory: a station that departs with every message costs no write of its own. */
const keepEveryMs = 10_000;
const longestSample = 200;

export interface HabitsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly announce: Announce;
  readonly log: Log;
}

/** How each station departs from the specification, and how often. */
export interface Habits {
  readonly noticed: CentralSystem['noticed'];
  /** With what was noticed just now. */
  list(stationId: string): Promise<readonly HabitRecord[]>;
  stop(): Promise<void>;
}

export function startHabits({ store, clock, scheduler, live, announce, log }: HabitsDeps): Habits {
  let pending = new Map<string, Map<StationHabit, HabitRecord>>();

  async function keep(): Promise<void> {
    if (pending.size === 0) return;
    const noticed = pending;
    pending = new Map();
    await store.write(async (unit) => {
      const kept: string[] = [];
      for (const [stationId, habits] of noticed) {
        const station = await unit.stations.find(stationId);
        if (station === null) continue;
        await unit.habits.add(station.stationId, [...habits.values()]);
        kept.push(station.stationId);
      }
      unit.afterCommit(() => {
        for (const stationId of kept)
          announce({ type: 'told', told: { event: 'habits.changed', data: { stationId } } });
      });
    });
  }
  let keeping = Promise.resolve();
  /** Resolves when what was noticed until now is on disk, or was given up. */
  const keepByItself = (): Promise<void> => {
    keeping = keeping.then(keep).catch((fault: unknown) => {
      log.warn('habits of stations were not kept', { fault });
    });
    return keeping;
  };
  const cancel = scheduler.every(keepEveryMs, () => void keepByItself());

  return {
    noticed(stationId, habit, sample) {
      // Only stations that are known are worth remembering, and only they bound the memory this takes.
      if (live.station(stationId) === null) return;
      const key = foldAscii(stationId);
      const habits = pending.get(key) ?? new Map<StationHabit, HabitRecord>();
      pending.set(key, habits);
      habits.set(habit, counted(habits.get(habit), habit, sample, clock.now()));
    },
    async list(stationId) {
      await keepByItself();
      return store.read.habits.list(stationId);
    },
    async stop() {
      cancel();
      await keepByItself();
    },
  };
}

function counted(before: HabitRecord | undefined, habit: StationHabit, sample: string | null, at: number): HabitRecord {
  return {
    habit,
    count: (before?.count ?? 0) + 1,
    firstAt: before?.firstAt ?? at,
    lastAt: at,
    sample: sample?.slice(0, longestSample) ?? before?.sample ?? null,
  };
}
