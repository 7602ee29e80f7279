import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Handshake } from '../central-system.ts';
import type { EpochMs } from '../model/time.ts';
import { readCredentials } from './credentials.ts';
import { readIdentity } from './identity.ts';
import { readSubprotocols } from './subprotocol.ts';

export interface ReadHandshake {
  readonly handshake: Handshake;
  readonly hasValidIdentity: boolean;
  readonly hasPaddedIdentity: boolean;
}

/** What an HTTP request says of the station that dials. Never throws. */
export function readHandshake(request: IncomingMessage, at: EpochMs): ReadHandshake {
  const { url = '', headers, socket } = request;
  const identity = readIdentity(url);
  const handshake: Handshake = {
    at,
    stationId: identity.text,
    url,
    remoteAddress: plainAddress(socket.remoteAddress),
    localAddress: plainAddress(socket.localAddress),
    subprotocols: readSubprotocols(headers['sec-websocket-protocol']),
    credentials: readCredentials(headers.authorization, identity.text),
    ...readTls(socket),
  };
  return { handshake, hasValidIdentity: identity.isValid, hasPaddedIdentity: identity.isPadded };
}

/** What is known of a socket's encryption. */
function readTls(socket: Socket): Pick<Handshake, 'secure' | 'clientCertificate'> {
  if (!(socket instanceof TLSSocket)) return { secure: false, clientCertificate: null };
  const certificate = socket.getPeerX509Certificate();
  return { secure: true, clientCertificate: certificate === undefined ? null : new Uint8Array(certificate.raw) };
}

/** What is known of a station that has not said a word, or none that could be read. */
export function namelessHandshake(socket: Socket, at: EpochMs): Handshake {
  return {
    at,
    stationId: '',
    url: '',
    remoteAddress: plainAddress(socket.remoteAddress),
    localAddress: plainAddress(socket.localAddress),
    subprotocols: [],
    credentials: null,
    ...readTls(socket),
  };
}

const requestLine = /^[A-Z]{3,10} (\S{1,2048}) HTTP\/1\.[01]\r?\n/;

/** Whom the first line of an HTTP request is from; null when it is none. */
export function readRequestLine(text: string): Pick<Handshake, 'stationId' | 'url'> | null {
  const url = requestLine.exec(text)?.[1];
  return url === undefined ? null : { stationId: readIdentity(url).text, url };
}

/** An IPv4 address as people know it, also when it comes over an IPv6 socket. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Whether a request asks for a WebSocket as RFC 6455 §4.1 has it. */
export function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-key'] !== undefined
  );
}

/** Whether a request that came without `Connection: Upgrade` was meant to be a station's. */
export function triedWebSocket({ method, headers }: IncomingMessage): boolean {
  return method !== 'GET' || headers.upgrade !== undefined || headers['sec-websocket-key'] !== undefined;
}
