import { vi } from 'vitest';

/** Waits until `check` no longer throws, and gives what it gives. */
export const eventually = <T>(check: () => T | Promise<T>, timeoutMs = 10_000): Promise<T> =>
  vi.waitFor(check, { timeout: timeoutMs, interval: 10 });
