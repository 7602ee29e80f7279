import type { Cancel, SimulatedTime } from './time.ts';

/** Something done again and again, at an interval that may change. */
export interface Periodic {
  /** Begins anew, with the interval that holds now; an interval of 0 means never. */
  start(): void;
  stop(): void;
}

interface PeriodicOptions {
  readonly intervalMs: () => number;
  /** At multiples of the interval since midnight UTC rather than since the start. */
  readonly aligned?: boolean;
}

export function periodic(
  time: SimulatedTime,
  { intervalMs, aligned = false }: PeriodicOptions,
  task: () => void,
): Periodic {
  let cancel: Cancel = () => undefined;
  const arm = (): void => {
    const interval = intervalMs();
    if (interval <= 0) return;
    cancel = time.after(aligned ? interval - (time.now() % interval) : interval, () => {
      arm();
      task();
    });
  };
  const stop = (): void => {
    cancel();
  };
  return {
    start: () => {
      stop();
      arm();
    },
    stop,
  };
}
