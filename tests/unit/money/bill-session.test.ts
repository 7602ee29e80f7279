import { describe, expect, test } from 'vitest';
import { billSession } from '../../../electron/service/domain/money/bill-session.ts';
import { price, session, tariff, times } from './test-tariff.ts';

const at = (text: string): number => Date.parse(`2026-07-06T${text}+04:00`);
const perKwh = tariff({ elements: [price({ energyPerKwhE4: 3000 })] });

describe('the bill of a session', () => {
  test('has a line with quantity, price, span, VAT and net for the energy', () => {
    expect(billSession(session({ tariff: perKwh, vatRateBp: 1800 }))).toEqual({
      currency: 'AZN',
      vatRateBp: 1800,
      lines: [
        {
          kind: 'energy',
          label: '',
          quantity: 10_000,
          priceE4: 3000,
          spans: [{ from: '2026-07-06T08:00:00.000Z', to: '2026-07-06T09:00:00.000Z', quantity: 10_000 }],
          grossMinor: 300,
          vatMinor: 46,
          netMinor: 254,
        },
      ],
      grossMinor: 300,
      vatMinor: 46,
      netMinor: 254,
      chargingSeconds: 3600,
      idleSeconds: 0,
    });
  });

  test('charges all of the energy at the price of the start where the stop lies before it', () => {
    const night = price({ label: 'night', when: times({ fromMinute: 0, toMinute: 480 }), energyPerKwhE4: 1000 });
    const dayAndNight = tariff({ elements: [night, price({ label: 'day', energyPerKwhE4: 3000 })] });
    const bill = billSession(session({ tariff: dayAndNight, stoppedAt: at('03:00:00') }));
    expect(bill.lines).toMatchObject([{ label: 'day', quantity: 10_000, grossMinor: 300 }]);
    expect(bill).toMatchObject({ chargingSeconds: 0, idleSeconds: 0 });
  });

  test('trusts of several registers read at once the one its energy was reckoned from', () => {
    const until = price({ label: 'until', when: times({ fromMinute: 720, toMinute: 750 }), energyPerKwhE4: 1000 });
    const bill = billSession(
      session({
        tariff: tariff({ elements: [until, price({ label: 'then', energyPerKwhE4: 3000 })] }),
        registers: [
          { at: at('12:00:00'), energyWh: 1000 },
          { at: at('12:30:00'), energyWh: 9000 },
          { at: at('13:00:00'), energyWh: 11_000 },
          { at: at('13:00:00'), energyWh: 98_765_432 },
        ],
      }),
    );
    expect(bill.lines.map(({ quantity }) => quantity)).toEqual([8000, 2000]);
  });

  test('is nothing, without lines, where the use is free or the house’s own', () => {
    for (const use of ['free', 'house'] as const)
      expect(billSession(session({ tariff: { ...perKwh, use, startFeeE4: 5000 } }))).toMatchObject({
        lines: [],
        grossMinor: 0,
        chargingSeconds: 3600,
      });
  });
});

describe('the time a car only stays', () => {
  const stay = tariff({ elements: [price({ idlePerMinuteE4: 1000 })] });
  const idleSeconds = (registers: readonly (readonly [string, number])[], energyWh = 7000): number =>
    billSession(
      session({ tariff: stay, energyWh, registers: registers.map(([time, wh]) => ({ at: at(time), energyWh: wh })) }),
    ).idleSeconds;

  test('begins with the last reading that showed noticeable power', () => {
    const registers = [
      ['12:00:00', 1000],
      ['12:20:00', 5000],
      ['12:30:00', 8000],
      ['12:45:00', 8000],
      ['13:00:00', 8000],
    ] as const;
    expect(idleSeconds(registers)).toBe(1800);
  });

  test('is not ended by the last digit of a meter or by what a parked car draws', () => {
    const registers = [
      ['12:00:00', 1000],
      ['12:30:00', 7990],
      ['12:30:05', 7991],
      ['12:45:00', 7995],
      ['12:45:01', 7996],
      ['13:00:00', 8000],
    ] as const;
    expect(idleSeconds(registers)).toBe(1800);
  });

  test('is none without readings between start and stop', () => {
    expect(idleSeconds([])).toBe(0);
    expect(
      idleSeconds(
        [
          ['12:00:00', 1000],
          ['13:00:00', 1000],
        ],
        0,
      ),
    ).toBe(0);
  });

  test('is none after a last reading that nothing confirms', () => {
    const registers = [
      ['12:00:00', 1000],
      ['12:20:00', 5000],
      ['12:30:00', 8000],
    ] as const;
    expect(idleSeconds(registers)).toBe(0);
  });

  test('is all of it where readings show that nothing ever came', () => {
    const registers = [
      ['12:00:00', 1000],
      ['12:30:00', 1000],
      ['13:00:00', 1000],
    ] as const;
    expect(idleSeconds(registers, 0)).toBe(3600);
  });
});
