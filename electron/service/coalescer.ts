import type { Clock } from '../../ocpp/model/time.ts';
import type { Cancel, Scheduler } from './domain/scheduler.ts';

/** Gathers what changed and tells it at once, then not again within the interval: the last state wins. */
export interface Coalescer {
  add(key: string): void;
  stop(): void;
}

export function createCoalescer(
  intervalMs: number,
  clock: Clock,
  scheduler: Scheduler,
  flush: (keys: readonly string[]) => void,
): Coalescer {
  const waiting = new Set<string>();
  let lastFlush = -Infinity;
  let cancel: Cancel | null = null;
  const flushNow = (): void => {
    cancel = null;
    lastFlush = clock.now();
    const keys = [...waiting];
    waiting.clear();
    flush(keys);
  };
  return {
    add(key) {
      waiting.add(key);
      // A clock that was set back must not hold back everything.
      const sinceMs = Math.max(0, clock.now() - lastFlush);
      cancel ??= scheduler.after(Math.max(0, Math.min(intervalMs, intervalMs - sinceMs)), flushNow);
    },
    stop() {
      cancel?.();
      cancel = null;
      waiting.clear();
    },
  };
}
