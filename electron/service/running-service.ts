import { join } from 'node:path';
import { systemClock, systemScheduler } from './clock.ts';
import type { ServiceLog } from './log.ts';
import type { ServiceOptions } from './options.ts';
import { requireFreePort } from './ports.ts';
import type { PdfPrinter } from './reports/print/pdf-printer.ts';
import { type Service, startService } from './service.ts';
import type { Store } from './store/store.ts';

/** A service with its database and, in the demo, its simulated stations. */
export interface RunningService {
  readonly service: Service;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** What the place a service runs in does for it: the shell, or this PC alone. */
export interface Surroundings {
  /** What private keys are sealed by on disk, 32 bytes; null where the platform keeps no secrets. */
  readonly sealingKey: () => Promise<Uint8Array | null>;
  readonly printPdf: PdfPrinter;
}

/** Chargers on the network may reach the books; the demo keeps to this PC. */
const everyNetwork = '0.0.0.0';
const thisPc = '127.0.0.1';

/** Opens the data folder and serves. Rejects with what `startErrorOf` understands; then nothing was created or overwritten. */
export async function runService(
  options: ServiceOptions,
  log: ServiceLog,
  surroundings: Surroundings,
): Promise<RunningService> {
  const ocppHost = options.ocppHost ?? (options.demo ? thisPc : everyNetwork);
  const dataFolder = options.demo ? join(options.dataFolder, 'demo') : options.dataFolder;
  await requireFreePort(ocppHost, options.ocppPort);
  const { openStore } = await import('./store/open-store.ts');
  const store = await openStore({
    dataFolder,
    clock: systemClock,
    onEffectFailure: (fault) => {
      log.error('what follows a commit failed', { fault });
    },
  });
  log.keepIn(dataFolder);
  try {
    return await serve(options, log, { store, ocppHost, dataFolder, surroundings });
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

interface Place {
  readonly store: Store;
  readonly ocppHost: string;
  readonly dataFolder: string;
  readonly surroundings: Surroundings;
}

async function serve(
  options: ServiceOptions,
  log: ServiceLog,
  { store, ocppHost, dataFolder, surroundings }: Place,
): Promise<RunningService> {
  const demo = options.demo ? await import('./demo.ts') : null;
  await demo?.seedDemo(store, systemClock);
  const parts = { store, clock: systemClock, scheduler: systemScheduler, log, ...surroundings };
  const quirks = demo?.demoQuirkPlayers(store, () => service.ocppUrl, log) ?? null;
  const service: Service = await startService({ ...parts, options, ocppHost, dataFolder, demoQuirks: quirks });
  const demoFleet = demo?.startDemo(store, systemClock, service.ocppUrl, log);
  log.info('the service listens', { ocppUrl: service.ocppUrl, dataFolder });
  return {
    service,
    dataFolder,
    async stop() {
      quirks?.stop();
      demoFleet?.stop();
      await service.stop();
      await store.close();
      log.info('the service has ended');
    },
  };
}
