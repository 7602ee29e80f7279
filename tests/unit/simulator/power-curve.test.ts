import { describe, expect, it } from 'vitest';
import {
  beginCharge,
  charge,
  drawnPowerW,
  type ChargeState,
  type Outlet,
  type Vehicle,
} from '../../../ocpp/simulator/power-curve.ts';

const ac: Outlet = { current: 'AC', maxPowerW: 22_000 };
const dc: Outlet = { current: 'DC', maxPowerW: 60_000 };
const car: Vehicle = { name: 'test', batteryWh: 60_000, maxAcPowerW: 11_000, maxDcPowerW: 100_000 };

/** Power and state every second, from `socPercent` until the battery is full. */
function fullCharge(outlet: Outlet, vehicle: Vehicle, socPercent: number) {
  const course: { readonly powerW: number; readonly state: ChargeState }[] = [];
  for (let state = beginCharge(socPercent); state.socPercent < 100; state = charge(outlet, vehicle, state, 1)) {
    course.push({ powerW: drawnPowerW(outlet, vehicle, state), state });
  }
  return course;
}

const powersAt = (course: ReturnType<typeof fullCharge>, fromSoc: number, toSoc: number) =>
  course.filter(({ state }) => state.socPercent >= fromSoc && state.socPercent < toSoc).map(({ powerW }) => powerW);

describe.each([
  ['AC', ac],
  ['DC', dc],
])('a charge at an %s outlet', (_, outlet) => {
  const course = fullCharge(outlet, car, 12);

  it('delivers as energy the integral of its power', () => {
    const integralWh = course.reduce((sum, { powerW }) => sum + powerW / 3600, 0);
    const energyWh = course.at(-1)?.state.energyWh ?? 0;
    expect(energyWh).toBeGreaterThan(50_000);
    expect(Math.abs(integralWh - energyWh) / energyWh).toBeLessThan(0.005);
  });

  it.each([1, 20])('gives the same energy whether %i min pass in seconds or at once', (minutes) => {
    let inSeconds = beginCharge(30);
    for (let second = 0; second < minutes * 60; second += 1) inSeconds = charge(outlet, car, inSeconds, 1);
    const atOnce = charge(outlet, car, beginCharge(30), minutes * 60);
    expect(Math.abs(atOnce.energyWh - inSeconds.energyWh)).toBeLessThan(inSeconds.energyWh * 0.002);
  });

  it('never goes beyond what outlet and car can take', () => {
    const limit = Math.min(outlet.maxPowerW, outlet.current === 'AC' ? car.maxAcPowerW : car.maxDcPowerW);
    expect(Math.max(...course.map(({ powerW }) => powerW))).toBe(limit);
  });

  it('only ever adds energy and charge', () => {
    course.reduce((before, now) => {
      expect(now.state.energyWh).toBeGreaterThan(before.state.energyWh);
      expect(now.state.socPercent).toBeGreaterThan(before.state.socPercent);
      return now;
    });
  });

  it('draws nothing once the battery is full, however long the car stays', () => {
    const full = charge(outlet, car, beginCharge(12), 24 * 3600);
    expect(full.socPercent).toBe(100);
    expect(drawnPowerW(outlet, car, full)).toBe(0);
    expect(charge(outlet, car, full, 3600).energyWh).toBe(full.energyWh);
  });

  it('takes more from the outlet than reaches the battery', () => {
    const full = charge(outlet, car, beginCharge(50), 24 * 3600);
    expect(full.energyWh).toBeGreaterThan(30_000);
    expect(full.energyWh).toBeLessThan(35_000);
  });
});

it('an AC charge is flat until its tail', () => {
  const course = fullCharge(ac, car, 20);
  expect(new Set(powersAt(course, 25, 95))).toEqual(new Set([11_000]));
  const tail = powersAt(course, 97, 100);
  expect(tail).toEqual([...tail].sort((a, b) => b - a));
  expect(tail.at(-1)).toBeLessThan(3_000);
});

it('a DC charge ramps up, holds a plateau and tapers with the state of charge', () => {
  const course = fullCharge(dc, car, 15);
  const ramp = course.slice(0, 40).map(({ powerW }) => powerW);
  expect(ramp).toEqual([...ramp].sort((a, b) => a - b));
  expect(ramp[0]).toBeLessThan(5_000);
  expect(new Set(powersAt(course, 25, 60))).toEqual(new Set([60_000]));
  const taper = powersAt(course, 75, 100);
  expect(taper).toEqual([...taper].sort((a, b) => b - a));
  expect(taper.at(-1)).toBeLessThan(10_000);
});

it('a car without a fast charging inlet draws nothing from a DC outlet', () => {
  const slowCar = { ...car, maxDcPowerW: 0 };
  expect(charge(dc, slowCar, beginCharge(20), 3600).energyWh).toBe(0);
});
