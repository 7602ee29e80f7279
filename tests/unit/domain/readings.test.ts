import { describe, expect, test } from 'vitest';
import { powerOf } from '../../../electron/service/domain/power.ts';
import { readingsOf } from '../../../electron/service/domain/readings.ts';
import type { Reading } from '../../../electron/service/store/store.ts';
import type { SampledValue } from '../../../ocpp/model/meter.ts';

const sample = (value: number | null, given: Partial<SampledValue> = {}): SampledValue => ({
  text: value === null ? 'SIGNED' : String(value),
  value,
  measurand: 'Energy.Active.Import.Register',
  unit: 'Wh',
  phase: null,
  context: 'Sample.Periodic',
  location: 'Outlet',
  format: 'Raw',
  ...given,
});

function readOne(...sampledValues: SampledValue[]): Reading {
  const [reading, ...more] = readingsOf({ time: { text: null, at: null, zoneMissing: false }, sampledValues }, 1000);
  expect(more).toEqual([]);
  if (reading === undefined) throw new Error('no reading');
  return reading;
}

const power = { measurand: 'Power.Active.Import', unit: 'W' };
const current = { measurand: 'Current.Import', unit: 'A' };
const voltage = { measurand: 'Voltage', unit: 'V' };

describe('energy', () => {
  test.each([
    ['Wh', 604.213, 604],
    ['kWh', 604.213, 604_213],
    ['KWH', 1.5, 1_500],
  ])('in %s is kept as whole Wh', (unit, value, energyWh) => {
    expect(readOne(sample(value, { unit })).energyWh).toBe(energyWh);
  });

  test('may come in other units within one message', () => {
    const reading = readOne(sample(12.5, { unit: 'kWh' }), sample(7_400, power));
    expect(reading).toMatchObject({ energyWh: 12_500, powerW: 7_400 });
  });

  test('without a phase counts more than the phases, which are kept', () => {
    const reading = readOne(sample(900), sample(300, { phase: 'L1' }), sample(310, { phase: 'L2' }));
    expect(reading.energyWh).toBe(900);
    expect(reading.other).toContain('310');
  });

  test('told by phase only is their sum', () => {
    const phases = ['L1', 'L2', 'L3'].map((phase, index) => sample(100 * (index + 1), { phase }));
    expect(readOne(...phases)).toMatchObject({ energyWh: 600, other: null });
  });

  test('leaving the outlet counts more than what enters the station', () => {
    const reading = readOne(sample(1_050, { location: 'Inlet' }), sample(1_000));
    expect(reading.energyWh).toBe(1_000);
    expect(reading.other).toContain('Inlet');
  });

  test('of a signed or unreadable value is none, and its text is kept', () => {
    const reading = readOne(sample(null, { format: 'SignedData' }));
    expect(reading.energyWh).toBeNull();
    expect(reading.other).toContain('SIGNED');
  });
});

describe('currents and voltages', () => {
  test('go to their phases, scaled to mA and mV', () => {
    const reading = readOne(
      sample(16.04, { ...current, phase: 'L1' }),
      sample(15.9, { ...current, phase: 'L2' }),
      sample(0, { ...current, phase: 'L3' }),
      sample(230.4, { ...voltage, phase: 'L1-N' }),
    );
    expect(reading).toMatchObject({
      currentMilliampL1: 16_040,
      currentMilliampL2: 15_900,
      currentMilliampL3: 0,
      voltageMillivoltL1: 230_400,
      voltageMillivoltL2: null,
      other: null,
    });
  });

  test('without a phase are those of the only phase', () => {
    expect(readOne(sample(32, current)).currentMilliampL1).toBe(32_000);
  });

  test('between two phases have no column and are kept', () => {
    const reading = readOne(sample(400, { ...voltage, phase: 'L1-L2' }));
    expect(reading.voltageMillivoltL1).toBeNull();
    expect(reading.other).toContain('L1-L2');
  });
});

describe('other values', () => {
  test.each([
    ['Celsius', 21.46, 215],
    ['Celcius', 21.46, 215],
    ['Fahrenheit', 212, 1_000],
    ['K', 273.15, 0],
  ])('a temperature in %s is kept in tenths of a degree', (unit, value, tenths) => {
    expect(readOne(sample(value, { measurand: 'Temperature', unit })).temperatureDecidegree).toBe(tenths);
  });

  test('the state of charge is a percentage', () => {
    const reading = readOne(sample(81, { measurand: 'SoC', unit: 'Percent', location: 'EV' }));
    expect(reading).toMatchObject({ stateOfChargePercent: 81, other: null });
  });

  test.each([
    sample(50.02, { measurand: 'Frequency', unit: 'Hz' }),
    sample(5, { unit: 'constructor' }),
    sample(1e300),
    sample(3, { measurand: '__proto__' }),
  ])('%s is kept though it has no column', (strange) => {
    expect(readOne(strange).other).toBe(JSON.stringify([strange]));
  });

  test('of different contexts make rows of their own', () => {
    const sampledValues = [sample(1, { context: 'Transaction.Begin' }), sample(2, { context: 'Transaction.End' })];
    const rows = readingsOf({ time: { text: null, at: null, zoneMissing: false }, sampledValues }, 5);
    expect(rows.map(({ context, energyWh }) => [context, energyWh])).toEqual([
      ['Transaction.Begin', 1],
      ['Transaction.End', 2],
    ]);
  });
});

describe('power', () => {
  test('is what is measured', () => {
    expect(powerOf([readOne(sample(7.4, { ...power, unit: 'kW' }))], null, null)).toBe(7_400);
  });

  test('else current times voltage', () => {
    const phases = ['L1', 'L2'].flatMap((phase) => [
      sample(10, { ...current, phase }),
      sample(230, { ...voltage, phase }),
    ]);
    expect(powerOf([readOne(...phases)], null, null)).toBe(4_600);
  });

  test('else what the register rose by', () => {
    const before = { energyWh: 1_000, at: 0 };
    expect(powerOf([readOne(sample(1_100))], before, { energyWh: 1_100, at: 60_000 })).toBe(6_000);
  });

  test('is not known from a register that stood for too short or too long', () => {
    const before = { energyWh: 1_000, at: 0 };
    expect(powerOf([], before, { energyWh: 1_001, at: 1_000 })).toBeNull();
    expect(powerOf([], before, { energyWh: 1_100, at: 7_200_000 })).toBeNull();
  });
});
