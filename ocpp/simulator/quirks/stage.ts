import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createSimulatedStation, type SimulatedStation } from '../simulated-station.ts';
import type { SimulatedStationOptions } from '../station-options.ts';

/** What a quirk is played with: stations, their bare lines, and the clock. Everything opened stays until the stage is cleared. */
export class Stage {
  readonly url: string;
  /** Where it listens for TLS, or would if it did. */
  readonly secureUrl: string;
  readonly stationId: string;
  /** A card the central system should know. */
  readonly idTag: string;
  readonly #password: string | Uint8Array | undefined;
  readonly #patienceMs: number;
  readonly #onFrame: StageOptions['onFrame'];
  readonly #endings: (() => void)[] = [];
  #lastMessage = 0;

  constructor(options: StageOptions) {
    this.url = options.url;
    this.secureUrl = options.secureUrl ?? options.url.replace(/^ws:/i, 'wss:');
    this.stationId = options.stationId;
    this.idTag = options.idTag;
    this.#password = options.password;
    this.#patienceMs = options.patienceMs;
    this.#onFrame = options.onFrame;
  }

  /** A station that is switched off. */
  station(options: Partial<SimulatedStationOptions> = {}): SimulatedStation {
    const { url, stationId } = this;
    const name = options.stationId ?? stationId;
    const station = createSimulatedStation({
      ...{ url, stationId, password: this.#password, connectors: 2 },
      onFrame: (sender, { text }) => {
        this.#onFrame(name, sender, text);
      },
      ...options,
    });
    this.#endings.push(() => {
      station.disconnect();
    });
    return station;
  }

  /** A station that has reported in. */
  async bootedStation(options: Partial<SimulatedStationOptions> = {}): Promise<SimulatedStation> {
    const station = this.station(options);
    await station.boot();
    return station;
  }

  /** A bare WebSocket to the central system; `path` replaces the identity. Rejects when it is refused. */
  async line(options: LineOptions = {}): Promise<BareLine> {
    const address = `${this.url.replace(/\/+$/, '')}/${options.path ?? encodeURIComponent(this.stationId)}`;
    const socket = new WebSocket(address, ['ocpp1.6'], {
      headers: this.#credentials(),
      perMessageDeflate: false,
      autoPong: options.deaf !== true,
    });
    this.#endings.push(() => {
      socket.terminate();
    });
    return openLine(socket, (sender, text) => {
      this.#onFrame(this.stationId, sender, text);
    });
  }

  /** A new message id. */
  messageId(): string {
    this.#lastMessage += 1;
    return `${this.stationId}-${String(this.#lastMessage)}`.slice(-36);
  }

  /** Sends a frame as it is and returns its answer; null when none came in time, or the frame asks for none. */
  async say(line: Line, text: string): Promise<Answer | null> {
    const messageId = messageIdOf(text);
    line.sendText(text);
    if (messageId === null) return null;
    for (let waitedMs = 0; waitedMs < this.#patienceMs && line.connected; waitedMs += glanceMs) {
      const answer = findAnswer(line, messageId);
      if (answer !== null) return answer;
      await pause(glanceMs);
    }
    return findAnswer(line, messageId);
  }

  async pause(ms: number): Promise<void> {
    await pause(ms);
  }

  clear(): void {
    for (const ending of this.#endings.splice(0)) ending();
  }

  #credentials(): Record<string, string> {
    if (this.#password === undefined) return {};
    const secret = Buffer.concat([Buffer.from(`${this.stationId}:`), Buffer.from(this.#password)]);
    return { Authorization: `Basic ${secret.toString('base64')}` };
  }
}

export interface StageOptions {
  readonly url: string;
  readonly stationId: string;
  readonly idTag: string;
  readonly password: string | Uint8Array | undefined;
  readonly secureUrl: string | undefined;
  readonly onFrame: (stationId: string, sender: 'station' | 'centralSystem', text: string) => void;
  /** How long an answer is waited for. */
  readonly patienceMs: number;
}

export interface LineOptions {
  readonly path?: string | undefined;
  /** Answers no pings, as a connection whose other end is gone. */
  readonly deaf?: boolean | undefined;
}

/** Where frames can be sent as they are: a simulated station, or a bare WebSocket. */
export interface Line {
  readonly connected: boolean;
  readonly received: readonly { readonly text: string }[];
  sendText(text: string): void;
}

/** A WebSocket that answers nothing it is asked. */
export interface BareLine extends Line {
  hangUp(): void;
}

/** The payload of a CALLRESULT, or the code of a CALLERROR. */
export type Answer =
  { readonly kind: 'result'; readonly payload: unknown } | { readonly kind: 'error'; readonly code: string };

const glanceMs = 10;

const messageIdOf = (text: string): string | null => /^\s*\[\s*2\s*,\s*"([^"]+)"/.exec(text)?.[1] ?? null;

function findAnswer(line: Line, messageId: string): Answer | null {
  for (const { text } of line.received) {
    const frame = readArray(text);
    const [type, id, third] = frame;
    if (id !== messageId) continue;
    if (type === 3) return { kind: 'result', payload: third };
    if (type === 4) return { kind: 'error', code: String(third) };
  }
  return null;
}

function readArray(text: string): readonly unknown[] {
  const frame: unknown = JSON.parse(text);
  return Array.isArray(frame) ? frame : [];
}

function openLine(
  socket: WebSocket,
  observe: (sender: 'station' | 'centralSystem', text: string) => void,
): Promise<BareLine> {
  const received: { readonly text: string }[] = [];
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    received.push({ text });
    observe('centralSystem', text);
  });
  const line: BareLine = {
    get connected() {
      return socket.readyState === WebSocket.OPEN;
    },
    received,
    sendText: (text) => {
      socket.send(text);
      observe('station', text);
    },
    hangUp: () => {
      socket.close(1000);
    },
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      resolve(line);
    });
    // Stays for good: what fails later also ends in a close.
    socket.on('error', reject);
  });
}
