import { describe, expect, test } from 'vitest';
import { defaultBusiness } from '../../../electron/service/domain/business.ts';
import { previewTariff } from '../../../electron/service/domain/tariff-preview.ts';
import { price, tariff, times } from '../money/test-tariff.ts';

const startedAt = Date.parse('2026-07-06T19:00:00+04:00');
const site = { currency: 'AZN', timeZone: 'Asia/Baku', business: defaultBusiness };
const session = { startedAt, energyWh: 10_000, chargingMinutes: 40, idleMinutes: 0 };
const perKwhAndMinute = tariff({ elements: [price({ energyPerKwhE4: 3000, chargingPerMinuteE4: 50 })] });

describe('a preview', () => {
  test('says what a session costs, line by line: 10 kWh in 40 minutes at 0,30 and half a qəpik a minute are 3,20', () => {
    const { bill, margin } = previewTariff({ ...session, body: perKwhAndMinute }, site);
    expect(bill.lines.map(({ kind, quantity, grossMinor }) => [kind, quantity, grossMinor])).toEqual([
      ['energy', 10_000, 300],
      ['time', 2400, 20],
    ]);
    expect(bill).toMatchObject({ grossMinor: 320, vatRateBp: null, vatMinor: 0 });
    expect(margin).toBeNull();
  });

  test('lets the car charge evenly, so that half of it falls behind a boundary, and then stay', () => {
    const night = price({
      label: 'night',
      when: times({ fromMinute: 19 * 60 + 20, toMinute: 8 * 60 }),
      energyPerKwhE4: 2000,
    });
    const day = price({ energyPerKwhE4: 3000, idlePerMinuteE4: 1000 });
    const body = tariff({ elements: [{ ...night, idlePerMinuteE4: 1000 }, day], idleGraceMinutes: 10 });
    const { bill } = previewTariff({ ...session, body, idleMinutes: 30 }, site);
    expect(bill.lines.map(({ kind, label, quantity, grossMinor }) => [kind, label, quantity, grossMinor])).toEqual([
      ['energy', 'night', 5000, 100],
      ['energy', '', 5000, 150],
      ['idle', 'night', 1200, 200],
    ]);
    expect(bill).toMatchObject({ chargingSeconds: 2400, idleSeconds: 1800 });
  });

  test('shows what remains of a kWh without VAT where the cost of electricity is known', () => {
    const business = {
      ...defaultBusiness,
      taxRegime: 'vat' as const,
      electricityCosts: [
        { from: '2026-01-01', perKwhE4: 1250, fixedPerMonthMinor: 300 },
        { from: '2026-08-01', perKwhE4: 9000, fixedPerMonthMinor: 300 },
      ],
    };
    const { bill, margin } = previewTariff({ ...session, body: perKwhAndMinute }, { ...site, business });
    expect(bill).toMatchObject({ grossMinor: 320, vatMinor: 49, netMinor: 271 });
    expect(margin).toEqual({ costPerKwhE4: 1250, costMinor: 125, marginMinor: 146, marginPerKwhE4: 1460 });
    const nothing = { ...session, energyWh: 0, body: perKwhAndMinute };
    expect(previewTariff(nothing, { ...site, business }).margin).toMatchObject({ costMinor: 0, marginPerKwhE4: null });
  });
});
