/** What a connector can give. */
export interface Outlet {
  readonly current: 'AC' | 'DC';
  readonly maxPowerW: number;
}

/** A car, as a charging station sees it. */
export interface Vehicle {
  readonly name: string;
  readonly batteryWh: number;
  /** Power of the charger on board. */
  readonly maxAcPowerW: number;
  /** Power the battery takes directly at low charge; 0 for a car without a fast charging inlet. */
  readonly maxDcPowerW: number;
}

/** How far a charge has come. */
export interface ChargeState {
  /** State of charge of the battery, 0 to 100. */
  readonly socPercent: number;
  /** Since power was first asked for. */
  readonly seconds: number;
  /** Delivered through the outlet, losses of the car included. */
  readonly energyWh: number;
}

type Point = readonly [at: number, share: number];

const rampSeconds = { AC: 6, DC: 45 } as const;
const chargingEfficiency = { AC: 0.9, DC: 0.95 } as const;

/** A charger on board holds its power until the cells need balancing. */
const acAcceptance: readonly Point[] = [
  [0, 1],
  [96, 1],
  [100, 0.15],
];

/** A battery takes full power up to half charge, then less and less. */
const dcAcceptance: readonly Point[] = [
  [0, 0.7],
  [8, 1],
  [52, 1],
  [70, 0.68],
  [80, 0.46],
  [90, 0.24],
  [100, 0.06],
];

const integrationStepSeconds = 5;

function interpolate(points: readonly Point[], at: number): number {
  const upper = points.findIndex(([x]) => x >= at);
  const [x1, y1] = points[upper] ?? points.at(-1) ?? [0, 0];
  const [x0, y0] = points[upper - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
}

/** Power a car draws from an outlet at one moment of its charge, in W; 0 once the battery is full. */
export function drawnPowerW(outlet: Outlet, vehicle: Vehicle, state: ChargeState): number {
  if (state.socPercent >= 100) return 0;
  const ramp = Math.min(1, (state.seconds + 1) / rampSeconds[outlet.current]);
  const acceptedW =
    outlet.current === 'AC'
      ? vehicle.maxAcPowerW * interpolate(acAcceptance, state.socPercent)
      : vehicle.maxDcPowerW * interpolate(dcAcceptance, state.socPercent);
  return ramp * Math.min(outlet.maxPowerW, acceptedW);
}

function step(outlet: Outlet, vehicle: Vehicle, state: ChargeState, seconds: number): ChargeState {
  const startW = drawnPowerW(outlet, vehicle, state);
  const asIfConstant = applyPower(outlet, vehicle, state, startW, seconds);
  const endW = drawnPowerW(outlet, vehicle, asIfConstant);
  return applyPower(outlet, vehicle, state, (startW + endW) / 2, seconds);
}

function applyPower(
  outlet: Outlet,
  vehicle: Vehicle,
  state: ChargeState,
  powerW: number,
  seconds: number,
): ChargeState {
  const efficiency = chargingEfficiency[outlet.current];
  const roomWh = ((100 - state.socPercent) / 100) * (vehicle.batteryWh / efficiency);
  const deliveredWh = Math.min((powerW * seconds) / 3600, roomWh);
  const socPercent = state.socPercent + ((deliveredWh * efficiency) / vehicle.batteryWh) * 100;
  return {
    socPercent: roomWh - deliveredWh < 1 ? 100 : socPercent,
    seconds: state.seconds + seconds,
    energyWh: state.energyWh + deliveredWh,
  };
}

/** The charge `seconds` later. */
export function charge(outlet: Outlet, vehicle: Vehicle, state: ChargeState, seconds: number): ChargeState {
  let current = state;
  for (let left = seconds; left > 0; left -= integrationStepSeconds) {
    current = step(outlet, vehicle, current, Math.min(left, integrationStepSeconds));
  }
  return current;
}

/** A charge that begins with the battery at `socPercent`. */
export const beginCharge = (socPercent: number): ChargeState => ({ socPercent, seconds: 0, energyWh: 0 });
