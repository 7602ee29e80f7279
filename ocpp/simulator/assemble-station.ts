import type { EpochMs } from '../model/time.ts';
import { Access } from './access.ts';
import { CertificateStore } from './certificate-store.ts';
import { ChargingProfiles } from './charging-profiles.ts';
import { obey } from './commands/obey.ts';
import { configurationKeys } from './configuration-keys.ts';
import { Configuration } from './configuration.ts';
import { StationConnection } from './connection.ts';
import { createConnector } from './connector.ts';
import { featureProfiles, type FeatureProfile } from './feature-profiles.ts';
import { FirmwareUpdates } from './firmware-update.ts';
import { createConnectorHardware } from './hardware.ts';
import { StationLifecycle } from './lifecycle.ts';
import { LocalList } from './local-list.ts';
import { LogUploads } from './log-upload.ts';
import { Outbox } from './outbox.ts';
import { PowerLimits } from './power-limits.ts';
import { createRandom, seedOf } from './random.ts';
import { SecurityLog } from './security-log.ts';
import type { SimulatedStationOptions } from './station-options.ts';
import type { Station } from './station-parts.ts';
import { stationProfile, type StationProfile } from './station-profile.ts';
import type { SimulatedTime } from './time.ts';

export interface AssembledStation {
  readonly station: Station;
  readonly connection: StationConnection;
  readonly lifecycle: StationLifecycle;
}

const defaults = {
  connectors: 1,
  rebootMs: 8_000,
  installMs: 5_000,
  meterSampleSeconds: 60,
  callTimeoutMs: 30_000,
  registerWh: 0,
  subprotocols: ['ocpp1.6'],
} as const;

/** Puts the parts of one station together. */
export function assembleStation(options: SimulatedStationOptions, time: SimulatedTime): AssembledStation {
  const { stationId } = options;
  const count = options.connectors ?? defaults.connectors;
  const profile = { ...stationProfile(options.make ?? 'ac22', stationId), ...options.identity };
  const profiles = new Set<FeatureProfile>(['Core', ...(options.profiles ?? featureProfiles)]);
  const certificates = new CertificateStore(time);
  const access = accessOf(options, certificates);
  const configuration = configurationOf(options, profile, count, profiles, access);
  const connection = new StationConnection(
    {
      stationId,
      subprotocols: options.subprotocols ?? defaults.subprotocols,
      callTimeoutMs: options.callTimeoutMs ?? defaults.callTimeoutMs,
      onFrame: options.onFrame ?? (() => undefined),
    },
    access,
    time,
    (action, payload) => obey(station, action, payload),
  );
  const station: Station = {
    ...{ profile, time, configuration, access, certificates },
    connectors: connectorsOf(profile, count, options.registerWh ?? defaults.registerWh, time.now()),
    uplink: connection,
    outbox: new Outbox(connection, time, configuration),
    cache: new Map(),
    lifecycle: {
      reboot: (cause) => lifecycle.reboot(cause),
      sendBootNotification: () => lifecycle.sendBootNotification(),
      requestCertificate: () => lifecycle.requestCertificate(),
      useNewCertificate: () => lifecycle.useNewCertificate(),
    },
    localList: new LocalList(configuration),
    reservations: new Map(),
    chargingProfiles: new ChargingProfiles(),
    uploadStyle: options.uploadStyle ?? {},
    hashAlgorithm: options.hashAlgorithm ?? 'SHA256',
    behaviour: options.behaviour ?? {},
    supports: (wanted) => profiles.has(wanted),
    // These need the station as a whole, so they are made after it.
    get powerLimits() {
      return powerLimits;
    },
    get firmware() {
      return firmware;
    },
    get uploads() {
      return uploads;
    },
    get securityLog() {
      return securityLog;
    },
  };
  const powerLimits = new PowerLimits(station);
  const firmware = new FirmwareUpdates(station, profile.firmwareVersion, options.installMs ?? defaults.installMs);
  const uploads = new LogUploads(station, () => connection.logged());
  const securityLog = new SecurityLog(station);
  const lifecycle = new StationLifecycle(station, connection, {
    random: createRandom(seedOf(stationId)),
    rebootMs: options.rebootMs ?? defaults.rebootMs,
    keyKind: options.keyKind ?? 'ecdsa',
  });
  return { station, connection, lifecycle };
}

function accessOf(options: SimulatedStationOptions, certificates: CertificateStore): Access {
  return new Access(
    {
      url: options.url,
      secureUrl: options.secureUrl,
      password: options.password ?? null,
      profile: options.securityProfile,
      tls: options.tls ?? {},
      keySpelling: options.keySpelling ?? 'bytes',
    },
    certificates,
  );
}

function configurationOf(
  options: SimulatedStationOptions,
  profile: StationProfile,
  connectors: number,
  profiles: ReadonlySet<FeatureProfile>,
  access: Access,
): Configuration {
  const configuration = new Configuration(
    configurationKeys({
      connectors,
      fixedCable: profile.fixedCable,
      meterSampleSeconds: options.meterSampleSeconds ?? defaults.meterSampleSeconds,
      maxPowerW: profile.outlet.maxPowerW,
      current: profile.outlet.current,
      profiles: featureProfiles.filter((name) => profiles.has(name)),
      keySpelling: access.keySpelling,
      securityProfile: access.profile,
      acceptsSecurityProfile: (wanted) => access.mayRaiseTo(wanted),
    }),
  );
  for (const [key, value] of Object.entries(options.configuration ?? {})) configuration.set(key, value);
  return configuration;
}

function connectorsOf(profile: StationProfile, count: number, registerWh: number, now: EpochMs) {
  return Array.from({ length: count }, (_, index) =>
    createConnector(index + 1, createConnectorHardware(profile.outlet, registerWh, now)),
  );
}
