import { onTestFinished } from 'vitest';
import type { LogDetails, OcppLog } from '../../../ocpp/log.ts';
import { createOcppServer, type OcppServer } from '../../../ocpp/server.ts';
import { defaultServerSettings, type OcppServerSettings } from '../../../ocpp/server-options.ts';
import { MemoryCentralSystem, testNow } from './memory-central-system.ts';

export interface TestServer {
  readonly server: OcppServer;
  readonly centralSystem: MemoryCentralSystem;
  readonly port: number;
  /** `ws://127.0.0.1:port/ocpp` */
  readonly url: string;
  readonly logged: { readonly event: string; readonly details: LogDetails }[];
}

/** A server on a free port, gone when the test ends. */
export async function startServer(settings: Partial<OcppServerSettings> = {}): Promise<TestServer> {
  const centralSystem = new MemoryCentralSystem();
  const logged: { event: string; details: LogDetails }[] = [];
  const note = (event: string, details: LogDetails = {}): void => {
    logged.push({ event, details });
  };
  const log: OcppLog = { info: note, warn: note, error: note };
  const server = createOcppServer({
    ...defaultServerSettings,
    ...settings,
    centralSystem,
    clock: { now: () => testNow },
    log,
    host: '127.0.0.1',
    port: 0,
  });
  const { port } = await server.listen();
  onTestFinished(() => server.close());
  return { server, centralSystem, port, url: `ws://127.0.0.1:${String(port)}/ocpp`, logged };
}
