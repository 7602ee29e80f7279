import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** A real socket that speaks the console's frames, with answers decided by the test. */
export interface ConsoleServer {
  readonly url: string;
  readonly port: number;
  readonly requests: Request[];
  /** What to answer with, besides the id; null to hold the answer back. */
  answer: (request: Request) => object | null;
  send(frame: unknown): void;
  push(event: string, seq: number, data: unknown): void;
  drop(): void;
  stop(): Promise<void>;
}

export async function startConsoleServer(port = 0): Promise<ConsoleServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  const requests: Request[] = [];
  const clients = new Set<WebSocket>();

  const running: ConsoleServer = {
    url: `ws://127.0.0.1:${String(bound)}/api`,
    port: bound,
    requests,
    answer: () => ({ result: null }),
    send: (frame) => {
      for (const client of clients) client.send(JSON.stringify(frame));
    },
    push: (event, seq, data) => {
      running.send({ event, seq, data });
    },
    drop: () => {
      for (const client of clients) client.terminate();
    },
    stop: async () => {
      for (const client of clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };

  server.on('connection', (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('message', (data: Buffer) => {
      const request = JSON.parse(data.toString()) as Request;
      requests.push(request);
      const answer = running.answer(request);
      if (answer !== null) client.send(JSON.stringify({ id: request.id, ...answer }));
    });
  });
  return running;
}
