import { writeTime } from '../station-time.ts';
import type { AuthorizationCache } from './authorization-cache.ts';
import type { Configuration } from './configuration.ts';
import type { SimulatedConnector } from './connector.ts';
import type { Outbox } from './outbox.ts';
import type { StationProfile } from './station-profile.ts';
import type { SimulatedTime } from './time.ts';
import type { Uplink } from './uplink.ts';

/** Why a station went down. */
export type RebootCause = 'SoftReset' | 'HardReset' | 'PowerLoss';

/** What parts may ask of the station as a whole. */
export interface Lifecycle {
  /** Goes down, and comes back by itself. */
  reboot(cause: RebootCause): Promise<void>;
  sendBootNotification(): Promise<void>;
}

/** What the parts of one simulated station share. */
export interface Station {
  readonly profile: StationProfile;
  readonly time: SimulatedTime;
  readonly configuration: Configuration;
  readonly connectors: readonly SimulatedConnector[];
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  readonly cache: AuthorizationCache;
  readonly lifecycle: Lifecycle;
}

/** A moment of simulated time as stations write it. */
export const timestamp = (station: Station): string => writeTime(station.time.now());

export const findConnector = (station: Station, connectorId: number): SimulatedConnector | undefined =>
  station.connectors.find((connector) => connector.connectorId === connectorId);
