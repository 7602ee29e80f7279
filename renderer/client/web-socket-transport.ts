import type { OpenTransport } from './transport.ts';

/** The line of a console that runs in a browser. */
export function webSocketTransport(url: string): OpenTransport {
  return (listener) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      listener.opened();
    });
    socket.addEventListener('message', (message: MessageEvent<unknown>) => {
      if (typeof message.data === 'string') listener.received(message.data);
    });
    socket.addEventListener('close', () => {
      listener.closed();
    });
    return {
      send: (text) => {
        socket.send(text);
      },
      close: () => {
        socket.close();
      },
    };
  };
}
