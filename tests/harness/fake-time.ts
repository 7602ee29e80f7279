import type { Clock, EpochMs } from '../../ocpp/model/time.ts';
import type { Scheduler } from '../../electron/service/domain/scheduler.ts';

/** A clock that stands still until a test lets time pass, and the timers that go with it. */
export interface FakeTime extends Clock {
  readonly scheduler: Scheduler;
  /** Lets time pass and runs, in order, what falls due. */
  pass(ms: number): void;
  /** Sets the clock, as a person does: timers take no notice. */
  set(at: EpochMs): void;
}

interface Timer {
  dueAt: EpochMs;
  readonly everyMs: number | null;
  readonly run: () => void;
}

export function createFakeTime(start: EpochMs = Date.UTC(2026, 6, 6, 8, 0, 0)): FakeTime {
  let now = start;
  const timers = new Set<Timer>();
  const add = (timer: Timer): (() => void) => {
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const next = (until: EpochMs): Timer | undefined =>
    [...timers].filter((timer) => timer.dueAt <= until).sort((one, other) => one.dueAt - other.dueAt)[0];
  return {
    now: () => now,
    scheduler: {
      after: (delayMs, run) => add({ dueAt: now + delayMs, everyMs: null, run }),
      every: (intervalMs, run) => add({ dueAt: now + intervalMs, everyMs: intervalMs, run }),
    },
    pass(ms) {
      const until = now + ms;
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        now = Math.max(now, timer.dueAt);
        if (timer.everyMs === null) timers.delete(timer);
        else timer.dueAt += timer.everyMs;
        timer.run();
      }
      now = until;
    },
    set(at) {
      for (const timer of timers) timer.dueAt += at - now;
      now = at;
    },
  };
}
