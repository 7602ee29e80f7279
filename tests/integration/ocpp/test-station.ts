import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';

export interface StationOptions extends ClientOptions {
  /** None sends no `Sec-WebSocket-Protocol` header. */
  readonly subprotocols?: readonly string[];
}

export interface Closed {
  readonly code: number;
}

/** A charging station as bare as can be: texts out, texts in. */
export class TestStation {
  readonly socket: WebSocket;
  readonly closed: Promise<Closed>;
  readonly #received: string[] = [];
  readonly #readers: ((text: string) => void)[] = [];
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', (code) => {
        resolve({ code });
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      const reader = this.#readers.shift();
      if (reader === undefined) this.#received.push(text);
      else reader(text);
    });
    onTestFinished(() => {
      socket.terminate();
    });
  }

  /** Dials and resolves when the connection is open; rejects with `HTTP 404` and the like when it is refused. */
  static async dial(
    url: string,
    { subprotocols = ['ocpp1.6'], ...options }: StationOptions = {},
  ): Promise<TestStation> {
    const socket = new WebSocket(url, [...subprotocols], options);
    const station = new TestStation(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_request, response) => {
        reject(new Error(`HTTP ${String(response.statusCode)}`));
      });
      socket.once('error', reject);
    });
    return station;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** The next text from the server that nobody read yet. */
  receive(): Promise<string> {
    const text = this.#received.shift();
    if (text !== undefined) return Promise.resolve(text);
    return new Promise((resolve) => {
      this.#readers.push(resolve);
    });
  }

  /** Texts that have come and nobody read. */
  get unread(): readonly string[] {
    return this.#received;
  }

  /** Sends a CALL and reads the answer, parsed. */
  async call(action: string, payload: unknown, messageId = this.nextId()): Promise<unknown[]> {
    this.send(JSON.stringify([2, messageId, action, payload]));
    return this.read();
  }

  async read(): Promise<unknown[]> {
    const parsed: unknown = JSON.parse(await this.receive());
    if (!Array.isArray(parsed)) throw new Error('The server sent something that is no OCPP-J message');
    const message: unknown[] = parsed;
    return message;
  }

  /** Waits for a CALL of the server and answers it; returns the CALL. */
  async answer(payload: unknown): Promise<unknown[]> {
    const call = await this.read();
    this.send(JSON.stringify([3, call[1], payload]));
    return call;
  }

  nextId(): string {
    this.#lastId += 1;
    return `id-${String(this.#lastId)}`;
  }
}
