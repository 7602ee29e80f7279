import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import type { Log } from './log.ts';

const dayMs = 24 * 3_600_000;
const keptSubjects = 1000;

/** Warns once a day for each subject: a station that repeats itself ten thousand times is told of once. */
export function createDailyWarnings(log: Log, clock: Clock): (subject: string, message: string) => void {
  const warnedAt = new Map<string, EpochMs>();
  return (subject, message) => {
    const now = clock.now();
    const last = warnedAt.get(subject);
    if (last !== undefined && now - last < dayMs) return;
    warnedAt.delete(subject);
    warnedAt.set(subject, now);
    const [oldest] = warnedAt.keys();
    if (warnedAt.size > keptSubjects && oldest !== undefined) warnedAt.delete(oldest);
    log.warn(message, { subject });
  };
}
