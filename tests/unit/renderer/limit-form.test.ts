import { describe, expect, it } from 'vitest';
import { inputs } from '../../../electron/contract/inputs.ts';
import { amountOf, emptyLimit, limitOf, type LimitValues } from '../../../renderer/station-limits/limit-form.ts';

const limit = (values: Partial<LimitValues>) => limitOf({ ...emptyLimit, ...values }, 'HALL-1');

describe('a limit as a person gives it', () => {
  it.each([
    [{ amount: '16' }, { limit: 16, unit: 'A' }],
    [
      { amount: '7,45', unit: 'kW' },
      { limit: 7450, unit: 'W' },
    ],
    [{ amount: '6.27' }, { limit: 6.3, unit: 'A' }],
    [
      { amount: '10', place: 'evse:2', phases: '3' },
      { limit: 10, unit: 'A', evseId: 2, phases: 3 },
    ],
    [
      { amount: '0', place: 'session:17' },
      { limit: 0, unit: 'A', sessionId: '17' },
    ],
  ] as const)('becomes what the service is asked for: %o', (values, asked) => {
    expect(limit(values)).toEqual({ stationId: 'HALL-1', ...asked });
  });

  it('holds at certain hours of the day, over midnight too', () => {
    const daily = { rhythm: 'daily', amount: '10' } as const;
    expect(limit({ ...daily, fromMinute: 1380, toMinute: 360 })).toMatchObject({
      daily: { fromMinute: 1380, toMinute: 360 },
    });
    expect(limit({ ...daily, fromMinute: 60 })).toBeNull();
    expect(limit({ ...daily, fromMinute: 60, toMinute: 60 })).toBeNull();
  });

  it('of a session holds as long as the session', () => {
    const asked = limit({ amount: '10', place: 'session:17', rhythm: 'daily', fromMinute: 0, toMinute: 60 });
    expect(asked).not.toHaveProperty('daily');
  });

  it.each(['', '-1', '16 A', '1.2345', '1e3', '1001'])('is not read from “%s”', (amount) => {
    expect(amountOf({ amount, unit: 'A' })).toBeNull();
  });

  it('is always one the contract takes', () => {
    for (let tenths = 0; tenths <= 1000; tenths += 7) {
      const asked = limit({ amount: String(tenths / 10) });
      expect(inputs['chargingLimits.set'].safeParse(asked).success, String(tenths / 10)).toBe(true);
    }
  });
});
