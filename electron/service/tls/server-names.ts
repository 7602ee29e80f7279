import { hostname, networkInterfaces } from 'node:os';

/**
 * What chargers may call this computer: its name, as it is and in the local zone, and the addresses of all its network cards. The name comes
 * first: the certificate bears it (security whitepaper A00.FR.511).
 */
export function serverNames(): readonly string[] {
  const name = hostname().toLowerCase();
  const named = /^[a-z0-9][a-z0-9.-]{0,62}$/.test(name) ? name : 'stansiya';
  const local = named.includes('.') ? [] : [`${named}.local`];
  const addresses = Object.values(networkInterfaces())
    .flatMap((card = []) => card)
    // Link-local IPv6 addresses change their meaning from card to card; nobody dials them.
    .filter(({ family, address }) => family === 'IPv4' || !/^fe[89ab]/i.test(address))
    .map(({ address }) => address);
  return [...new Set([named, ...local, 'localhost', ...[...addresses].sort()])];
}
