import { describe, expect, it } from 'vitest';
import { clockText, readClock } from '../../../renderer/components/clock-time.ts';

describe('a time of day', () => {
  it.each([
    ['08:30', 510],
    ['8.30', 510],
    ['0830', 510],
    ['8', 480],
    [' 23:59 ', 1439],
  ])('is read from %s', (text, minutes) => {
    expect(readClock(text)).toBe(minutes);
  });

  it.each(['', '24:00', '8:60', '8:3', 'noon', '123456'])('is not read from “%s”', (text) => {
    expect(readClock(text)).toBeNull();
  });

  it('may be the end of the day where that is asked for', () => {
    expect(readClock('24:00', 1440)).toBe(1440);
    expect(readClock('24:01', 1440)).toBeNull();
  });

  it('is written with two digits each', () => {
    expect(clockText(5)).toBe('00:05');
    expect(clockText(1440)).toBe('24:00');
    expect(clockText(null)).toBe('');
  });
});
