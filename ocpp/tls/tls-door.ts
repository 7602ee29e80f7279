import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls';
import type { Handshake, HandshakeRefusal } from '../central-system.ts';
import { bind, unbind } from '../upgrade/binding.ts';
import { namelessHandshake, readRequestLine } from '../upgrade/handshake.ts';
import { refuseUpgrade } from '../upgrade/refusal.ts';
import { ReportBrake } from '../upgrade/report-brake.ts';
import { endpointOf, type WaitingSockets } from '../upgrade/waiting-sockets.ts';
import type { OcppServerOptions } from '../server-options.ts';
import { checkableKinds, isHelloWhole, isTlsRecord } from './client-hello.ts';
import { contextOptions, keyKindOf, type KeyKind, type TlsCredentials } from './credentials.ts';

interface Identity {
  readonly kind: KeyKind;
  /** Never listens itself: sockets are handed to it. */
  readonly server: TlsServer;
}

export interface TlsDoorEvents {
  /** A socket is encrypted and ready for HTTP. */
  secured(socket: TLSSocket): void;
  failed(handshake: Handshake, refusal: HandshakeRefusal): void;
}

/**
 * Takes TCP connections and makes them encrypted ones. Which certificate a station can check is read from its ClientHello, because the TLS
 * library of the desktop knows only one certificate at a time.
 */
export class TlsDoor {
  readonly #options: OcppServerOptions;
  readonly #waiting: WaitingSockets;
  readonly #events: TlsDoorEvents;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  /** Sockets that have said hello and are not yet encrypted. */
  readonly #shaking = new Map<string, Handshake>();
  readonly #heard = new WeakSet<Socket>();
  readonly #logged = new ReportBrake();
  #identities: readonly Identity[];

  /** Throws when the credentials cannot be used. */
  constructor(credentials: TlsCredentials, options: OcppServerOptions, waiting: WaitingSockets, events: TlsDoorEvents) {
    this.#options = options;
    this.#waiting = waiting;
    this.#events = events;
    this.#identities = this.#createIdentities(credentials);
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
    this.#server.maxConnections = options.maxConnections;
  }

  listen(host: string, port: number): Promise<{ readonly port: number }> {
    return bind(this.#server, { host, port, log: this.#options.log });
  }

  /** Shows other certificates from now on; connections that are open stay so. Throws, and changes nothing, when they cannot be used. */
  renew(credentials: TlsCredentials): void {
    this.#identities = this.#createIdentities(credentials);
  }

  /** A request came over an encrypted socket. */
  heard(socket: Socket): void {
    this.#heard.add(socket);
  }

  /** Takes no more connections, lets `sayGoodbye` end those of stations, and cuts what is left. */
  async close(sayGoodbye: () => Promise<void>): Promise<void> {
    await unbind(this.#server, async () => {
      await sayGoodbye();
      this.#shaking.clear();
      for (const socket of this.#open) socket.destroy();
    });
  }

  #createIdentities({ identities, clientAuthorities }: TlsCredentials): readonly Identity[] {
    if (identities.length === 0) throw new Error('TLS needs a certificate');
    return identities.map((identity) => {
      // Whether a station needs a certificate, and which, is for the central system to say.
      const options = { ...contextOptions(identity, clientAuthorities), requestCert: true, rejectUnauthorized: false };
      const server = createTlsServer(options, (socket) => {
        this.#secured(socket);
      });
      server.on('tlsClientError', (error, socket) => {
        const { remoteAddress = '' } = socket;
        if (this.#logged.isDue(remoteAddress, performance.now())) {
          this.#options.log.info('A TLS handshake broke off', { remoteAddress, error: error.message });
        }
        socket.destroy();
      });
      return { kind: keyKindOf(identity), server };
    });
  }

  #accept(socket: Socket): void {
    this.#waiting.admit(socket);
    if (socket.destroyed) return;
    this.#open.add(socket);
    const endpoint = endpointOf(socket);
    socket.on('error', () => {
      socket.destroy();
    });
    socket.once('close', () => {
      this.#open.delete(socket);
      const handshake = this.#shaking.get(endpoint);
      if (this.#shaking.delete(endpoint) && handshake !== undefined) this.#events.failed(handshake, 'tlsFailed');
    });
    whenHelloCame(socket, (hello) => {
      this.#shake(socket, endpoint, hello);
    });
  }

  #shake(socket: Socket, endpoint: string, hello: Buffer): void {
    const handshake = namelessHandshake(socket, this.#options.clock.now());
    if (!isTlsRecord(hello)) {
      this.#turnAway(socket, handshake, hello);
      return;
    }
    this.#shaking.set(endpoint, { ...handshake, secure: true });
    const kinds = checkableKinds(hello);
    const identity = this.#identities.find(({ kind }) => kinds.has(kind)) ?? this.#identities[0];
    identity?.server.emit('connection', socket);
  }

  #secured(socket: TLSSocket): void {
    const endpoint = endpointOf(socket);
    const handshake = this.#shaking.get(endpoint);
    this.#shaking.delete(endpoint);
    // Some stations look at our certificate when all is done, and leave without a word.
    const onLeft = (): void => {
      if (handshake !== undefined && !this.#heard.has(socket)) this.#events.failed(handshake, 'tlsFailed');
    };
    socket.once('end', onLeft);
    socket.once('error', onLeft);
    this.#events.secured(socket);
  }

  /** Someone types `ws://` where it should be `wss://`. */
  #turnAway(socket: Socket, handshake: Handshake, hello: Buffer): void {
    const request = readRequestLine(hello.toString('latin1'));
    if (request === null) {
      this.#events.failed(handshake, 'tlsFailed');
      socket.destroy();
      return;
    }
    this.#events.failed({ ...handshake, ...request }, 'wrongSecurityProfile');
    refuseUpgrade(socket, 'wrongSecurityProfile');
  }
}

/** Looks at the first bytes of a socket and leaves them in it. */
function whenHelloCame(socket: Socket, onHello: (hello: Buffer) => void): void {
  let received = Buffer.alloc(0);
  const take = (): void => {
    for (let chunk: unknown = socket.read(); Buffer.isBuffer(chunk); chunk = socket.read()) {
      received = Buffer.concat([received, chunk]);
    }
    if (!isHelloWhole(received)) return;
    socket.removeListener('readable', take);
    socket.unshift(received);
    onHello(received);
  };
  socket.on('readable', take);
}
