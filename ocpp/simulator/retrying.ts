import type { SimulatedTime } from './time.ts';

/** Tries again `retries` times, `intervalSeconds` of simulated time apart; rejects with the last fault. */
export async function retrying<T>(
  time: SimulatedTime,
  {
    retries = 0,
    intervalSeconds = 60,
  }: { readonly retries?: number | undefined; readonly intervalSeconds?: number | undefined },
  attempt: () => Promise<T>,
): Promise<T> {
  for (let left = retries; left > 0; left -= 1) {
    try {
      return await attempt();
    } catch {
      await sleep(time, intervalSeconds * 1000);
    }
  }
  return attempt();
}

export const sleep = (time: SimulatedTime, durationMs: number): Promise<void> =>
  durationMs <= 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        time.after(durationMs, resolve);
      });
