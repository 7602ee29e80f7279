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
  /** Begins an attempt; null while the subject has to wait, or has as many under way as may still fail. */
  begin(subject: string): Attempt | null;
}

/** To be ended once, by one of these. */
export interface Attempt {
  succeed(): void;
  fail(): void;
  /** It came to nothing, and says nothing. */
  drop(): void;
}

export function createFailedAttempts(clock: Clock): FailedAttempts {
  const bySubject = new Map<string, Attempts>();
  const underWay = new Map<string, number>();

  const end = (subject: string): void => {
    const left = (underWay.get(subject) ?? 1) - 1;
    if (left > 0) underWay.set(subject, left);
    else underWay.delete(subject);
  };

  return {
    begin(subject) {
      const now = clock.now();
      const known = bySubject.get(subject);
      const running = underWay.get(subject) ?? 0;
      if ((known?.pausedUntil ?? 0) > now || failedLately(known, now) + running >= attemptsPerMinute) return null;
      underWay.set(subject, running + 1);
      return {
        succeed() {
          end(subject);
          bySubject.delete(subject);
        },
        fail() {
          end(subject);
          if (bySubject.size >= mostRemembered) forgetOldest(bySubject);
          bySubject.set(subject, afterFailure(bySubject.get(subject), clock.now()));
        },
        drop() {
          end(subject);
        },
      };
    },
  };
}

/** One who tries many names must not make us forget how often each failed. */
function forgetOldest(bySubject: Map<string, Attempts>): void {
  for (const subject of [...bySubject.keys()].slice(0, mostRemembered / 10)) bySubject.delete(subject);
}

function failedLately(known: Attempts | undefined, now: EpochMs): number {
  return known === undefined || now - known.since > minuteMs ? 0 : known.failed;
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
