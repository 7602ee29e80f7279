import type { StationHabit } from '../model/habit.ts';
import type { Notice } from '../notice.ts';

const maxSampleLength = 200;

/**
 * Tells of each habit of a station once per connection, however many messages show it: the central system counts connections, and a station
 * that is odd in every message costs a look into a set.
 */
export class HabitWatch {
  readonly #seen = new Set<StationHabit>();
  readonly #onFirst: (habit: StationHabit, sample: string | null) => void;

  constructor(onFirst: (habit: StationHabit, sample: string | null) => void) {
    this.#onFirst = onFirst;
  }

  readonly notice: Notice = (habit, where, value) => {
    if (this.#seen.has(habit)) return;
    this.#seen.add(habit);
    this.#onFirst(habit, sampleOf(where, value));
  };
}

function sampleOf(where: string | undefined, value: unknown): string | null {
  const text = typeof value === 'string' ? value : value === undefined ? undefined : JSON.stringify(value);
  const parts = [where, text].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(': ').slice(0, maxSampleLength);
}
