import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { StationConnectionInfo, StationLink } from './central-system.ts';
import { StationConnection } from './connection/station-connection.ts';
import { StationRegistry } from './connection/station-registry.ts';
import type { OcppServerOptions } from './server-options.ts';
import { UpgradeGate } from './upgrade/gate.ts';
import { namelessHandshake, readHandshake, triedWebSocket } from './upgrade/handshake.ts';
import { WaitingSockets } from './upgrade/waiting-sockets.ts';
import { ocpp16 } from './v16/protocol.ts';

export interface OcppServer {
  /** Starts to listen; rejects with the system's error when it cannot. */
  listen(): Promise<{ readonly port: number }>;
  /** The way to the connected stations. */
  readonly link: StationLink;
  /** The current connection of every connected station. */
  connectedStations(): readonly StationConnectionInfo[];
  /** Lets stations hear the answers they wait for, then says goodbye to all of them. */
  close(): Promise<void>;
}

/** Every OCPP version spoken here. */
const protocols = [ocpp16];

/** How often Node looks for requests that take too long. */
const requestCheckMs = 1_000;

/** Serves stations over plain WebSockets on behalf of a central system. */
export function createOcppServer(options: OcppServerOptions): OcppServer {
  const registry = new StationRegistry(options.centralSystem);
  const waiting = new WaitingSockets(options, (socket) => {
    reportCrowd(options, socket);
  });
  const gate = new UpgradeGate(options, protocols, ocpp16, waiting, (socket, info, protocol) => {
    registry.add(new StationConnection(socket, info, protocol, options, registry.ended));
  });
  const server = createHttpServer(options);
  server.on('connection', (socket) => {
    waiting.admit(socket);
  });
  server.on('upgrade', (request, socket, head) => {
    gate.handle(request, socket, head).catch((error: unknown) => {
      options.log.error('An upgrade broke off', { url: request.url, error });
      socket.destroy();
    });
  });
  return {
    listen: () => listen(server, options),
    link: registry,
    connectedStations: () => registry.list(),
    close: async () => {
      const closed = close(server);
      waiting.destroyAll();
      await registry.shutDown(options.closeTimeoutMs);
      await closed;
    },
  };
}

function createHttpServer(options: OcppServerOptions): Server {
  const server = createServer({
    headersTimeout: options.headersTimeoutMs,
    requestTimeout: Math.max(options.headersTimeoutMs, options.upgradeTimeoutMs),
    connectionsCheckingInterval: requestCheckMs,
  });
  server.maxConnections = options.maxConnections;
  server.on('request', (request, response) => {
    if (triedWebSocket(request)) {
      const { handshake } = readHandshake(request, options.clock.now());
      options.centralSystem.handshakeFailed(handshake, 'notWebSocket');
    }
    answerPlainRequest(request, response);
  });
  return server;
}

/** What a person sees who opens the stations' address in a browser. */
function answerPlainRequest(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close', Upgrade: 'websocket' });
  response.end('This address is for charging stations.\n');
}

function reportCrowd({ centralSystem, clock }: OcppServerOptions, socket: Socket): void {
  centralSystem.handshakeFailed(namelessHandshake(socket, clock.now()), 'tooManyConnections');
}

function listen(server: Server, { host, port, log }: OcppServerOptions): Promise<{ readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      // Such as running out of file handles: those connected are still served.
      server.on('error', (error) => {
        log.error('The server cannot take a connection', { error });
      });
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port });
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
