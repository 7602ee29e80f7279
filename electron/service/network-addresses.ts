import { networkInterfaces } from 'node:os';
import type { NetworkAddress } from '../contract/views.ts';

const anyHosts: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const loopback = '127.0.0.1';

/** Names that virtual machines, containers and VPNs give to their network cards. */
const virtualName =
  /vethernet|hyper-v|virtualbox|vboxnet|vmware|vmnet|docker|^veth|^br-|virbr|^tun|^tap|^wg|utun|tailscale|zerotier|wsl|loopback|^lo\d*$|vpn|ppp/i;

/** The ports stations dial; that of encrypted connections is null while they are not served. */
export interface OcppPorts {
  readonly plain: number;
  readonly secure: number | null;
}

/** What a charger dials: one address for each network card, those it can hardly reach last. The identity follows behind a `/`. */
export function networkAddresses(host: string, ports: OcppPorts): readonly NetworkAddress[] {
  if (!anyHosts.has(host)) return [addressOf(nameOf(host), host, ports)];
  const cards = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter((address) => address.family === 'IPv4' && !address.internal)
      .map((address) => addressOf(name, address.address, ports)),
  );
  const inOrder = [...cards].sort((one, other) => Number(one.virtual) - Number(other.virtual));
  return inOrder.length > 0 ? inOrder : [addressOf('loopback', loopback, ports)];
}

/** Where a program on this PC reaches the OCPP server. */
export function localOcppUrl(host: string, port: number): string {
  return ocppUrl('ws', anyHosts.has(host) ? loopback : host, port);
}

function addressOf(interfaceName: string, address: string, { plain, secure }: OcppPorts): NetworkAddress {
  return {
    interfaceName,
    address,
    ocppUrl: ocppUrl('ws', address, plain),
    secureOcppUrl: secure === null ? null : ocppUrl('wss', address, secure),
    virtual: virtualName.test(interfaceName),
  };
}

/** Where stations fetch files and send them, without a slash at the end. */
export function httpBase(address: string, port: number): string {
  return `http://${hostAndPort(address, port)}`;
}

function ocppUrl(scheme: 'ws' | 'wss', address: string, port: number): string {
  return `${scheme}://${hostAndPort(address, port)}/ocpp`;
}

function hostAndPort(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
}

function nameOf(host: string): string {
  const found = Object.entries(networkInterfaces()).find(([, addresses = []]) =>
    addresses.some((address) => address.address === host),
  );
  return found?.[0] ?? host;
}
