import type { WebSocket } from 'ws';

/** Closes a WebSocket and cuts it when the other side does not say goodbye in time. */
export function sayGoodbye(socket: WebSocket, closeCode: number, patienceMs: number): void {
  const cut = setTimeout(() => {
    socket.terminate();
  }, patienceMs);
  socket.once('close', () => {
    clearTimeout(cut);
  });
  socket.close(closeCode);
}
