import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands between a station and the service and passes every byte on, so that a test sees what really went over the wire. */
export interface RecordingRelay {
  /** What the station dials instead of the service, without an identity. */
  readonly url: string;
  /** Text frames of the service, in order, over all connections. */
  readonly answered: readonly string[];
  /** Status lines of the HTTP answers to upgrades. */
  readonly statusLines: readonly string[];
}

export async function startRelay(ocppUrl: string): Promise<RecordingRelay> {
  const target = new URL(ocppUrl);
  const answered: string[] = [];
  const statusLines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((station) => {
    const service = connect(Number(target.port), target.hostname);
    const reader = new ServerBytes(statusLines, answered);
    service.on('data', (data) => {
      reader.take(data);
    });
    for (const [from, to] of [
      [station, service],
      [service, station],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${String(port)}${target.pathname}`, answered, statusLines };
}

const textOpcode = 1;

/** Reads what the server side of a WebSocket sends: an HTTP answer, then unmasked frames in one piece (RFC 6455 §5.2). */
class ServerBytes {
  readonly #statusLines: string[];
  readonly #texts: string[];
  #bytes = Buffer.alloc(0);
  #isUpgraded = false;

  constructor(statusLines: string[], texts: string[]) {
    this.#statusLines = statusLines;
    this.#texts = texts;
  }

  take(data: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, data]);
    if (!this.#isUpgraded && !this.#readHead()) return;
    for (let length = this.#frameLength(); length !== null; length = this.#frameLength()) {
      const frame = this.#bytes.subarray(0, length);
      this.#bytes = this.#bytes.subarray(length);
      const head = headLength(frame);
      if (((frame[0] ?? 0) & 0x0f) === textOpcode) this.#texts.push(frame.subarray(head).toString());
    }
  }

  #readHead(): boolean {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end === -1) return false;
    this.#statusLines.push(this.#bytes.toString('latin1', 0, this.#bytes.indexOf('\r\n')));
    this.#bytes = this.#bytes.subarray(end + 4);
    this.#isUpgraded = true;
    return true;
  }

  #frameLength(): number | null {
    const bytes = this.#bytes;
    if (bytes.length < 2 || bytes.length < headLength(bytes)) return null;
    const length = headLength(bytes) + payloadLength(bytes);
    return bytes.length < length ? null : length;
  }
}

const shortLength = (bytes: Buffer): number => (bytes[1] ?? 0) & 0x7f;

function headLength(bytes: Buffer): number {
  const short = shortLength(bytes);
  if (short === 127) return 10;
  return short === 126 ? 4 : 2;
}

function payloadLength(bytes: Buffer): number {
  const short = shortLength(bytes);
  if (short === 127) return Number(bytes.readBigUInt64BE(2));
  return short === 126 ? bytes.readUInt16BE(2) : short;
}
