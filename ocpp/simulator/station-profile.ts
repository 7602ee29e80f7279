import type { Outlet } from './power-curve.ts';
import { seedOf } from './random.ts';

/** What a station says of itself. */
export interface StationIdentity {
  /** Vendor and model have at most 20 characters, the serial numbers and the meter type 25, the firmware version 50. */
  readonly vendor: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly firmwareVersion: string;
  readonly meterType: string;
  readonly meterSerialNumber: string;
}

/** A make of charging station. */
export interface StationProfile extends StationIdentity {
  readonly outlet: Outlet;
  /** The cable belongs to the station, so there is no lock to open. */
  readonly fixedCable: boolean;
}

/** Makes that exist only here. */
const makes = {
  ac22: {
    vendor: 'Nurlan Elektrik',
    model: 'NE-AC22 Duo',
    firmwareVersion: '3.4.1',
    meterType: 'NM3-80A',
    outlet: { current: 'AC', maxPowerW: 22_000 },
    fixedCable: false,
  },
  dc60: {
    vendor: 'Abseron Power',
    model: 'AP-DC60 Twin',
    firmwareVersion: '1.18.0-r2',
    meterType: 'DCM-200',
    outlet: { current: 'DC', maxPowerW: 60_000 },
    fixedCable: true,
  },
} as const satisfies Record<string, Omit<StationProfile, 'serialNumber' | 'meterSerialNumber'>>;

export type Make = keyof typeof makes;

export const isMake = (name: string): name is Make => Object.hasOwn(makes, name);

/** The make with serial numbers that follow from the station's identity. */
export function stationProfile(make: Make, stationId: string): StationProfile {
  const serial = String(seedOf(stationId) % 1_000_000).padStart(6, '0');
  return { ...makes[make], serialNumber: `NE26-${serial}`, meterSerialNumber: `M${serial}` };
}
