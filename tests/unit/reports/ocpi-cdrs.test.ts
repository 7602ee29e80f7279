import { describe, expect, test } from 'vitest';
import type { BusinessProfile } from '../../../electron/contract/business.ts';
import { defaultBusiness } from '../../../electron/service/domain/business.ts';
import { billSession } from '../../../electron/service/domain/money/bill-session.ts';
import { linesOf } from '../../../electron/service/domain/money/stored-lines.ts';
import { ocpiCdr, type OcpiCdrSource } from '../../../electron/service/reports/ocpi-cdr.ts';
import { decimal, hours } from '../../../electron/service/reports/ocpi-number.ts';
import { ocpiJson } from '../../../electron/service/reports/ocpi-json.ts';
import type { CdrRecord } from '../../../electron/service/store/book-records.ts';
import { price, session, tariff, times } from '../money/test-tariff.ts';
import { charge, hour, noon, stoppedSession } from '../store/records.ts';
import { openStoreWithStation } from '../store/test-store.ts';
import { ocpiCdrSchema } from './ocpi-schema.ts';

const at = (text: string): number => Date.parse(`2026-07-06T${text}:00+04:00`);

const body = tariff({
  startFeeE4: 5000,
  elements: [
    price({
      label: 'night',
      when: times({
        weekdays: [1, 5],
        fromMinute: 1320,
        toMinute: 480,
        season: { firstDay: '06-01', lastDay: '08-31' },
      }),
      energyPerKwhE4: 2000,
    }),
    price({ label: 'day', energyPerKwhE4: 3000, idlePerMinuteE4: 1000 }),
  ],
  idleGraceMinutes: 5,
  maximumMinor: 2000,
});

const registers = [
  { at: at('21:30'), energyWh: 1000 },
  { at: at('22:00'), energyWh: 9000 },
  { at: at('22:15'), energyWh: 11_345 },
  { at: at('22:40'), energyWh: 11_345 },
];

const span = { startedAt: at('21:30'), stoppedAt: at('22:40') };

const version = {
  ...{ versionId: '7', tariffId: '3', number: 2, body: '{}', operator: '' },
  ...{ validFrom: Date.parse('2026-01-01T00:00:00Z'), createdAt: Date.parse('2025-12-31T10:00:00Z') },
};

const owner = {
  ...{ countryCode: 'AZ', country: 'AZE', partyId: '#NA' },
  ...{ siteName: 'Sahil MMC', address: 'Bakı, Nizami küç. 1' },
};

function billedCdr(given: Partial<CdrRecord> = {}): CdrRecord {
  const bill = billSession(session({ ...span, tariff: body, vatRateBp: 1800, energyWh: 10_345, registers }));
  return {
    ...charge({ startedAt: span.startedAt, stoppedAt: span.stoppedAt, idToken: '04A2B91C', energyWh: 10_345 }),
    ...{ cdrId: '12', prevHash: '', hash: '', recordedAt: at('22:41'), evseId: 2, stationId: 'HALL-1' },
    ...{ chargingSeconds: bill.chargingSeconds, idleSeconds: bill.idleSeconds, vatRateBp: 1800 },
    ...{ grossMinor: bill.grossMinor, vatMinor: bill.vatMinor, netMinor: bill.netMinor },
    lines: JSON.stringify(bill.lines),
    ...given,
  };
}

function source(cdr: CdrRecord, given: Partial<OcpiCdrSource> = {}): OcpiCdrSource {
  return {
    ...{ owner, cdr, lines: linesOf(cdr.lines), meterSerialNumber: 'M-17', powerClass: 'DC' },
    ...{ contractNumber: 'MÜQ-5', tariff: { version, body } },
    ...given,
  };
}

