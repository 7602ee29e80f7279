import { servicePortMessage, type DesktopBridge } from '../../electron/contract/desktop.ts';
import type { OpenTransport, Transport, TransportListener } from './transport.ts';

/** The line of a console in the desktop window: a MessagePort that the shell hands over, and again after each restart of the service. */
export function desktopTransport(bridge: DesktopBridge, window: Window): OpenTransport {
  let waiting: ((port: MessagePort) => void) | null = null;
  let arrived: MessagePort | null = null;
  let dropCurrent: () => void = () => undefined;

  window.addEventListener('message', (message: MessageEvent<unknown>) => {
    const [port] = message.ports;
    if (message.source !== window || message.data !== servicePortMessage || port === undefined) return;
    if (waiting !== null) {
      waiting(port);
      return;
    }
    arrived?.close();
    arrived = port;
    dropCurrent();
  });
  bridge.onServiceDown(() => {
    dropCurrent();
  });

  return (listener) => {
    const line = openLine(listener, () => {
      waiting = null;
      dropCurrent = () => undefined;
    });
    waiting = (port) => {
      waiting = null;
      dropCurrent = line.transport.close;
      line.attach(port);
    };
    if (arrived === null) bridge.requestServicePort();
    else {
      const port = arrived;
      arrived = null;
      waiting(port);
    }
    return line.transport;
  };
}

function openLine(
  listener: TransportListener,
  ended: () => void,
): { readonly transport: Transport; readonly attach: (port: MessagePort) => void } {
  let current: MessagePort | null = null;
  let closed = false;
  return {
    attach: (port) => {
      current = port;
      port.addEventListener('message', (message: MessageEvent<unknown>) => {
        if (!closed && typeof message.data === 'string') listener.received(message.data);
      });
      port.start();
      listener.opened();
    },
    transport: {
      send: (text) => {
        current?.postMessage(text);
      },
      close: () => {
        if (closed) return;
        closed = true;
        current?.close();
        ended();
        listener.closed();
      },
    },
  };
}
