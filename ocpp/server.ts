import type { IncomingMessage } from 'node:http';
import type { StationConnectionInfo, StationLink } from './central-system.ts';
import { StationConnection } from './connection/station-connection.ts';
import { StationRegistry } from './connection/station-registry.ts';
import type { OcppServerOptions } from './server-options.ts';
import type { TlsCredentials } from './tls/credentials.ts';
import { TlsDoor } from './tls/tls-door.ts';
import { bind, unbind } from './upgrade/binding.ts';
import { UpgradeGate } from './upgrade/gate.ts';
import { namelessHandshake } from './upgrade/handshake.ts';
import { createHttpDoor } from './upgrade/http-door.ts';
import { ReportBrake } from './upgrade/report-brake.ts';
import { WaitingSockets } from './upgrade/waiting-sockets.ts';
import { ocpp16 } from './v16/protocol.ts';

export interface OcppServer {
  /** Starts to listen; rejects with the system's error when it cannot. */
  listen(): Promise<{ readonly port: number }>;
  /** Starts to listen for TLS as well; rejects with the system's error, when the credentials cannot be used, or when it does so already. */
  listenTls(address: TlsAddress): Promise<{ readonly port: number }>;
  /**
   * Shows stations other certificates from now on; open connections stay. Throws, and changes nothing, when they cannot be used. Does nothing
   * while TLS is not listened for.
   */
  renewTls(credentials: TlsCredentials): void;
  /** Says goodbye to the stations that came over TLS, and listens for it no more. */
  closeTls(): Promise<void>;
  /** The way to the connected stations. */
  readonly link: StationLink;
  /** The current connection of every connected station. */
  connectedStations(): readonly StationConnectionInfo[];
  /** Lets stations hear the answers they wait for, then says goodbye to all of them. */
  close(): Promise<void>;
}

export interface TlsAddress {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly credentials: TlsCredentials;
}

/** Every OCPP version spoken here. */
const protocols = [ocpp16];

/** Serves stations over WebSockets, plain and encrypted, on behalf of a central system. */
export function createOcppServer(options: OcppServerOptions): OcppServer {
  const { centralSystem, clock, closeTimeoutMs } = options;
  const registry = new StationRegistry(centralSystem);
  const waiting = new WaitingSockets(options, (socket) => {
    centralSystem.handshakeFailed(namelessHandshake(socket, clock.now()), 'tooManyConnections');
  });
  const gate = new UpgradeGate(options, protocols, ocpp16, waiting, (socket, info, protocol) => {
    registry.add(new StationConnection(socket, info, protocol, options, registry.ended));
  });
  const http = createHttpDoor(options, waiting, gate);
  const reports = new ReportBrake();
  let tls: TlsDoor | null = null;
  const heard = ({ socket }: IncomingMessage): void => tls?.heard(socket);
  http.prependListener('request', heard);
  http.prependListener('upgrade', heard);

  const openTls = (credentials: TlsCredentials): TlsDoor =>
    new TlsDoor(credentials, options, waiting, {
      secured: (socket) => http.emit('connection', socket),
      failed: (handshake, refusal) => {
        if (reports.isDue(handshake.remoteAddress, performance.now()))
          centralSystem.handshakeFailed(handshake, refusal);
      },
    });

  const closeTls = async (): Promise<void> => {
    const closing = tls;
    tls = null;
    await closing?.close(() => registry.shutDown(closeTimeoutMs, ({ secure }) => secure));
  };

  return {
    listen: () => bind(http, options),
    listenTls: async ({ host, port, credentials }) => {
      if (tls !== null) throw new Error('TLS is listened for already');
      const opened = openTls(credentials);
      tls = opened;
      try {
        return await opened.listen(host, port);
      } catch (error) {
        tls = null;
        throw error;
      }
    },
    renewTls: (credentials) => tls?.renew(credentials),
    closeTls,
    link: {
      command: registry.command,
      disconnect: (stationId) => {
        gate.turnAway(stationId);
        registry.disconnect(stationId);
      },
    },
    connectedStations: () => registry.list(),
    close: async () => {
      const tlsClosed = closeTls();
      await unbind(http, async () => {
        waiting.destroyAll();
        await registry.shutDown(closeTimeoutMs);
        http.closeAllConnections();
      });
      await tlsClosed;
    },
  };
}
