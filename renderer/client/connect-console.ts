import { inject, type App, type InjectionKey } from 'vue';
import { createConsoleClient, type ConsoleClient } from './console-client.ts';
import { desktopBridge } from './desktop-bridge.ts';
import { desktopTransport } from './desktop-transport.ts';
import { consoleApiUrl, takeToken } from './token.ts';
import { webSocketTransport } from './web-socket-transport.ts';

export const consoleKey: InjectionKey<ConsoleClient> = Symbol('console');

/** Connects to the service: over the desktop's port where there is one, else over a WebSocket. */
export function connectConsole(app: App): void {
  const bridge = desktopBridge();
  const openTransport =
    bridge === undefined
      ? webSocketTransport(consoleApiUrl(window.location, takeToken(window)))
      : desktopTransport(bridge, window);
  app.provide(consoleKey, createConsoleClient(openTransport));
}

/** The client of this app, for setup functions of components and stores. */
export function useConsole(): ConsoleClient {
  const client = inject(consoleKey);
  if (client === undefined) throw new Error('No console client is provided');
  return client;
}
