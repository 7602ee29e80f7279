import type { StationHabit } from './model/habit.ts';

/**
 * Told where a station departs from the specification and is understood all the same. Called only then, so that what is in order costs
 * nothing; `where` names the place and `value` is what stood there.
 */
export type Notice = (habit: StationHabit, where?: string, value?: unknown) => void;

/** For whoever does not want to know. */
export const silently: Notice = () => undefined;
