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
  return {
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
    station: (stationId, options) => bench.station(stationId, options),
    booted: (stationId, options) => bench.booted(stationId, options),
    async withPassword(stationId, options = {}) {
      await bench.client.call('stations.add', { stationId, name: '' });
      const { password } = await bench.client.call('security.generateKey', { stationId });
      const tls = { ca: roots };
      const point = bench.station(stationId, { password: Buffer.from(password, 'hex'), secureUrl, tls, ...options });
      return { point, password };
    },
  };
}

/** The options of a station that comes by security profile 2. */
export const secureBy = (bench: SecureBench): Partial<SimulatedStationOptions> => ({
  url: bench.secureUrl,
  securityProfile: 2,
});
