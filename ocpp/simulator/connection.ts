import { WebSocket } from 'ws';
import { OcppError } from '../model/ocpp-error.ts';
import type { Frame } from '../model/frame.ts';
import type { Clock } from '../model/time.ts';
import { errorText, resultText } from '../rpc/frames.ts';
import { defaultRpcLimits, RpcPeer, type IncomingCall } from '../rpc/peer.ts';
import { writeErrorCode } from '../v16/error-codes.ts';
import type { StationAction } from '../v16/messages.ts';
import { readResponse, writeRequest } from '../v16/payloads.ts';
import type { Access } from './access.ts';
import { ScriptedError } from './scripted-error.ts';
import type { CallOutcome, Request, Uplink } from './uplink.ts';

export interface ConnectionOptions {
  readonly stationId: string;
  /** Empty connects without a `Sec-WebSocket-Protocol` header, as some stations do. */
  readonly subprotocols: readonly string[];
  readonly callTimeoutMs: number;
  readonly onFrame: FrameListener;
}

/** What the station does when it is called; null is silence. Rejects with `OcppError` for what it will not answer. */
export type AnswerCall = (action: string, payload: unknown) => Promise<CallAnswer | null>;

export interface CallAnswer {
  readonly payload: object;
  /** Done once the answer is on its way. */
  readonly afterwards?: (() => Promise<unknown>) | undefined;
}

/** A frame as the station saw it. */
export type LoggedFrame = Omit<Frame, 'direction'>;

export type FrameListener = (sender: 'station' | 'centralSystem', frame: LoggedFrame) => void;

/** The central system did not let the station in. */
export class HandshakeRefused extends Error {
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`The central system refused the connection with HTTP status ${String(statusCode)}`);
    this.name = 'HandshakeRefused';
    this.statusCode = statusCode;
  }
}

const maxLoggedFrames = 2_000;
const maxWaitingCalls = 1_000;
const handshakeTimeoutMs = 15_000;

interface Open {
  readonly socket: WebSocket;
  readonly peer: RpcPeer;
}

/** The station's side of its WebSocket, one after another. */
export class StationConnection implements Uplink {
  readonly received: LoggedFrame[] = [];
  readonly sent: LoggedFrame[] = [];
  /** Called when an open connection is gone, whoever ended it. */
  onClosed: () => void = () => undefined;
  /** Set by the station once the central system has accepted it. */
  accepted = false;
  readonly #options: ConnectionOptions;
  readonly #access: Access;
  readonly #clock: Clock;
  readonly #answerCall: AnswerCall;
  #open: Open | null = null;
  #opening: Promise<void> | null = null;
  #awaitingPong = false;

  constructor(options: ConnectionOptions, access: Access, clock: Clock, answerCall: AnswerCall) {
    this.#options = options;
    this.#access = access;
    this.#clock = clock;
    this.#answerCall = answerCall;
  }

  get connected(): boolean {
    return this.#open !== null;
  }

  get ready(): boolean {
    return this.#open !== null && this.accepted;
  }

