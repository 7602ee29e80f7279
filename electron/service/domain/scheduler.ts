/** Stops what was scheduled; harmless when it already ran. */
export type Cancel = () => void;

/** Where every rule gets its timers from, so that a test can let time pass. */
export interface Scheduler {
  after(delayMs: number, run: () => void): Cancel;
  every(intervalMs: number, run: () => void): Cancel;
}
