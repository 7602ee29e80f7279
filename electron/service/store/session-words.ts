export type Verdict = 'ok' | 'estimated' | 'repaired' | 'review';

/** How a session's energy was found: from start and stop register, from the last reading, or not at all. */
export type EnergySource = 'register' | 'reading' | 'none';
