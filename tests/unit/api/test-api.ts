import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DemoQuirks } from '../../../electron/service/api/commissioning.ts';
import { createPreparedExports } from '../../../electron/service/api/prepared-exports.ts';
import { consoleHandlers } from '../../../electron/service/api/console-handlers.ts';
import { createDispatcher, type Dispatch } from '../../../electron/service/api/dispatcher.ts';
import type { Handlers } from '../../../electron/service/api/handlers.ts';
import type { Naming } from '../../../electron/service/api/session-views.ts';
import { createTariffBodies } from '../../../electron/service/domain/books/tariff-bodies.ts';
import { createVerifyBooks } from '../../../electron/service/domain/books/verify-books.ts';
import { createMoneyOf } from '../../../electron/service/domain/books/session-money.ts';
import { createChargingLimits } from '../../../electron/service/domain/charging-limits.ts';
import { closeByHand } from '../../../electron/service/domain/close-by-estimate.ts';
import { AppError } from '../../../electron/contract/errors.ts';
import { createConfigurationBook } from '../../../electron/service/domain/configuration.ts';
import { createDocuments } from '../../../electron/service/domain/documents/documents.ts';
import { startHandshakeFailures } from '../../../electron/service/domain/handshake-failures.ts';
import type { Log } from '../../../electron/service/domain/log.ts';
import { createStationChecks } from '../../../electron/service/domain/station-checks.ts';
import { defaultFileLimits } from '../../../electron/service/files/file-limits.ts';
import { startFiles } from '../../../electron/service/files/start-files.ts';
import { startMonths } from '../../../electron/service/packs/start-months.ts';
import type { PdfPrinter } from '../../../electron/service/reports/print/pdf-printer.ts';
import { systemStatus } from '../../../electron/service/system-status.ts';
import { createEncryptedConnections, type TlsPort } from '../../../electron/service/tls/encrypted-connections.ts';
import { openSite, type SiteOptions, type TestSite } from '../domain/test-site.ts';
import { temporaryFolder } from '../store/test-store.ts';

export interface TestApi {
  readonly site: TestSite;
  readonly handlers: Handlers;
  readonly dispatch: Dispatch;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Stations do not come here: it listens to nobody. */
const deafPort: TlsPort = {
  listenTls: ({ port }) => Promise.resolve({ port }),
  renewTls: () => undefined,
  closeTls: () => Promise.resolve(),
};

export type ApiOptions = SiteOptions & { readonly demo?: DemoQuirks; readonly printPdf?: PdfPrinter };

/** All methods of the console over the rules on a real database. */
export async function openApi(options: ApiOptions = {}): Promise<TestApi> {
  const site = await openSite(options);
  const { store, live, settings, stations, time, customerNames } = site;
  const { read } = store;
  const naming: Naming = {
    stationName: (stationId) => stationId,
    labelOf: () => null,
    customerName: (customerId) => customerNames.nameOf(customerId),
    customerGroupName: (groupId) => customerNames.groupNameOf(groupId),
    currency: () => settings.current().currency,
    billOf: (sessionId) => site.runningBills.billOf(sessionId),
  };
  const moneyOf = createMoneyOf({ read, runningBills: site.runningBills, currency: () => naming.currency() });
  const files = await startFiles({
    ...{ store, clock: time, scheduler: time.scheduler, announce: site.announce, log: silent },
    limits: { ...defaultFileLimits, minFreeBytes: 0 },
    folder: await temporaryFolder(),
  });
  onTestFinished(() => files.stop());
  const facts = { version: '0', startedAt: time.now(), demo: false, addresses: () => [] };
  const encrypted = createEncryptedConnections({
    ...{ store, clock: time, scheduler: time.scheduler, announce: site.announce, log: silent },
    ...{ server: deafPort, host: '127.0.0.1', port: 9221, folder: await temporaryFolder() },
    sealingKey: () => Promise.resolve(null),
    organization: () => settings.current().operatorName,
    serverNames: () => ['office-pc', '192.168.1.20'],
    urls: (port) => [`wss://192.168.1.20:${String(port)}/ocpp`],
  });
  onTestFinished(() => encrypted.stop());
  const chargers = { ...site, clock: time, scheduler: time.scheduler, stationClocks: { skewMs: () => null } };
  const configuration = createConfigurationBook(chargers);
  const printPdf = options.printPdf ?? (() => Promise.reject(new AppError('conflict', { reason: 'noPdfProgram' })));
  const reports = {
    ...{ read, printPdf },
    business: () => site.business.current(),
    site: () => ({ timeZone: 'Asia/Baku', currency: settings.current().currency, now: time.now() }),
  };
  const months = await startMonths({
    ...{ store, clock: time, scheduler: time.scheduler, settings, announce: site.announce, log: silent, reports },
    ...{
      dataFolder: await temporaryFolder(),
      operator: () => site.operators.onDuty(),
      stationName: (stationId) => naming.stationName(stationId),
    },
  });
  onTestFinished(() => {
    months.automaticPacks.stop();
  });
  const handlers = consoleHandlers({
    ...months,
    ...{ ...site, clock: time, read, naming, files, encrypted, configuration },
    status: () => systemStatus({ store, clock: time, live, settings, billOf: () => null, ...facts }),
    addresses: () => [],
    moneyOf,
    repairs: site.repairs,
    verifyBooks: createVerifyBooks({ read, clock: time, bodies: createTariffBodies(), announce: site.announce }),
    close: (id) => closeByHand(site, id, time.now()),
    chargingLimits: createChargingLimits(chargers),
    handshakes: startHandshakeFailures({ ...chargers, log: silent }),
    checks: createStationChecks({ ...chargers, configuration }),
    demo: options.demo ?? null,
    documents: createDocuments({ ...site, clock: time }),
    ...{ printPdf, reports },
    preparedExports: createPreparedExports(join(await temporaryFolder(), 'prepared'), time),
    admit: (stationId) => stations.add({ stationId, name: stationId }),
  });
  return { site, handlers, dispatch: createDispatcher(handlers, silent) };
}
