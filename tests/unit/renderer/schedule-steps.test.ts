import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../renderer/station-limits/schedule-steps.ts';

const hourMs = 3_600_000;
const periods = [
  { startSeconds: 0, limit: 32 },
  { startSeconds: 3600, limit: 16, phases: 1 },
];

describe('a schedule as steps', () => {
  it('lets each step end where the next begins, and the last one never', () => {
    expect(stepsOf({ unit: 'A', periods }, 0)).toEqual([
      { fromMs: 0, toMs: hourMs, limit: 32, phases: null },
      { fromMs: hourMs, toMs: null, limit: 16, phases: 1 },
    ]);
  });

  it('ends with its duration', () => {
    expect(stepsOf({ unit: 'A', periods, durationSeconds: 7200 }, 0).at(-1)?.toMs).toBe(2 * hourMs);
  });

  it('leaves out what begins after its end', () => {
    expect(stepsOf({ unit: 'A', periods, durationSeconds: 3600 }, 0)).toHaveLength(1);
  });
});
