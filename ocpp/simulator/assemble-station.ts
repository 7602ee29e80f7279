import type { EpochMs } from '../model/time.ts';
import { obey } from './commands.ts';
import { configurationKeys } from './configuration-keys.ts';
import { Configuration } from './configuration.ts';
import { StationConnection } from './connection.ts';
import { createConnector } from './connector.ts';
import { createConnectorHardware } from './hardware.ts';
import { StationLifecycle } from './lifecycle.ts';
import { Outbox } from './outbox.ts';
import { createRandom, seedOf } from './random.ts';
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
  meterSampleSeconds: 60,
  callTimeoutMs: 30_000,
  registerWh: 0,
  subprotocols: ['ocpp1.6'],
} as const;

/** Puts the parts of one station together. */
export function assembleStation(options: SimulatedStationOptions, time: SimulatedTime): AssembledStation {
  const { stationId } = options;
  const count = options.connectors ?? defaults.connectors;
  const profile = stationProfile(options.make ?? 'ac22', stationId);
  const configuration = new Configuration(
    configurationKeys({
      connectors: count,
      fixedCable: profile.fixedCable,
      meterSampleSeconds: options.meterSampleSeconds ?? defaults.meterSampleSeconds,
      maxPowerW: profile.outlet.maxPowerW,
    }),
  );
  const connection = new StationConnection(
    {
      url: options.url,
      stationId,
      password: options.password ?? null,
      subprotocols: options.subprotocols ?? defaults.subprotocols,
      callTimeoutMs: options.callTimeoutMs ?? defaults.callTimeoutMs,
      onFrame: options.onFrame ?? (() => undefined),
    },
    time,
    (action, payload) => obey(station, action, payload),
  );
  const station: Station = {
    profile,
    time,
    configuration,
    connectors: connectorsOf(profile, count, options.registerWh ?? defaults.registerWh, time.now()),
    uplink: connection,
    outbox: new Outbox(connection, time, configuration),
    cache: new Map(),
    lifecycle: {
      reboot: (cause) => lifecycle.reboot(cause),
      sendBootNotification: () => lifecycle.sendBootNotification(),
    },
  };
  const random = createRandom(seedOf(stationId));
  const lifecycle = new StationLifecycle(station, connection, random, options.rebootMs ?? defaults.rebootMs);
  return { station, connection, lifecycle };
}

function connectorsOf(profile: StationProfile, count: number, registerWh: number, now: EpochMs) {
  return Array.from({ length: count }, (_, index) =>
    createConnector(index + 1, createConnectorHardware(profile.outlet, registerWh, now)),
  );
}
