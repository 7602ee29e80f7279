import { describe, expect, it } from 'vitest';
import { createConnectorHardware } from '../../../ocpp/simulator/hardware.ts';
import { measure, meterValue } from '../../../ocpp/simulator/meter-values.ts';
import type { Outlet, Vehicle } from '../../../ocpp/simulator/power-curve.ts';

const ac: Outlet = { current: 'AC', maxPowerW: 22_000 };
const dc: Outlet = { current: 'DC', maxPowerW: 60_000 };
const vehicle: Vehicle = { name: 'test', batteryWh: 60_000, maxAcPowerW: 11_000, maxDcPowerW: 100_000 };
const minuteMs = 60_000;

describe('the meter', () => {
  it('counts up over cars and never back', () => {
    const hardware = createConnectorHardware(ac, 123_456, 0);
    const registers = [hardware.registerWh];
    for (let minute = 1; minute <= 180; minute += 1) {
      if (minute % 60 === 1) hardware.plugIn({ vehicle, socPercent: 40 });
      if (minute % 60 === 5) hardware.energize(true);
      if (minute % 60 === 50) hardware.energize(false);
      if (minute % 60 === 55) hardware.unplug();
      hardware.advance(minute * minuteMs);
      registers.push(hardware.registerWh);
    }
    expect(registers[0]).toBe(123_456);
    expect(registers).toEqual([...registers].sort((a, b) => a - b));
    const delivered = (registers.at(-1) ?? 0) - 123_456;
    expect(delivered).toBeGreaterThan(3 * 44 * (11_000 / 60));
    expect(delivered).toBeLessThan(3 * 46 * (11_000 / 60));
  });

  it('stands still without a closed contactor, and without a car', () => {
    const hardware = createConnectorHardware(ac, 0, 0);
    hardware.energize(true);
    hardware.advance(60 * minuteMs);
    hardware.energize(false);
    hardware.plugIn({ vehicle, socPercent: 40 });
    hardware.advance(120 * minuteMs);
    expect(hardware.registerWh).toBe(0);
    expect(hardware.powerW).toBe(0);
  });

  it('is not turned back by a clock that is', () => {
    const hardware = createConnectorHardware(ac, 0, 0);
    hardware.plugIn({ vehicle, socPercent: 10 });
    hardware.energize(true);
    hardware.advance(30 * minuteMs);
    const register = hardware.registerWh;
    hardware.advance(10 * minuteMs);
    hardware.advance(30 * minuteMs);
    expect(hardware.registerWh).toBe(register);
  });

  it('obeys a limit below the rating', () => {
    const hardware = createConnectorHardware(dc, 0, 0);
    hardware.limitPower(20_000);
    hardware.plugIn({ vehicle, socPercent: 30 });
    hardware.energize(true);
    hardware.advance(5 * minuteMs);
    expect(hardware.powerW).toBe(20_000);
  });
});

describe('a meter value', () => {
  const usual = ['Energy.Active.Import.Register', 'Power.Active.Import', 'Current.Import', 'Voltage', 'SoC'];

  function charging(outlet: Outlet) {
    const hardware = createConnectorHardware(outlet, 1_000, 0);
    hardware.plugIn({ vehicle, socPercent: 30 });
    hardware.energize(true);
    hardware.advance(10 * minuteMs);
    return meterValue(measure(hardware, 10 * minuteMs), usual, 'Sample.Periodic', '2026-07-06T08:00:00Z')?.sampledValue;
  }

  it('of three phases holds currents and voltages that make up the power', () => {
    const samples = charging(ac) ?? [];
    expect(samples).toHaveLength(8);
    const values = (measurand: string) =>
      samples.filter((sample) => sample.measurand === measurand).map(({ value }) => Number(value));
    const volts = values('Voltage');
    const wattsFromPhases = values('Current.Import').reduce(
      (sum, ampere, phase) => sum + ampere * (volts[phase] ?? 0),
      0,
    );
    expect(Math.abs(wattsFromPhases - (values('Power.Active.Import')[0] ?? 0))).toBeLessThan(60);
  });

  it('of a DC outlet tells one current, one voltage and the state of charge', () => {
    const samples = charging(dc) ?? [];
    expect(samples.map(({ measurand }) => measurand)).toEqual(usual);
    expect(samples.every(({ phase }) => phase === undefined)).toBe(true);
    expect(Number(samples.at(-1)?.value)).toBeGreaterThan(30);
  });

  it('is left out when no measurand is asked for', () => {
    const hardware = createConnectorHardware(ac, 0, 0);
    expect(meterValue(measure(hardware, 0), [], 'Trigger', '2026-07-06T08:00:00Z')).toBeNull();
  });
});
