import type { Clock } from '../../ocpp/model/time.ts';
import type { Scheduler } from './domain/scheduler.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** Timers that do not keep the process alive by themselves. */
export const systemScheduler: Scheduler = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  },
};
