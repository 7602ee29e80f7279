import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Handshake, HandshakeRefusal, HandshakeVerdict, StationConnectionInfo } from '../central-system.ts';
import { sayGoodbye } from '../connection/goodbye.ts';
import type { Protocol } from '../protocol.ts';
import type { OcppServerOptions } from '../server-options.ts';
import { asksForWebSocket, readHandshake, type ReadHandshake } from './handshake.ts';
import { isForeignPage } from './origin.ts';
import { ReconnectBrake } from './reconnect-brake.ts';
import { refuseUpgrade } from './refusal.ts';
import { chooseSubprotocol, type ChosenSubprotocol } from './subprotocol.ts';
import type { WaitingSockets } from './waiting-sockets.ts';

export type OnOpen = (socket: WebSocket, info: StationConnectionInfo, protocol: Protocol) => void;

/** OCPP-J 1.6 §3.3: no common subprotocol is told by a handshake without one, and a close. */
const noCommonSubprotocolCode = 1002;

const maxSampleLength = 200;

/** What stands behind it may be a secret. */
const pathOf = (url: string): string => url.replace(/[?#].*$/s, '').slice(0, maxSampleLength);

/** Identities are compared case-insensitively. */
const keyOf = (stationId: string): string => stationId.toLowerCase();

/** Turns upgrade requests into WebSockets of stations, or away. */
export class UpgradeGate {
  readonly #options: OcppServerOptions;
  readonly #protocols: readonly Protocol[];
  readonly #assumed: Protocol;
  readonly #waiting: WaitingSockets;
  readonly #onOpen: OnOpen;
  readonly #brake = new ReconnectBrake();
  /** Those being admitted, by socket. */
  readonly #dialling = new Map<Duplex, string>();
  readonly #ofStrangers: WebSocketServer;
  readonly #ofAdmitted: WebSocketServer;

  /** `assumed` is spoken with stations that name no subprotocol. */
  constructor(
    options: OcppServerOptions,
    protocols: readonly Protocol[],
    assumed: Protocol,
    waiting: WaitingSockets,
    onOpen: OnOpen,
  ) {
    this.#options = options;
    this.#protocols = protocols;
    this.#assumed = assumed;
    this.#waiting = waiting;
    this.#onOpen = onOpen;
    this.#ofStrangers = this.#createWebSockets(options.maxMessageBytes);
    this.#ofAdmitted = this.#createWebSockets(options.maxAdmittedMessageBytes);
  }

  /** Handles one upgrade request. Rejects only when the central system breaks its word. */
  async handle(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => {
      socket.destroy();
    });
    const read = readHandshake(request, this.#options.clock.now());
    const { handshake } = read;
    const refusal = this.#refusalByForm(request, read.hasValidIdentity);
    if (refusal !== null) {
      this.#refuse(socket, handshake, refusal);
      return;
    }
    const chosen = chooseSubprotocol(handshake.subprotocols, this.#protocols, this.#assumed);
    if (chosen === null) this.#closeWithoutSubprotocol(request, socket, head, handshake);
    else {
      this.#dialling.set(socket, keyOf(handshake.stationId));
      await this.#admit(request, socket, head, read, chosen).finally(() => this.#dialling.delete(socket));
    }
  }

  /** What was decided about a station a moment ago holds no more for those who are just being admitted by it: they have to dial anew. */
  turnAway(stationId: string): void {
    const key = keyOf(stationId);
    for (const [socket, dialled] of this.#dialling) if (dialled === key) socket.destroy();
  }

  #createWebSockets(maxPayload: number): WebSocketServer {
    return new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload,
      maxFragments: this.#options.maxFragments,
      // Compressed frames break some 1.6 stations.
      perMessageDeflate: false,
      handleProtocols: (offered) => chooseSubprotocol([...offered], this.#protocols, this.#assumed)?.offered ?? false,
    });
  }

  #refusalByForm(request: IncomingMessage, hasValidIdentity: boolean): HandshakeRefusal | null {
    if (!asksForWebSocket(request)) return 'notWebSocket';
    if (isForeignPage(request.headers)) return 'browserOrigin';
    return hasValidIdentity ? null : 'badIdentity';
  }

  async #admit(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    { handshake, hasPaddedIdentity }: ReadHandshake,
    { protocol, offered }: ChosenSubprotocol<Protocol>,
  ): Promise<void> {
    const verdict = await this.#verdictOn(handshake);
    if (verdict.kind === 'refuse') {
      this.#refuse(socket, handshake, verdict.refusal);
      return;
    }
    const delayMs = socket.destroyed ? 0 : this.#brake.delayMs(verdict.stationId, performance.now());
    if (delayMs > 0) await sleep(delayMs);
    if (socket.destroyed) return;
    const info: StationConnectionInfo = {
      stationId: verdict.stationId,
      connectionId: randomUUID(),
      version: protocol.version,
      subprotocolMissing: offered === null,
      secure: handshake.secure,
      remoteAddress: handshake.remoteAddress,
      localAddress: handshake.localAddress,
      connectedAt: this.#options.clock.now(),
    };
    const isRespelled = hasPaddedIdentity || verdict.stationId !== handshake.stationId;
    const webSockets = verdict.isAdmitted === true ? this.#ofAdmitted : this.#ofStrangers;
    this.#upgrade(webSockets, request, socket, head, (webSocket) => {
      const { centralSystem } = this.#options;
      if (info.subprotocolMissing) centralSystem.noticed(info.stationId, 'noSubprotocol', null);
      if (isRespelled) centralSystem.noticed(info.stationId, 'paddedIdentity', pathOf(handshake.url));
      this.#onOpen(webSocket, info, protocol);
    });
  }

  async #verdictOn(handshake: Handshake): Promise<HandshakeVerdict> {
    try {
      return await this.#options.centralSystem.admit(handshake);
    } catch (error) {
      this.#options.log.error('A station could not be looked up', { stationId: handshake.stationId, error });
      return { kind: 'refuse', refusal: 'storageFault' };
    }
  }

  #closeWithoutSubprotocol(request: IncomingMessage, socket: Duplex, head: Buffer, handshake: Handshake): void {
    this.#options.centralSystem.handshakeFailed(handshake, 'noCommonSubprotocol');
    this.#upgrade(this.#ofStrangers, request, socket, head, (webSocket) => {
      webSocket.on('error', () => {
        webSocket.terminate();
      });
      sayGoodbye(webSocket, noCommonSubprotocolCode, this.#options.closeTimeoutMs);
    });
  }

  #upgrade(
    webSockets: WebSocketServer,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    onOpen: (webSocket: WebSocket) => void,
  ): void {
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (socket instanceof Socket) this.#waiting.release(socket);
      onOpen(webSocket);
    });
  }

  #refuse(socket: Duplex, handshake: Handshake, refusal: HandshakeRefusal): void {
    this.#options.centralSystem.handshakeFailed(handshake, refusal);
    refuseUpgrade(socket, refusal);
  }
}
