interface Habit {
  readonly sinceMs: number;
  readonly connects: number;
}

const windowMs = 60_000;
const freeConnects = 10;
const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** Habits are swept when there are this many. */
const maxHabits = 1_000;

/** Slows down a station that reconnects all the time, or two that fight over one identity; an honest one never notices. */
export class ReconnectBrake {
  readonly #habits = new Map<string, Habit>();

  /** How long this connection should wait for its answer; time is monotonic. */
  delayMs(stationId: string, nowMs: number): number {
    const known = this.#habits.get(stationId);
    const isRecent = known !== undefined && nowMs - known.sinceMs < windowMs;
    const habit = isRecent ? { ...known, connects: known.connects + 1 } : { sinceMs: nowMs, connects: 1 };
    if (this.#habits.size >= maxHabits) this.#sweep(nowMs);
    this.#habits.set(stationId, habit);
    const excess = habit.connects - freeConnects;
    return excess <= 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (excess - 1));
  }

  #sweep(nowMs: number): void {
    for (const [stationId, { sinceMs }] of this.#habits) {
      if (nowMs - sinceMs >= windowMs) this.#habits.delete(stationId);
    }
  }
}