  /** Connects, or rejects with `HandshakeRefused` or the error of the network. */
  async open(): Promise<void> {
    if (this.#open !== null) return;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  async #connect(): Promise<void> {
    const { stationId, subprotocols } = this.#options;
    const base = this.#access.url.replace(/\/+$/, '');
    const socket = new WebSocket(`${base}/${encodeURIComponent(stationId)}`, [...subprotocols], {
      headers: this.#access.headers(stationId),
      perMessageDeflate: false,
      handshakeTimeout: handshakeTimeoutMs,
      ...(base.startsWith('wss:') && this.#access.tls()),
    });
    await opened(socket);
    this.#use(socket);
  }

  /** Closes the connection politely. */
  close(): void {
    const open = this.#open;
    open?.socket.close(1000);
    if (open !== null) this.#lost(open);
  }

  /** Cuts the connection as a pulled cable does. */
  terminate(): void {
    const open = this.#open;
    open?.socket.terminate();
    if (open !== null) this.#lost(open);
  }

  /** Sends a WebSocket ping; a connection whose last ping was not answered is given up. */
  ping(): void {
    if (this.#awaitingPong) {
      this.terminate();
      return;
    }
    this.#awaitingPong = this.#open !== null;
    this.#open?.socket.ping();
  }

  async call<A extends StationAction>(action: A, request: Request<A>): Promise<CallOutcome<A>> {
    const payload = writeRequest(action, request);
    if (this.#open === null) return { kind: 'offline' };
    const outcome = await this.#open.peer.call(action, payload, { urgent: false });
    switch (outcome.kind) {
      case 'result':
        return readAnswer(action, outcome.payload);
      case 'error':
        return { kind: 'refused', errorCode: outcome.code };
      case 'timedOut':
        return { kind: 'timedOut' };
      case 'failed':
        return { kind: 'offline' };
    }
  }

  /** Sends a text as it is, for what no well-behaved station would send. */
  sendText(text: string): void {
    this.#open?.socket.send(text);
  }

  /** Frames of both sides, oldest first. */
  logged(): readonly LoggedFrame[] {
    return [...this.received, ...this.sent].sort((a, b) => a.at - b.at);
  }

  #use(socket: WebSocket): void {
    const peer = new RpcPeer(
      {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        pause: () => {
          socket.pause();
        },
        resume: () => {
          socket.resume();
        },
      },
      {
        answer: (call) => this.#answer(call),
        observe: ({ direction, ...frame }) => {
          this.#log(direction === 'in' ? 'centralSystem' : 'station', frame);
        },
      },
      { ...defaultRpcLimits, maxWaitingCalls, callTimeoutMs: this.#options.callTimeoutMs },
      this.#clock,
    );
    const open = { socket, peer };
    this.#open = open;
    this.#awaitingPong = false;
    socket.on('message', (data: Buffer) => {
      peer.receive(data.toString());
    });
    socket.on('pong', () => {
      this.#awaitingPong = false;
    });
    socket.on('close', () => {
      this.#lost(open);
    });
  }

  #lost(open: Open): void {
    if (this.#open !== open) return;
    this.#open = null;
    open.peer.close('connectionClosed');
    this.onClosed();
  }

  async #answer({ messageId, action, payload, text, receivedAt, fault }: IncomingCall): Promise<string | null> {
    this.#log('centralSystem', { at: receivedAt, kind: 'call', messageId, action, text });
    try {
      if (fault !== null) throw fault;
      const answer = await this.#answerCall(action, payload);
      if (answer === null) return null;
      const { afterwards } = answer;
      if (afterwards !== undefined) setImmediate(() => void afterwards());
      return this.#answered('result', messageId, action, resultText(messageId, answer.payload));
    } catch (error) {
      const { code, description } = errorAnswer(error);
      return this.#answered('error', messageId, action, errorText(messageId, code, description));
    }
  }

  #answered(kind: 'result' | 'error', messageId: string, action: string, text: string): string {
    this.#log('station', { at: this.#clock.now(), kind, messageId, action, text });
    return text;
  }

  #log(sender: 'station' | 'centralSystem', frame: LoggedFrame): void {
    const frames = sender === 'station' ? this.sent : this.received;
    frames.push(frame);
    if (frames.length > maxLoggedFrames) frames.shift();
    this.#options.onFrame(sender, frame);
  }
}

function errorAnswer(error: unknown): { readonly code: string; readonly description: string } {
  if (error instanceof OcppError) return { code: writeErrorCode(error.code), description: error.message };
  return { code: error instanceof ScriptedError ? error.word : 'InternalError', description: '' };
}

function readAnswer<A extends StationAction>(action: A, payload: unknown): CallOutcome<A> {
  try {
    return { kind: 'answered', response: readResponse(action, payload) };
  } catch (error) {
    if (error instanceof OcppError) return { kind: 'refused', errorCode: error.code };
    throw error;
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    // Stays for good: what fails later also ends in a close.
    socket.on('error', reject);
    socket.once('unexpected-response', (request, response) => {
      reject(new HandshakeRefused(response.statusCode ?? 0));
      request.destroy();
    });
    socket.once('close', () => {
      reject(new Error('The connection was closed while it was being opened'));
    });
  });
}
