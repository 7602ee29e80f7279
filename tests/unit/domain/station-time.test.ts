import { describe, expect, test } from 'vitest';
import { createStationClocks } from '../../../electron/service/domain/station-clocks.ts';
import { correctTime, wholeHalfHours } from '../../../electron/service/domain/station-time.ts';
import type { StationTime } from '../../../ocpp/model/time.ts';

const zone = 'Asia/Baku';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const received = Date.UTC(2026, 6, 6, 8, 30, 0);

const written = (at: number | null, zoneMissing = false): StationTime => ({
  text: at === null ? null : new Date(at).toISOString(),
  at,
  zoneMissing,
});

describe('a time of a station', () => {
  test.each([
    ['is taken as written', written(received - minuteMs), received - minuteMs, null],
    [
      'may be days old, as of a station that was offline',
      written(received - 72 * hourMs),
      received - 72 * hourMs,
      null,
    ],
    ['that is missing becomes the time of receipt', written(null), received, 'replaced'],
    ['of 1970 becomes the time of receipt', written(5_000), received, 'replaced'],
    ['of next week becomes the time of receipt', written(received + 7 * 24 * hourMs), received, 'replaced'],
    [
      'that is local time labelled UTC is corrected',
      written(received + 4 * hourMs - 1_000),
      received - 1_000,
      'shifted',
    ],
    ['a little ahead stays as it is', written(received + 17 * minuteMs), received + 17 * minuteMs, null],
    ['without a zone is UTC where that is nearer', written(received - minuteMs, true), received - minuteMs, null],
    ['without a zone is local where that is nearer', written(received + 4 * hourMs, true), received, null],
  ] as const)('%s', (_, time, at, doubt) => {
    expect(correctTime(time, received, zone)).toEqual({ at, doubt });
  });

  test('is never more than 24 hours after it was received', () => {
    for (let hours = -400_000; hours <= 400_000; hours += 97) {
      for (const zoneMissing of [true, false]) {
        const { at } = correctTime(written(received + hours * hourMs, zoneMissing), received, zone);
        expect(at).toBeLessThanOrEqual(received + 24 * hourMs);
        expect(at).toBeGreaterThanOrEqual(Date.UTC(2014, 11, 31));
      }
    }
  });

  test('without a zone follows what its station meant before, however old it is', () => {
    const old = written(received - hourMs, true);
    expect(correctTime(old, received, zone, { zoneless: 'site', shiftMs: 0 }).at).toBe(received - 5 * hourMs);
    expect(correctTime(old, received, zone, { zoneless: 'utc', shiftMs: 0 }).at).toBe(received - hourMs);
  });
});

test.each([
  [4 * hourMs, 4 * hourMs],
  [5.5 * hourMs + 90_000, 5.5 * hourMs],
  [17 * minuteMs, 0],
  [minuteMs, 0],
  [-4 * hourMs, 0],
])('a lead of %i ms is %i ms of whole half hours', (lead, whole) => {
  expect(wholeHalfHours(lead)).toBe(whole);
});

describe('the clock of a station', () => {
  test('that shows local time as UTC is known after three messages, and old times are corrected too', () => {
    const clocks = createStationClocks();
    for (const minute of [0, 1, 2]) {
      const now = received + minute * minuteMs;
      clocks.observe('S', written(now + 4 * hourMs), now, zone);
    }
    const { shiftMs } = clocks.habitOf('S');
    expect(shiftMs).toBe(4 * hourMs);
    const replayed = written(received - hourMs);
    expect(correctTime(replayed, received, zone, clocks.habitOf('S'))).toEqual({
      at: received - 5 * hourMs,
      doubt: 'shifted',
    });
  });

  test('is not misjudged by messages that were kept back for hours', () => {
    const clocks = createStationClocks();
    for (const minute of [0, 1, 2, 3, 4, 5])
      clocks.observe('S', written(received - 2 * hourMs + minute * minuteMs), received, zone);
    expect(clocks.habitOf('S').shiftMs).toBe(0);
    expect(clocks.skewMs('S')).toBeNull();
  });

  test('that is ahead shows by how much', () => {
    const clocks = createStationClocks();
    for (const minute of [0, 1, 2]) {
      const now = received + minute * minuteMs;
      clocks.observe('S', written(now + 11 * minuteMs), now, zone);
    }
    expect(clocks.skewMs('S')).toBe(11 * minuteMs);
  });

  test('that is behind shows only after a long row of messages', () => {
    const clocks = createStationClocks();
    const say = (minute: number): void => {
      const now = received + minute * minuteMs;
      clocks.observe('S', written(now - 20 * minuteMs), now, zone);
    };
    for (let minute = 0; minute < 11; minute += 1) say(minute);
    expect(clocks.skewMs('S')).toBeNull();
    say(11);
    expect(clocks.skewMs('S')).toBe(-20 * minuteMs);
  });
});
