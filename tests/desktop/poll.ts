import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 50;
const limitMs = 20_000;

/** Asks again and again until there is an answer that is not null. */
export async function poll<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== null) return answer;
    await sleep(intervalMs);
  }
  throw new Error(`Waited in vain for ${what}`);
}
