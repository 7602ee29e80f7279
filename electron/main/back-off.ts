const firstMs = 250;
const lastMs = 15_000;
/** A service that held this long was well: the next failure starts from the shortest wait again. */
const wellAfterMs = 60_000;

/** How long to wait before the next start: twice as long after each failure that follows soon on the one before. */
export interface BackOff {
  started(atMs: number): void;
  nextDelayMs(nowMs: number): number;
}

export function createBackOff(): BackOff {
  let delayMs = firstMs;
  let startedAtMs = 0;
  return {
    started(atMs) {
      startedAtMs = atMs;
    },
    nextDelayMs(nowMs) {
      if (nowMs - startedAtMs >= wellAfterMs) delayMs = firstMs;
      const current = delayMs;
      delayMs = Math.min(delayMs * 2, lastMs);
      return current;
    },
  };
}
