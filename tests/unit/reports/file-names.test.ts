import { describe, expect, it } from 'vitest';
import { presetPeriod, type PeriodPreset } from '../../../electron/contract/format/periods.ts';
import { periodName } from '../../../electron/service/reports/file-name.ts';
import { timeZone } from './small-month.ts';

describe('file names tell the period', () => {
  const now = Date.UTC(2026, 6, 15);
  const expected: readonly (readonly [PeriodPreset, string])[] = [
    ['today', '2026-07-15'],
    ['thisWeek', '2026-07-13_2026-07-19'],
    ['thisMonth', '2026-07'],
    ['lastQuarter', '2026-Q2'],
    ['lastYear', '2025'],
  ];

  it.each(expected)('%s is %s', (preset, name) => {
    expect(periodName(presetPeriod(preset, now, timeZone), timeZone)).toBe(name);
  });

  it('a period of any other shape is told by its first and last day', () => {
    const { from } = presetPeriod('lastMonth', now, timeZone);
    const { to } = presetPeriod('thisMonth', now, timeZone);
    expect(periodName({ from, to }, timeZone)).toBe('2026-06-01_2026-07-31');
    expect(periodName({ from: from + 1, to: from + 2 }, timeZone)).toBe('2026-06-01');
  });
});