describe('a charge detail record as OCPI tells it', () => {
  test('has the fields of the specification, and decimal numbers made from whole ones', () => {
    const cdr = ocpiCdr(source(billedCdr(), {}));
    expect(ocpiCdrSchema.parse(cdr)).toEqual(cdr);
    expect(cdr).toMatchObject({
      ...{ id: '12', currency: 'AZN', meter_id: 'M-17', total_energy: 10.345 },
      ...{ start_date_time: '2026-07-06T17:30:00.000Z', end_date_time: '2026-07-06T18:40:00.000Z' },
      cdr_token: { uid: '04A2B91C', type: 'RFID', contract_id: 'M_Q-5' },
      cdr_location: { evse_uid: '2.HALL-1', connector_power_type: 'DC', country: 'AZE' },
      // 0.50 + 8 × 0.30 + 2.345 × 0.20 = 0.50 + 2.40 + 0.47; VAT 0.08 + 0.37 + 0.07
      total_cost: { excl_vat: 2.85, incl_vat: 3.37 },
      total_fixed_cost: { excl_vat: 0.42, incl_vat: 0.5 },
      total_energy_cost: { excl_vat: 2.43, incl_vat: 2.87 },
      // 70 minutes, of which 25 without charging
      ...{ total_time: 1.1667, total_parking_time: 0.4167 },
    });
  });

  test('begins a period where another price begins, and when the car only stays', () => {
    const periods = ocpiCdr(source(billedCdr()))?.charging_periods;
    expect(periods).toEqual([
      {
        start_date_time: '2026-07-06T17:30:00.000Z',
        dimensions: [
          { type: 'ENERGY', volume: 8 },
          { type: 'TIME', volume: 0.75 },
        ],
        tariff_id: '3-2',
      },
      {
        start_date_time: '2026-07-06T18:00:00.000Z',
        dimensions: [{ type: 'ENERGY', volume: 2.345 }],
        tariff_id: '3-2',
      },
      {
        start_date_time: '2026-07-06T18:15:00.000Z',
        dimensions: [{ type: 'PARKING_TIME', volume: 0.0833 }],
        tariff_id: '3-2',
      },
      {
        start_date_time: '2026-07-06T18:20:00.000Z',
        dimensions: [{ type: 'PARKING_TIME', volume: 0.3333 }],
        tariff_id: '3-2',
      },
    ]);
  });

  test('tells its tariff without VAT, by the hour, and a season by the dates of this year', () => {
    expect(ocpiCdr(source(billedCdr()))?.tariffs).toEqual([
      {
        ...{ country_code: 'AZ', party_id: '#NA', id: '3-2', currency: 'AZN', type: 'REGULAR' },
        max_price: { excl_vat: 16.95, incl_vat: 20 },
        elements: [
          { price_components: [{ type: 'FLAT', price: 0.4237, vat: 18, step_size: 1 }] },
          {
            price_components: [
              { type: 'ENERGY', price: 0.1695, vat: 18, step_size: 1 },
              { type: 'PARKING_TIME', price: 0, vat: 18, step_size: 1 },
            ],
            restrictions: {
              ...{ start_time: '22:00', end_time: '08:00', start_date: '2026-06-01', end_date: '2026-09-01' },
              day_of_week: ['MONDAY', 'FRIDAY'],
            },
          },
          {
            price_components: [
              { type: 'ENERGY', price: 0.2542, vat: 18, step_size: 1 },
              { type: 'PARKING_TIME', price: 5.0847, vat: 18, step_size: 1 },
            ],
          },
        ],
        ...{ start_date_time: '2026-01-01T00:00:00.000Z', last_updated: '2025-12-31T10:00:00.000Z' },
      },
    ]);
  });

  test('that takes another back has its data, its number and a negative total', () => {
    const original = billedCdr();
    const credit = billedCdr({
      ...{ cdrId: '13', kind: 'credit', reverses: '12', energyWh: -10_345 },
      ...{ chargingSeconds: -original.chargingSeconds, idleSeconds: -original.idleSeconds },
      ...{ grossMinor: -(original.grossMinor ?? 0), netMinor: -(original.netMinor ?? 0) },
      lines: JSON.stringify(
        linesOf(original.lines).map((line) => ({
          ...line,
          quantity: -line.quantity,
          spans: line.spans.map((one) => ({ ...one, quantity: -one.quantity })),
          ...{ grossMinor: -line.grossMinor, vatMinor: -line.vatMinor, netMinor: -line.netMinor },
        })),
      ),
    });
    const told = ocpiCdr(source(credit, { contractNumber: null }));
    expect(ocpiCdrSchema.parse(told)).toEqual(told);
    expect(told).toEqual({
      ...ocpiCdr(source(original, { contractNumber: null })),
      id: '13',
      total_cost: { excl_vat: -2.85, incl_vat: -3.37 },
      ...{ credit: true, credit_reference_id: '12' },
    });
  });

  test('names no VAT where none is charged, and no cost of what was not priced', () => {
    const free = billedCdr({ lines: '[]', vatRateBp: null, grossMinor: 0, vatMinor: 0, netMinor: 0 });
    const told = ocpiCdr(
      source(free, { tariff: null, powerClass: null, contractNumber: null, meterSerialNumber: null }),
    );
    expect(ocpiCdrSchema.parse(told)).toEqual(told);
    expect(told?.total_cost).toEqual({ excl_vat: 0 });
    expect(told).not.toHaveProperty('total_energy_cost');
    expect(told?.charging_periods.map(({ dimensions }) => dimensions)).toEqual([
      [
        { type: 'ENERGY', volume: 10.345 },
        { type: 'TIME', volume: 0.75 },
      ],
      [{ type: 'PARKING_TIME', volume: 0.4167 }],
    ]);
  });

  test('is none where energy or amount is not known', () => {
    expect(ocpiCdr(source(billedCdr({ energyWh: null })))).toBeNull();
    expect(ocpiCdr(source(billedCdr({ grossMinor: null, netMinor: null })))).toBeNull();
  });
});

