import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Throws `StartError` when a port cannot be listened on. Asked before anything is created, so that a refused start leaves nothing behind. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (fault) {
    throw listenError(host, port, fault);
  }
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

export function listenError(host: string, port: number, fault: unknown): StartError {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  const where = `port ${String(port)} of ${host}`;
  if (code === 'EADDRINUSE') return new StartError('portInUse', `Another program already listens on ${where}`, fault);
  if (code === 'EACCES') return new StartError('portInUse', `This user may not listen on ${where}`, fault);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError('wrongFlag', `This computer has no address ${host}`, fault);
  }
  return new StartError(
    'internal',
    `Listening on ${where} failed: ${fault instanceof Error ? fault.message : String(fault)}`,
    fault,
  );
}
