import type { WebSocket } from 'ws';
import type { Log } from './domain/log.ts';
import type { Service } from './service.ts';

/** Beyond this a browser does not read: it misses events until it does. */
const mostBufferedBytes = 1024 * 1024;

/** Serves one console over a WebSocket. */
export function serveConsoleLine(socket: WebSocket, service: Service, log: Log): void {
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const leave = service.join({ send, keepsUp: () => socket.bufferedAmount < mostBufferedBytes });
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      socket.close(1003);
      return;
    }
    void service.dispatch(textOf(data)).then(send);
  });
  socket.on('close', leave);
  socket.on('error', (fault) => {
    log.warn('the line to a console broke', { fault });
  });
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
