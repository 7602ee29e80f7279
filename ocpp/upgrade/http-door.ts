import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { OcppServerOptions } from '../server-options.ts';
import type { UpgradeGate } from './gate.ts';
import { namelessHandshake, readHandshake, triedWebSocket } from './handshake.ts';
import type { WaitingSockets } from './waiting-sockets.ts';

/** How often Node looks for requests that take too long. */
const requestCheckMs = 1_000;
/** First byte of a TLS handshake. */
const tlsRecord = 22;

/** Reads HTTP from sockets, its own and those handed to it, and sends each request where it belongs. */
export function createHttpDoor(options: OcppServerOptions, waiting: WaitingSockets, gate: UpgradeGate): Server {
  const server = createServer({
    headersTimeout: options.headersTimeoutMs,
    // What is not taken has the time of a waiting socket.
    requestTimeout: 0,
    connectionsCheckingInterval: requestCheckMs,
  });
  server.maxConnections = options.maxConnections;
  server.on('connection', (socket) => {
    // An encrypted one has waited since it was a plain one.
    if (!(socket instanceof TLSSocket)) waiting.admit(socket);
  });
  server.on('upgrade', (request, socket, head) => {
    gate.handle(request, socket, head).catch((error: unknown) => {
      options.log.error('An upgrade broke off', { url: request.url, error });
      socket.destroy();
    });
  });
  server.on('request', (request, response) => {
    response.shouldKeepAlive = false;
    if (isTaken(options, request, response)) waiting.release(request.socket);
    else turnAway(options, request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket) => {
    reportTls(options, error.rawPacket, socket);
    refuseBroken(socket, error.code);
  });
  return server;
}

function isTaken({ onRequest, log }: OcppServerOptions, request: IncomingMessage, response: ServerResponse): boolean {
  try {
    return onRequest(request, response);
  } catch (error) {
    log.error('A request broke off', { method: request.method, error });
    response.destroy();
    return true;
  }
}

function turnAway(options: OcppServerOptions, request: IncomingMessage, response: ServerResponse): void {
  if (triedWebSocket(request)) {
    const { handshake } = readHandshake(request, options.clock.now());
    options.centralSystem.handshakeFailed(handshake, 'notWebSocket');
  }
  request.resume();
  // What a person sees who opens the stations' address in a browser.
  response.writeHead(426, { 'Content-Type': 'text/plain', Upgrade: 'websocket' });
  response.end('This address is for charging stations.\n');
}

/** Someone types `wss://` where it should be `ws://`. */
function reportTls({ centralSystem, clock }: OcppServerOptions, received: Buffer | undefined, socket: Duplex): void {
  if (received?.[0] !== tlsRecord || !(socket instanceof Socket)) return;
  centralSystem.handshakeFailed(namelessHandshake(socket, clock.now()), 'wrongSecurityProfile');
}

const statusByFault: ReadonlyMap<string | undefined, string> = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
]);

function refuseBroken(socket: Duplex, code: string | undefined): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.once('finish', () => {
    socket.destroy();
  });
  socket.end(`HTTP/1.1 ${statusByFault.get(code) ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
}
