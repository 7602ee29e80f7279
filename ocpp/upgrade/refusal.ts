import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HandshakeRefusal } from '../central-system.ts';

const statusByRefusal = {
  badIdentity: 400,
  notWebSocket: 400,
  noCommonSubprotocol: 400,
  // Never sent: there is nothing to write HTTP to.
  tlsFailed: 400,
  wrongCredentials: 401,
  browserOrigin: 403,
  // A password would not help, so none is asked for.
  wrongSecurityProfile: 403,
  clientCertificateMissing: 403,
  clientCertificateInvalid: 403,
  clientCertificateRevoked: 403,
  // OCPP-J 1.6 errata 3.3: an identity that is not known; one that is turned away learns no more.
  unknownStation: 404,
  rejectedStation: 404,
  // An attempt that may be right a minute later, when the other connection turns out to be dead.
  identityInUse: 409,
  // Says nothing of the password it came with: a station that has the right one should keep it and try later.
  tooManyAttempts: 429,
  tooManyConnections: 503,
  storageFault: 503,
} as const satisfies Record<HandshakeRefusal, number>;

/** Answers an upgrade request with the refusal's HTTP status and closes. */
export function refuseUpgrade(socket: Duplex, refusal: HandshakeRefusal): void {
  const status = statusByRefusal[refusal];
  const body = STATUS_CODES[status] ?? '';
  const head = [
    `HTTP/1.1 ${String(status)} ${body}`,
    'Connection: close',
    'Content-Type: text/plain',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    ...(status === 401 ? ['WWW-Authenticate: Basic realm="OCPP"'] : []),
  ];
  socket.once('finish', () => {
    socket.destroy();
  });
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
