import { hostname } from 'node:os';
import type { NetworkAddress } from '../../contract/views.ts';

const loopback = ['localhost', '127.0.0.1'] as const;

/**
 * What chargers may call this computer: its name, as it is and in the local zone, and its addresses. The name comes first: the certificate bears
 * it (security whitepaper A00.FR.511). Addresses of virtual cards come and go, and no charger dials them.
 */
export function serverNames(addresses: readonly NetworkAddress[]): readonly string[] {
  const name = hostname().toLowerCase();
  const named = /^[a-z0-9][a-z0-9.-]{0,62}$/.test(name) ? name : 'stansiya';
  const local = named.includes('.') ? [] : [`${named}.local`];
  const dialled = addresses.filter(({ virtual }) => !virtual).map(({ address }) => address);
  return [...new Set([named, ...local, ...loopback, ...[...dialled].sort()])];
}
