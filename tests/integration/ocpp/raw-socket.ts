import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP connection that may say what no WebSocket library would. */
export class RawSocket {
  readonly socket: Socket;
  /** Resolves when the server has ended or cut the connection. */
  readonly ended: Promise<void>;
  #received = Buffer.alloc(0);
  #onData: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        resolve();
      });
    });
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#onData();
    });
    onTestFinished(() => {
      socket.destroy();
    });
  }

  static async connect(port: number): Promise<RawSocket> {
    const socket = connect(port, '127.0.0.1');
    const raw = new RawSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return raw;
  }

  /** Connects and upgrades as a station does. */
  static async upgraded(port: number, stationId = 'CP1'): Promise<RawSocket> {
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest(`/ocpp/${stationId}`));
    await raw.waitFor('\r\n\r\n');
    return raw;
  }

  write(data: string | Buffer): void {
    this.socket.write(data);
  }

  get text(): string {
    return this.#received.toString('latin1');
  }

  get bytes(): Buffer {
    return this.#received;
  }

  async waitFor(text: string): Promise<void> {
    while (!this.text.includes(text)) await this.more();
  }

  /** Resolves when more has come; rejects when no more will. */
  async more(): Promise<void> {
    const came = new Promise<void>((resolve) => {
      this.#onData = resolve;
    });
    const isOver = await Promise.race([came.then(() => false), this.ended.then(() => true)]);
    if (isOver) throw new Error('The connection is closed');
  }
}

export function upgradeRequest(path: string, headers: readonly string[] = ['Sec-WebSocket-Protocol: ocpp1.6']): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...headers,
    '\r\n',
  ].join('\r\n');
}

export interface FrameBits {
  readonly opcode?: number;
  readonly isFinal?: boolean;
  readonly reservedBits?: number;
  readonly isMasked?: boolean;
}

/** A WebSocket frame, byte by byte (RFC 6455 §5.2); masked with zeros. */
export function frameBytes(payload: Buffer, bits: FrameBits = {}): Buffer {
  const { opcode = 1, isFinal = true, reservedBits = 0, isMasked = true } = bits;
  const maskBit = isMasked ? 0x80 : 0;
  const head = Buffer.from([
    (isFinal ? 0x80 : 0) | (reservedBits << 4) | opcode,
    maskBit | (payload.length < 65_536 ? Math.min(payload.length, 126) : 127),
  ]);
  const length = Buffer.alloc(payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8);
  if (length.length === 2) length.writeUInt16BE(payload.length);
  if (length.length === 8) length.writeBigUInt64BE(BigInt(payload.length));
  return Buffer.concat([head, length, ...(isMasked ? [Buffer.alloc(4)] : []), payload]);
}

/** The code of the close frame at the end of what was received; null when there is none. */
export function closeCode(bytes: Buffer): number | null {
  const start = bytes.lastIndexOf(0x88);
  return start === -1 || bytes.length < start + 4 ? null : bytes.readUInt16BE(start + 2);
}
