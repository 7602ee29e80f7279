import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';

const minuteMs = 60_000;
const attemptsPerMinute = 5;
const longestPauseMs = 10 * minuteMs;
const mostRemembered = 10_000;

interface Attempts {
  readonly failed: number;
  readonly since: EpochMs;
  readonly pausedUntil: EpochMs;
  readonly pauseMs: number;
}

/** Makes guessing slow: after five wrong passwords in a minute further ones are refused unheard, for longer each time. */
export interface FailedAttempts {
  isPaused(subject: string): boolean;
  fail(subject: string): void;
  succeed(subject: string): void;
}

export function createFailedAttempts(clock: Clock): FailedAttempts {
  const bySubject = new Map<string, Attempts>();
  return {
    isPaused: (subject) => (bySubject.get(subject)?.pausedUntil ?? 0) > clock.now(),
    fail(subject) {
      const now = clock.now();
      const known = bySubject.get(subject);
      if (bySubject.size >= mostRemembered) bySubject.clear();
      bySubject.set(subject, afterFailure(known, now));
    },
    succeed(subject) {
      bySubject.delete(subject);
    },
  };
}

function afterFailure(known: Attempts | undefined, now: EpochMs): Attempts {
  if (known === undefined || now - known.since > longestPauseMs * 2) {
    return { failed: 1, since: now, pausedUntil: 0, pauseMs: minuteMs };
  }
  const isNewMinute = now - known.since > minuteMs && known.pausedUntil <= now;
  const failed = isNewMinute ? 1 : known.failed + 1;
  if (failed < attemptsPerMinute) return { ...known, failed, since: isNewMinute ? now : known.since };
  const pauseMs = Math.min(known.pauseMs * 2, longestPauseMs);
  return { failed: 0, since: now, pausedUntil: now + known.pauseMs, pauseMs };
}
