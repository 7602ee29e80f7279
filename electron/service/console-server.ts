import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { serveConsoleLine } from './console-line.ts';
import type { Log } from './domain/log.ts';
import { listenError } from './ports.ts';
import type { Service } from './service.ts';
import { serveStatic } from './static-files.ts';

const host = '127.0.0.1';
const localNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const apiPath = '/api';
/** An import of id tokens is the longest thing a console sends. */
const longestFrameBytes = 4 * 1024 * 1024;
const closeGraceMs = 1_000;

export interface ConsoleServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly token: string;
  /** Where the built console lies. */
  readonly folder: string;
  readonly service: Service;
  readonly log: Log;
}

export interface ConsoleServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the console to browsers of this PC: its files, and the API behind the token. */
export async function startConsoleServer(options: ConsoleServerOptions): Promise<ConsoleServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrameBytes, perMessageDeflate: false });
  const server = createServer((request, response) => {
    if (isLocal(request)) serveStatic(request, response, options.folder);
    else response.writeHead(403).end();
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf(request, options.token);
    if (refusal !== null) {
      refuse(socket, refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      serveConsoleLine(client, options.service, options.log);
    });
  });
  const port = await listen(server, options.port);
  return {
    url: `http://${host}:${String(port)}/?token=${options.token}`,
    close: () => close(server, sockets),
  };
}

/** The names a browser of this PC uses for us. Any other name that leads here is another site's trick (DNS rebinding). */
function isLocal({ headers }: IncomingMessage): boolean {
  const name = /^(.+?)(?::\d+)?$/.exec(headers.host ?? '')?.[1];
  return name !== undefined && localNames.has(name.toLowerCase());
}

type Refusal = '401 Unauthorized' | '403 Forbidden' | '404 Not Found';

function refusalOf(request: IncomingMessage, token: string): Refusal | null {
  if (!isLocal(request)) return '403 Forbidden';
  const { origin, host: asked = '' } = request.headers;
  // Only a page we served may open the line from a browser; programs send no origin.
  if (origin !== undefined && origin !== `http://${asked}`) return '403 Forbidden';
  // Taken apart by hand: `new URL` throws at some of what a stranger can send.
  const [path, query] = (request.url ?? '').split('?', 2);
  if (path !== apiPath) return '404 Not Found';
  return isSame(givenToken(request, query), token) ? null : '401 Unauthorized';
}

function givenToken(request: IncomingMessage, query: string | undefined): string {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? new URLSearchParams(query).get('token') ?? '';
}

/** In constant time, whatever the lengths. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Hangs up as well: a socket that was handed to us is closed by nobody else. */
function refuse(socket: Duplex, refusal: Refusal): void {
  socket.once('finish', () => {
    socket.destroy();
  });
  socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (fault) {
    throw listenError(host, port, fault);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.close(1001);
  const timer = setTimeout(() => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
  }, closeGraceMs);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
