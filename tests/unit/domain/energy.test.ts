import { describe, expect, test } from 'vitest';
import {
  energyOf,
  nextRegister,
  type Registers,
  runningEnergyWh,
  wholeWh,
} from '../../../electron/service/domain/energy.ts';
import { verdictOf } from '../../../electron/service/domain/flags.ts';

const hourMs = 3_600_000;

const registers = (given: Partial<Registers>): Registers => ({
  meterStartWh: 10_000,
  meterStopWh: 18_500,
  firstReadingWh: null,
  lastReadingWh: null,
  lastPowerW: null,
  startedAt: 0,
  stoppedAt: hourMs,
  ...given,
});

describe('energy of a session', () => {
  test.each<{
    what: string;
    given: Partial<Registers>;
    energyWh: number | null;
    source: string;
    flags: string[];
    verdict: string;
  }>([
    { what: 'is what the register rose by', given: {}, energyWh: 8_500, source: 'register', flags: [], verdict: 'ok' },
    {
      what: 'may be nothing',
      given: { meterStopWh: 10_000 },
      energyWh: 0,
      source: 'register',
      flags: [],
      verdict: 'ok',
    },
    {
      what: 'without a stop register comes from the last reading',
      given: { meterStopWh: null, lastReadingWh: 12_345 },
      energyWh: 2_345,
      source: 'reading',
      flags: ['noStopMeter'],
      verdict: 'estimated',
    },
    {
      what: 'without a stop register and readings is not known',
      given: { meterStopWh: null },
      energyWh: null,
      source: 'none',
      flags: ['noStopMeter'],
      verdict: 'estimated',
    },
    {
      what: 'treats a negative register as none',
      given: { meterStartWh: -1, firstReadingWh: 11_000 },
      energyWh: 7_500,
      source: 'reading',
      flags: ['noStartMeter'],
      verdict: 'estimated',
    },
    {
      what: 'without any start is not known',
      given: { meterStartWh: null },
      energyWh: null,
      source: 'none',
      flags: ['noStartMeter'],
      verdict: 'estimated',
    },
    {
      what: 'after a register that fell is what the readings tell',
      given: { meterStopWh: 40, lastReadingWh: 11_000 },
      energyWh: 1_000,
      source: 'reading',
      flags: ['meterRollback'],
      verdict: 'review',
    },
    {
      what: 'after a register that fell, without readings, is nothing',
      given: { meterStopWh: 40 },
      energyWh: 0,
      source: 'none',
      flags: ['meterRollback'],
      verdict: 'review',
    },
    {
      what: 'that no charger can deliver in that time is kept and flagged',
      given: { meterStopWh: 10_000 + 10_000_000 },
      energyWh: 10_000_000,
      source: 'register',
      flags: ['implausibleEnergy'],
      verdict: 'review',
    },
    {
      what: 'shows kWh labelled Wh by its readings',
      given: { meterStartWh: 12_000_000, meterStopWh: 12_008_000, lastReadingWh: 12_008 },
      energyWh: 8_000,
      source: 'register',
      flags: ['unitMismatch'],
      verdict: 'review',
    },
    {
      what: 'shows kWh labelled Wh by what the power makes of the time',
      given: { meterStartWh: 1000, meterStopWh: 1007, lastPowerW: 7000 },
      energyWh: 7,
      source: 'register',
      flags: ['unitMismatch'],
      verdict: 'review',
    },
    {
      what: 'may be little though the power is high at the end',
      given: { meterStartWh: 1000, meterStopWh: 1400, lastPowerW: 7000 },
      energyWh: 400,
      source: 'register',
      flags: [],
      verdict: 'ok',
    },
    {
      what: 'may be next to nothing where a car only topped up',
      given: { meterStartWh: 1000, meterStopWh: 1001, lastPowerW: 400 },
      energyWh: 1,
      source: 'register',
      flags: [],
      verdict: 'ok',
    },
  ])('$what', ({ given, energyWh, source, flags, verdict }) => {
    const finding = energyOf(registers(given));
    expect(finding).toEqual({ energyWh, energySource: source, flags });
    expect(verdictOf(finding.flags)).toBe(verdict);
  });

  test('is never negative and never more than what registers or readings rose by', () => {
    const values = [null, -5, 0, 1, 9_999, 10_000, 10_001, 2 ** 31, 2 ** 40];
    for (const meterStartWh of values) {
      for (const meterStopWh of values) {
        for (const lastReadingWh of values) {
          for (const firstReadingWh of values) {
            const { energyWh } = energyOf(registers({ meterStartWh, meterStopWh, lastReadingWh, firstReadingWh }));
            if (energyWh === null) continue;
            const start = meterStartWh !== null && meterStartWh >= 0 ? meterStartWh : (firstReadingWh ?? 0);
            const most = Math.max(meterStopWh ?? 0, lastReadingWh ?? 0) - start;
            expect(energyWh).toBeGreaterThanOrEqual(0);
            expect(energyWh).toBeLessThanOrEqual(Math.max(0, most));
          }
        }
      }
    }
  });
});

describe('energy of a running session', () => {
  test.each([
    [10_000, 10_400, 400],
    [10_000, 9_000, 0],
    [null, 10_400, null],
    [-1, 10_400, null],
    [10_000, null, null],
  ])('from %s to %s is %s', (start, last, energyWh) => {
    expect(runningEnergyWh(start, last)).toBe(energyWh);
  });
});

describe('the register to go on from', () => {
  const known = { energyWh: 10_000, at: 0 };
  test.each([
    ['rises', { energyWh: 10_100, at: 60_000 }, { energyWh: 10_100, at: 60_000 }],
    ['does not fall to zero', { energyWh: 0, at: 60_000 }, known],
    ['does not jump by more than any charger delivers', { energyWh: 10_000_000, at: 60_000 }, known],
    ['is not changed by an older reading', { energyWh: 10_500, at: -1 }, known],
  ])('%s', (_, reported, next) => {
    expect(nextRegister(known, reported)).toEqual(next);
  });

  test('is the first one reported', () => {
    expect(nextRegister(null, known)).toBe(known);
  });
});

test('registers are rounded to whole Wh, and what no meter shows is none', () => {
  expect([26_008.333, 0.4, null, Number.POSITIVE_INFINITY, 1e300].map(wholeWh)).toEqual([26_008, 0, null, null, null]);
});

test('the gravest flag decides the verdict', () => {
  expect(verdictOf([])).toBe('ok');
  expect(verdictOf(['lateArrival', 'repeatedStart'])).toBe('ok');
  expect(verdictOf(['noStop', 'refusedIdToken'])).toBe('review');
  expect(verdictOf(['lateStop'])).toBe('repaired');
  expect(verdictOf(['lateStop', 'noStopMeter'])).toBe('estimated');
  expect(verdictOf(['noStop', 'meterRollback'])).toBe('review');
});