test('decimal numbers keep every digit of the whole number they were made from', () => {
  for (const [units, scale, text] of [
    [12_345, 3, '12.345'],
    [-5, 2, '-0.05'],
    [0, 2, '0'],
    [679, 0, '679'],
    [100_000_000_001, 3, '100000000.001'],
  ] as const)
    expect(JSON.stringify(decimal(units, scale))).toBe(text);
  expect([3600, 60, 1, 0].map(hours)).toEqual([1, 0.0167, 0.0003, 0]);
});

test('the records of a period are written as one JSON array, those without an amount left out', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    for (const transactionId of ['1', '2', '3'])
      await unit.sessions.insert(stoppedSession(noon, 1000, { transactionId }));
    await unit.cdrs.append(charge({ postedAt: noon }));
    await unit.cdrs.append(charge({ sessionId: '2', postedAt: noon, grossMinor: null, netMinor: null }));
    await unit.cdrs.append(charge({ sessionId: '3', postedAt: noon + hour, energyWh: 1234 }));
    await unit.cdrs.append(charge({ kind: 'credit', reverses: '1', postedAt: noon + 2 * hour, grossMinor: -300 }));
  });
  const business: BusinessProfile = {
    ...defaultBusiness,
    iban: 'AZ21NABZ00000000137010001944',
    legalName: 'Sahil MMC',
  };
  const deps = { read: store.read, business, currency: 'AZN' };
  const written = async (from: number, to: number): Promise<unknown> => {
    let text = '';
    for await (const piece of ocpiJson(deps, { report: 'sessions', from, to })) text += piece;
    return JSON.parse(text);
  };
  expect(await written(noon, noon + 2 * hour)).toMatchObject([
    { id: '1', country_code: 'AZ' },
    { id: '3', total_energy: 1.234 },
  ]);
  expect(await written(0, 1)).toEqual([]);
});
