import { frameBytes, RawSocket } from './raw-socket.ts';

/** What came over a WebSocket: a text, or the code of a goodbye. */
export type Received = { readonly text: string } | { readonly closed: number };

/** A station on a bare socket: what it sends is made byte by byte, what it gets is read byte by byte. */
export class RawStation {
  readonly #raw: RawSocket;
  #at: number;

  private constructor(raw: RawSocket) {
    this.#raw = raw;
    this.#at = raw.bytes.indexOf('\r\n\r\n') + 4;
  }

  static async dial(port: number, stationId: string): Promise<RawStation> {
    return new RawStation(await RawSocket.upgraded(port, stationId));
  }

  send(frame: string | Buffer): void {
    this.#raw.write(typeof frame === 'string' ? frameBytes(Buffer.from(frame)) : frame);
  }

  /** The next text or goodbye; pings are passed over. */
  async next(): Promise<Received> {
    for (;;) {
      const frame = readFrame(this.#raw.bytes.subarray(this.#at));
      if (frame === null) {
        await this.#raw.more();
        continue;
      }
      this.#at += frame.length;
      if (frame.opcode === 1) return { text: frame.payload.toString() };
      if (frame.opcode === 8) return { closed: frame.payload.length >= 2 ? frame.payload.readUInt16BE() : 1005 };
    }
  }
}

interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** With its head. */
  readonly length: number;
}

/** A frame of the server (RFC 6455 §5.2), which is never masked; null while it is not all there. */
function readFrame(bytes: Buffer): ServerFrame | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < head + size) return null;
  return { opcode: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(head, head + size), length: head + size };
}
