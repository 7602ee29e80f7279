import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const patienceMs = 5_000;

/** A TCP connection to the central system that sends a request head as it is; resolves with the first line of the answer, empty for none. */
export function knock(
  url: string,
  path: string,
  headers: readonly string[],
): Promise<{ socket: Socket; answer: string }> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port === '' ? 80 : port) });
    const settle = (text: string): void => {
      socket.setTimeout(0);
      resolve({ socket, answer: text.split('\r\n')[0] ?? '' });
    };
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.once('connect', () => {
      const target = `${pathname.replace(/\/+$/, '')}/${path}`;
      socket.write([`GET ${target} HTTP/1.1`, `Host: ${hostname}:${port}`, ...headers, '', ''].join('\r\n'));
    });
    socket.once('data', (data: Buffer) => {
      settle(data.toString());
    });
    socket.once('close', () => {
      settle('');
    });
    // Ends in a close as well.
    socket.on('error', () => undefined);
  });
}

/** What a WebSocket client asks with. */
export const upgradeHeaders = (): readonly string[] => [
  'Upgrade: websocket',
  'Connection: Upgrade',
  ...incompleteUpgradeHeaders(),
];

/** The same without saying that the connection is to be upgraded. */
export const incompleteUpgradeHeaders = (): readonly string[] => [
  `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: ocpp1.6',
];

/** A text frame whose first reserved bit is set though nothing was agreed on (RFC 6455 §5.2). */
export function frameWithReservedBit(text: string): Buffer {
  const payload = Buffer.from(text).subarray(0, 125);
  const head = Buffer.from([0xc1, 0x80 | payload.length]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}
