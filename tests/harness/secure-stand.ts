import { beforeAll } from 'vitest';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { type Stand, type ChargePoint, useStand } from './stand.ts';

/** A stand that serves encrypted connections as well. */
export interface SecureStand extends Stand {
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

export function useSecureStand(): SecureStand {
  const stand = useStand({ flags: ['--accept-unknown', '--ocpp-tls-port', '0'] });
  let roots = '';
  let secureUrl = '';
  beforeAll(async () => {
    const { tls } = await stand.client.call('security.turnOn', {});
    secureUrl = `wss://127.0.0.1:${String(tls.port)}/ocpp`;
    const { base64 } = await stand.client.call('security.exportRoot', { format: 'pem' });
    roots = Buffer.from(base64, 'base64').toString();
  });
  const secureStand: SecureStand = {
    get service() {
      return stand.service;
    },
    get client() {
      return stand.client;
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
    station: (stationId, options) => stand.station(stationId, options),
    booted: (stationId, options) => stand.booted(stationId, options),
    async withPassword(stationId, options = {}) {
      await stand.client.call('stations.add', { stationId, name: '' });
      const { password } = await stand.client.call('security.generateKey', { stationId });
      const given = { password: Buffer.from(password, 'hex'), secureUrl, tls: { ca: roots } };
      return { point: stand.station(stationId, { ...given, ...options }), password };
    },
    async secured(stationId, options = {}) {
      const keyed = await secureStand.withPassword(stationId, { ...secureStand.encrypted, ...options });
      await stand.client.call('security.setProfile', { stationId, profile: 2 });
      return keyed;
    },
  };
  return secureStand;
}
