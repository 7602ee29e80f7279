import type { Vehicle } from './power-curve.ts';

/** Cars as they are driven in Azerbaijan. */
export const vehicles: readonly [Vehicle, ...Vehicle[]] = [
  { name: 'BYD Song Plus EV', batteryWh: 71_800, maxAcPowerW: 7_000, maxDcPowerW: 90_000 },
  { name: 'Zeekr 001', batteryWh: 100_000, maxAcPowerW: 11_000, maxDcPowerW: 170_000 },
  { name: 'Tesla Model 3', batteryWh: 60_000, maxAcPowerW: 11_000, maxDcPowerW: 150_000 },
  { name: 'VW ID.4', batteryWh: 77_000, maxAcPowerW: 11_000, maxDcPowerW: 125_000 },
  { name: 'Hyundai Ioniq 5', batteryWh: 72_600, maxAcPowerW: 10_500, maxDcPowerW: 180_000 },
  { name: 'Renault Zoe', batteryWh: 52_000, maxAcPowerW: 22_000, maxDcPowerW: 46_000 },
  { name: 'Leapmotor C11', batteryWh: 78_500, maxAcPowerW: 6_600, maxDcPowerW: 80_000 },
];
