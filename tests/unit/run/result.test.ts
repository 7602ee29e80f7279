import { describe, expect, it } from 'vitest';
import { closingLine, judge } from '../../run/result.ts';

describe('the verdict on a runner', () => {
  it('passes what passed', () => {
    expect(judge({ passed: 3, failed: 0, skipped: 0, exitCode: 0 })).toEqual({ passed: 3, failed: 0 });
  });

  it('fails a runner that executed nothing', () => {
    expect(judge({ passed: 0, failed: 0, skipped: 0, exitCode: 0 })).toEqual({ passed: 0, failed: 1 });
  });

  it('fails a runner that ended in an error though no test failed', () => {
    expect(judge({ passed: 3, failed: 0, skipped: 0, exitCode: 1 })).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a skipped test as failed', () => {
    expect(judge({ passed: 3, failed: 1, skipped: 2, exitCode: 1 })).toEqual({ passed: 3, failed: 3 });
  });

  it('sums over all runners in the closing line', () => {
    const results = [
      { name: 'a', passed: 2, failed: 0, seconds: 1 },
      { name: 'b', passed: 40, failed: 1, seconds: 1 },
    ];
    expect(closingLine(results)).toBe('42 passed, 1 failed');
  });
});
