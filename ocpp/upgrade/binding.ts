import type { Server } from 'node:net';
import type { OcppLog } from '../log.ts';

/** Starts to listen; rejects with the system's error when that cannot be. */
export function bind(
  server: Server,
  { host, port, log }: { readonly host: string; readonly port: number; readonly log: OcppLog },
): Promise<{ readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      // Such as running out of file handles: those connected are still served.
      server.on('error', (error) => {
        log.error('The server cannot take a connection', { error });
      });
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port });
    });
  });
}

/** Stops to listen; resolves when the last connection is gone, which `endConnections` has to see to. */
export async function unbind(server: Server, endConnections: () => Promise<void> | void): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  await endConnections();
  await closed;
}
