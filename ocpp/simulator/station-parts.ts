import { writeTime } from '../station-time.ts';
import type { CertificateHash } from '../model/certificate.ts';
import type { Access } from './access.ts';
import type { AuthorizationCache } from './authorization-cache.ts';
import type { Behaviour } from './behaviour.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { ChargingProfiles } from './charging-profiles.ts';
import type { Configuration } from './configuration.ts';
import type { SimulatedConnector } from './connector.ts';
import type { Firmware, Uploads } from './file-orders.ts';
import type { FeatureProfile } from './feature-profiles.ts';
import type { UploadStyle } from './http-transfer.ts';
import type { LocalList } from './local-list.ts';
import type { Outbox } from './outbox.ts';
import type { Reservations } from './reservation.ts';
import type { SecurityEvents } from './security-events.ts';
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
  /** Asks the central system for a certificate of a new key (security whitepaper §5.11). */
  requestCertificate(): Promise<void>;
  /** Connects again where the certificate is what it connects with. */
  useNewCertificate(): Promise<void>;
}

/** Makes charging profiles hold. */
export interface PowerLimiting {
  /** From now on and whenever a limit changes; tells what changes with it. */
  apply(): void;
  /** The same without telling of now, for whoever tells it anyway. */
  limit(): void;
  stop(): void;
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
  readonly localList: LocalList;
  readonly reservations: Reservations;
  readonly chargingProfiles: ChargingProfiles;
  readonly powerLimits: PowerLimiting;
  readonly firmware: Firmware;
  readonly uploads: Uploads;
  readonly uploadStyle: UploadStyle;
  readonly access: Access;
  readonly certificates: CertificateStore;
  readonly hashAlgorithm: CertificateHash['hashAlgorithm'];
  readonly securityLog: SecurityEvents;
  /** What it does differently; may change at any time. */
  behaviour: Behaviour;
  supports(profile: FeatureProfile): boolean;
}

/** A moment of simulated time as stations write it. */
export const timestamp = (station: Station): string => writeTime(station.time.now());

export const findConnector = (station: Station, connectorId: number): SimulatedConnector | undefined =>
  station.connectors.find((connector) => connector.connectorId === connectorId);
