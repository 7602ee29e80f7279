import { beforeAll } from 'vitest';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { type Bench, type ChargePoint, useBench } from './bench.ts';

/** A bench that serves encrypted connections as well. */
export interface SecureBench extends Bench {
  /** Roots of the service's own authority, PEM. */
  readonly roots: string;
  /** What chargers dial by security profile 2 and 3, without the identity. */
  readonly secureUrl: string;
  /** A station the service knows and has given a password; by default it comes by security profile 1. */
  withPassword(stationId: string, options?: Partial<SimulatedStationOptions>): Promise<Keyed>;
  /** The same by security profile 2, which the service asks of it. */
  secured(stationId: string, options?: Partial<SimulatedStationOptions>): Promise<Keyed>;
  /** What makes a station come by security profile 2. */
  readonly encrypted: Partial<SimulatedStationOptions>;
}

export interface Keyed {
  readonly point: ChargePoint;
  /** 40 hexadecimal digits. */
  readonly password: string;
}

export function useSecureBench(): SecureBench {
  const bench = useBench({ flags: ['--accept-unknown', '--ocpp-tls-port', '0'] });
  let roots = '';
  let secureUrl = '';
  beforeAll(async () => {
    const { tls } = await bench.client.call('security.turnOn', {});
    secureUrl = `wss://127.0.0.1:${String(tls.port)}/ocpp`;
    const { base64 } = await bench.client.call('security.exportRoot', { format: 'pem' });
    roots = Buffer.from(base64, 'base64').toString();
  });
  const secureBench: SecureBench = {
    get service() {
      return bench.service;
    },
    get client() {
      return bench.client;
    },
    get roots() {
      return roots;
    },
    get secureUrl() {
      return secureUrl;
    },
    get encrypted() {
      return { url: secureUrl, securityProfile: 2 as const, tls: { ca: roots } };
    },
    station: (stationId, options) => bench.station(stationId, options),
    booted: (stationId, options) => bench.booted(stationId, options),
    async withPassword(stationId, options = {}) {
      await bench.client.call('stations.add', { stationId, name: '' });
      const { password } = await bench.client.call('security.generateKey', { stationId });
      const given = { password: Buffer.from(password, 'hex'), secureUrl, tls: { ca: roots } };
      return { point: bench.station(stationId, { ...given, ...options }), password };
    },
    async secured(stationId, options = {}) {
      const keyed = await secureBench.withPassword(stationId, { ...secureBench.encrypted, ...options });
      await bench.client.call('security.setProfile', { stationId, profile: 2 });
      return keyed;
    },
  };
  return secureBench;
}
