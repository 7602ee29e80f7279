import { expect, test } from 'vitest';
import { createBackOff } from '../../../electron/main/back-off.ts';

test('each failure soon after a start doubles the wait, up to a quarter of a minute', () => {
  const backOff = createBackOff();
  const delays = Array.from({ length: 8 }, () => {
    backOff.started(0);
    return backOff.nextDelayMs(10);
  });
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test('a service that was well for a minute is started again at once', () => {
  const backOff = createBackOff();
  backOff.started(0);
  backOff.nextDelayMs(10);
  backOff.nextDelayMs(20);
  backOff.started(1_000);
  expect(backOff.nextDelayMs(61_000)).toBe(250);
});
