import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long the other side may go on sending after it was turned away: cut off at once, it might never read why. */
const partingMs = 3000;

/** An answer without a body. Nothing in it tells an honest stranger from one who guesses. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Length': '0', 'Cache-Control': 'no-store', Connection: 'close', ...headers });
  response.end();
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), partingMs).unref();
  request.socket.once('close', () => {
    clearTimeout(timer);
  });
}
