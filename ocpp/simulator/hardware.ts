import type { EpochMs } from '../model/time.ts';
import { beginCharge, charge, drawnPowerW, type ChargeState, type Outlet, type Vehicle } from './power-curve.ts';

/** A car at a connector. */
export interface PluggedCar {
  readonly vehicle: Vehicle;
  readonly socPercent: number;
}

/** The physical side of a connector: cable, contactor and meter. */
export interface ConnectorHardware {
  readonly outlet: Outlet;
  /** Lifetime register of the meter. It never goes back. */
  readonly registerWh: number;
  readonly car: PluggedCar | null;
  readonly energized: boolean;
  readonly powerW: number;
  plugIn(car: PluggedCar): void;
  unplug(): void;
  /** Closes or opens the contactor. */
  energize(on: boolean): void;
  /** A limit below what the outlet could give. */
  limitPower(maxPowerW: number): void;
  /** Lets the time since the last call pass: energy flows, the battery fills. */
  advance(now: EpochMs): void;
}

export function createConnectorHardware(
  ratedOutlet: Outlet,
  initialRegisterWh: number,
  now: EpochMs,
): ConnectorHardware {
  let outlet = ratedOutlet;
  let vehicle: Vehicle | null = null;
  let state: ChargeState = beginCharge(0);
  let registerBeforeCarWh = initialRegisterWh;
  let energized = false;
  let advancedAt = now;

  const totalWh = (): number => registerBeforeCarWh + state.energyWh;

  return {
    get outlet() {
      return outlet;
    },
    get registerWh() {
      return Math.floor(totalWh());
    },
    get car() {
      return vehicle && { vehicle, socPercent: state.socPercent };
    },
    get energized() {
      return energized;
    },
    get powerW() {
      return vehicle !== null && energized ? Math.round(drawnPowerW(outlet, vehicle, state)) : 0;
    },
    plugIn(car) {
      registerBeforeCarWh = totalWh();
      vehicle = car.vehicle;
      state = beginCharge(car.socPercent);
    },
    unplug() {
      vehicle = null;
      energized = false;
    },
    energize(on) {
      if (on && !energized) state = { ...state, seconds: 0 };
      energized = on;
    },
    limitPower(maxPowerW) {
      outlet = { ...ratedOutlet, maxPowerW: Math.min(maxPowerW, ratedOutlet.maxPowerW) };
    },
    advance(at) {
      const seconds = Math.max(0, (at - advancedAt) / 1000);
      advancedAt = Math.max(at, advancedAt);
      if (energized && vehicle !== null) state = charge(outlet, vehicle, state, seconds);
    },
  };
}
