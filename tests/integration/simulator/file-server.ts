import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export interface FileServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** What was handed in, in order. */
  readonly uploads: readonly { readonly method: string; readonly path: string; readonly body: Buffer }[];
  /** Answers that many requests with 503 first. */
  failures: number;
}

/** Gives `image` to whoever asks, and takes everything. */
export async function startFileServer(image: Buffer): Promise<FileServer> {
  const uploads: { method: string; path: string; body: Buffer }[] = [];
  const files = { url: '', uploads, failures: 0 };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      files.failures -= 1;
      if (files.failures >= 0) {
        response.writeHead(503).end();
      } else if (request.method === 'GET') {
        response.writeHead(200).end(image);
      } else {
        uploads.push({ method: request.method ?? '', path: request.url ?? '', body: Buffer.concat(pieces) });
        response.writeHead(201).end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address === 'object' && address !== null) files.url = `http://127.0.0.1:${String(address.port)}`;
  return files;
}
