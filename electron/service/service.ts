import { join } from 'node:path';
import { createOcppServer } from '../../ocpp/server.ts';
import { defaultServerSettings } from '../../ocpp/server-options.ts';
import type { Clock } from '../../ocpp/model/time.ts';
import { AppError } from '../contract/errors.ts';
import type { DemoQuirks } from './api/commissioning.ts';
import { consoleHandlers } from './api/console-handlers.ts';
import { createDispatcher, type Dispatch } from './api/dispatcher.ts';
import { createPreparedExports } from './api/prepared-exports.ts';
import { type Naming, sessionDetailsView } from './api/session-views.ts';
import { createChangeHub } from './changes.ts';
import { createSessionBooks } from './domain/books/session-books.ts';
import { bookMissingCharges } from './domain/books/missing-charges.ts';
import { loadRunningBills, type RunningBills } from './domain/books/running-bills.ts';
import { createRepairs } from './domain/books/repairs.ts';
import { createVerifyBooks } from './domain/books/verify-books.ts';
import { createMoneyOf } from './domain/books/session-money.ts';
import { createTariffBodies } from './domain/books/tariff-bodies.ts';
import { watchAbandonedSessions } from './domain/abandoned-sessions.ts';
import { createAdmissions } from './domain/admission.ts';
import { startAlerts } from './domain/alerts.ts';
import type { RunningCost } from './domain/allowance.ts';
import { loadBusiness } from './domain/business.ts';
import { createChargingLimits } from './domain/charging-limits.ts';
import { followChargingProfiles, forgetProfilesOfEnded } from './domain/charging-profiles.ts';
import { createConfigurationBook, followConfiguration } from './domain/configuration.ts';
import type { AutomaticPacks } from './domain/months/automatic-packs.ts';
import { createCentralSystem } from './domain/central-system.ts';
import type { CertificateAuthority } from './domain/certificate-authority.ts';
import { closeByHand } from './domain/close-by-estimate.ts';
import type { CompleteCommand } from './domain/command-hooks.ts';
import { startCommands } from './domain/commands.ts';
import { loadClientCertificates } from './domain/client-certificates.ts';
import { followCommandHabits } from './domain/command-habits.ts';
import { createDocuments } from './domain/documents/documents.ts';
import { createCompleteCommand } from './domain/complete-command.ts';
import { createCustomerGroups } from './domain/customer-groups.ts';
import { createCustomerImport } from './domain/customer-import.ts';
import { loadCustomerNames } from './domain/customer-names.ts';
import { createCustomers } from './domain/customers.ts';
import { createDailyWarnings } from './domain/daily-warnings.ts';
import { startDesk } from './domain/desk/start-desk.ts';
import { askForFirstReports } from './domain/first-reports.ts';
import { createFailedAttempts } from './domain/failed-attempts.ts';
import { createFrameLog } from './domain/frame-log.ts';
import { startHabits } from './domain/habits.ts';
import { startHandshakeFailures } from './domain/handshake-failures.ts';
import { loadIdTokenLabels } from './domain/id-token-labels.ts';
import { createIdTokens } from './domain/id-tokens.ts';
import { keepLastSeen } from './domain/last-seen.ts';
import { watchLimits } from './domain/limit-watch.ts';
import { createLiveState } from './domain/live-state.ts';
import { loadLiveState } from './domain/load-live-state.ts';
import { followLocalLists } from './domain/local-list-answers.ts';
import { startLocalListAutomation } from './domain/local-list-automation.ts';
import { createLocalLists } from './domain/local-lists.ts';
import type { Log } from './domain/log.ts';
import { createPasswordCheck } from './domain/passwords.ts';
import { followReservations } from './domain/reservation-answers.ts';
import { watchReservations } from './domain/reservation-expiry.ts';
import { createRegisterMemory } from './domain/register-memory.ts';
import { startRetention } from './domain/retention.ts';
import { loadOperators } from './domain/operators.ts';
import type { Scheduler } from './domain/scheduler.ts';
import { loadSettings } from './domain/settings.ts';
import { createStationClocks } from './domain/station-clocks.ts';
import { createStationChecks } from './domain/station-checks.ts';
import { createStationSecurity } from './domain/station-security.ts';
import { createStations } from './domain/stations.ts';
import { loadTariffs } from './domain/tariffs.ts';
import { createToldSecurity, type ToldSecurity } from './domain/told-security.ts';
import { followTransfers } from './domain/transfer-answers.ts';
import { watchTransfers } from './domain/transfer-expiry.ts';
import { type ConsoleSink, createEventStream } from './event-stream.ts';
import { defaultFileLimits } from './files/file-limits.ts';
import { startFiles } from './files/start-files.ts';
import { httpBase, localOcppUrl, networkAddresses } from './network-addresses.ts';
import type { ServiceOptions } from './options.ts';
import { startMonths } from './packs/start-months.ts';
import { listenError } from './ports.ts';
import type { PdfPrinter } from './reports/print/pdf-printer.ts';
import type { ReportDeps } from './reports/produce-report.ts';
import type { Store } from './store/store.ts';
import { systemStatus } from './system-status.ts';
import { createEncryptedConnections } from './tls/encrypted-connections.ts';
import { serverNames } from './tls/server-names.ts';
import { version } from './version.ts';

export interface ServiceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly options: Pick<
    ServiceOptions,
    'ocppPort' | 'ocppTlsPort' | 'acceptUnknown' | 'acceptAnyCard' | 'language' | 'demo'
  >;
  readonly ocppHost: string;
  /** Null where no demonstration runs. */
  readonly demoQuirks: DemoQuirks | null;
  readonly dataFolder: string;
  /** What private keys are sealed by on disk, 32 bytes; null where the platform keeps no secrets. */
  readonly sealingKey: () => Promise<Uint8Array | null>;
  readonly printPdf: PdfPrinter;
}

/** The running service: chargers are served, consoles may join. */
export interface Service {
  /** Where a program on this PC reaches the OCPP server. */
  readonly ocppUrl: string;
  readonly dispatch: Dispatch;
  /** Sends events to a console from now on; returns how to leave. */
  join(sink: ConsoleSink): () => void;
  /** The computer woke up: connections that look open may be dead, stations dial anew. */
  reconnectStations(): void;
  /** Says goodbye to the stations and finishes what is under way; closes all but the store. */
  stop(): Promise<void>;
}

/** Puts the parts of the service together; everything it consists of is named here. */
export async function startService(deps: ServiceDeps): Promise<Service> {
  const { store, clock, scheduler, log, options } = deps;
  const { read } = store;
  const startedAt = clock.now();
  const { announce, add } = createChangeHub(log);

  const [settings, operators, snapshot, labels, customerNames] = await Promise.all([
    loadSettings({ store, announce, forThisRun: settingsOfThisRun(options) }),
    loadOperators({ store, clock, announce }),
    loadLiveState(read, startedAt),
    loadIdTokenLabels(read.idTokens),
    loadCustomerNames(read.customers),
  ]);
  const live = createLiveState(snapshot);
  const onDuty = () => operators.onDuty();
  const business = await loadBusiness({ store, clock, onDuty, announce });
  const tariffs = await loadTariffs({ store, clock, announce, log, operator: onDuty });
  const bodies = createTariffBodies();
  const runningBills = await loadRunningBills({ read, settings, business, bodies, log }, live.openSessions());
  const runningCost: RunningCost = (sessionId) => runningBills.billOf(sessionId)?.grossMinor ?? null;
  const moneyOf = createMoneyOf({ read, runningBills, currency: () => settings.current().currency });

  const stationClocks = createStationClocks();
  const certificates = await loadClientCertificates({
    ...{ store, clock, scheduler, live, announce, log },
    authority: () => encrypted.authority(),
    disconnect: (stationId) => {
      ocpp.link.disconnect(stationId);
    },
    send: (stationId, request) => commands.run(stationId, request, 'automatic'),
  });
  // Alerts look around before the months are there.
  let automaticPacks: AutomaticPacks | null = null;
  const alerts = await startAlerts({
    ...{ store, clock, scheduler, live, settings, stationClocks, announce, log },
    certificateNotAfter: (stationId) => certificates.notAfter(stationId),
    failedPack: () => automaticPacks?.settings().failed ?? null,
  });
  const admissions = createAdmissions({
    ...{ store, clock, live, settings, announce, log },
    passwords: createPasswordCheck(),
    failedAttempts: createFailedAttempts(clock),
    refusalOfCertificate: (certificate, stationId) => certificates.refusalOf(certificate, stationId),
  });
  const handshakes = startHandshakeFailures({ store, clock, scheduler, announce, log });
  const habits = startHabits({ store, clock, scheduler, live, announce, log });
  const books = createSessionBooks({
    ...{ clock, settings, business, log },
    ...{ offers: tariffs, bodies },
  });
  const centralSystem = createCentralSystem({
    ...{ store, clock, log, live, settings, books, stationClocks, admissions, certificates, announce },
    frameLog: createFrameLog(store, announce, log),
    noticed: habits.noticed,
    registers: createRegisterMemory(),
    runningCost,
    warnDaily: createDailyWarnings(log, clock),
    handshakeFailed: (handshake, refusal) => {
      handshakes.failed(handshake, refusal);
      alerts.handshakeFailed(handshake, refusal);
    },
  });
  const files = await startFiles({
    ...{ store, clock, scheduler, announce, log },
    limits: defaultFileLimits,
    folder: join(deps.dataFolder, 'files'),
  });
  const ocpp = createOcppServer({
    ...defaultServerSettings,
    ...{ centralSystem, clock, log, host: deps.ocppHost, port: options.ocppPort },
    onRequest: files.onRequest,
  });
  const { link } = ocpp;
  const encrypted = createEncryptedConnections({
    ...{ store, clock, scheduler, announce, log },
    ...{ server: ocpp, host: deps.ocppHost, port: options.ocppTlsPort, folder: join(deps.dataFolder, 'tls') },
    sealingKey: deps.sealingKey,
    organization: () => settings.current().operatorName,
    serverNames: () => serverNames(addresses()),
    urls: () => addresses().flatMap(({ secureOcppUrl }) => secureOcppUrl ?? []),
  });
  const servesTls = () => encrypted.port() !== null;
  const toldSecurity = createToldSecurity({ announce, servesTls });
  const commands = await startCommands({
    ...{ store, clock, scheduler, live, link, announce, log },
    complete: securing(
      toldSecurity,
      createCompleteCommand({
        fileBase: ({ connection }) => httpBase(connection?.localAddress ?? nearestAddress(), port),
        isWhole: (file) => files.isWhole(file),
        rootCertificate: () => rootCertificate(encrypted.authority()),
      }),
    ),
    followUps: [
      followConfiguration(announce),
      followChargingProfiles(announce),
      followCommandHabits(habits),
      followTransfers(announce),
      followReservations(announce),
      followLocalLists((stationId) => {
        localListAutomation.changed(stationId);
      }),
      toldSecurity.followUp,
      certificates.followUp,
    ],
  });

  const localLists = createLocalLists({ store, clock, live, commands, announce });
  const localListAutomation = await startLocalListAutomation({ store, clock, scheduler, live, lists: localLists, log });

  const desk = await startDesk({
    ...{ store, clock, scheduler, live, settings, operators, commands, tariffs, runningCost, announce, log },
    stoppedAtLimit: (session, limit) => {
      alerts.stoppedAtLimit(session, limit);
    },
  });

  const { port } = await ocpp.listen().catch((fault: unknown) => {
    throw listenError(deps.ocppHost, options.ocppPort, fault);
  });
  const addresses = () => networkAddresses(deps.ocppHost, { plain: port, secure: encrypted.port() });
  const nearestAddress = () => addresses()[0]?.address ?? '127.0.0.1';
  const billOf: RunningBills['billOf'] = (sessionId) => runningBills.billOf(sessionId);
  const status = () =>
    systemStatus({ store, clock, live, settings, version, startedAt, addresses, demo: options.demo, billOf });
  const naming: Naming = {
    stationName: (stationId) => live.station(stationId)?.record.name || stationId,
    labelOf: (idToken) => labels.labelOf(idToken) ?? customerNames.nameOf(labels.customerOf(idToken)),
    customerName: (customerId) => customerNames.nameOf(customerId),
    customerGroupName: (groupId) => customerNames.groupNameOf(groupId),
    currency: () => settings.current().currency,
    billOf,
  };
  const sessionOf = async (sessionId: string) => {
    const session = await read.sessions.find(sessionId);
    return session === null ? null : sessionDetailsView(session, naming, (await moneyOf([session]))(session));
  };
  const events = createEventStream({ clock, scheduler, live, naming, log, status, session: sessionOf });

  // State first, then those who look at it.
  add((change) => live.apply(change));
  add((change) => {
    runningBills.apply(change);
  });
  add((change) => labels.apply(change));
  add((change) => customerNames.apply(change));
  add((change) => commands.apply(change));
  add((change) => alerts.apply(change));
  add((change) => localListAutomation.apply(change));
  add((change) => {
    desk.apply(change);
  });
  add(forgetProfilesOfEnded(store, announce, log));
  add(watchLimits({ store, habits, log }));
  const firstReports = askForFirstReports({ clock, scheduler, live, link, habits });
  add((change) => {
    firstReports.apply(change);
  });
  add((change) => events.apply(change));

  const stations = createStations({ store, clock, link, announce });
  const configuration = createConfigurationBook({ store, clock, live, link, commands, habits, announce });
  const checks = createStationChecks({ store, clock, live, link, stationClocks, configuration, announce });
  const reports: ReportDeps = {
    ...{ read, printPdf: deps.printPdf },
    business: () => business.current(),
    site: () => {
      const { timeZone, currency } = settings.current();
      return { timeZone, currency, now: clock.now() };
    },
  };
  const months = await startMonths({
    ...{ store, clock, scheduler, settings, announce, log, reports, dataFolder: deps.dataFolder },
    operator: () => operators.onDuty(),
    stationName: (stationId) => naming.stationName(stationId),
  });
  ({ automaticPacks } = months);
  const dispatch = createDispatcher(
    consoleHandlers({
      ...months,
      ...{
        read,
        clock,
        live,
        settings,
        business,
        operators,
        tariffs,
        alerts,
        commands,
        stations,
        files,
        habits,
        handshakes,
        configuration,
        checks,
      },
      ...{ localLists, localListAutomation, certificates, encrypted, status, addresses, naming, moneyOf },
      repairs: createRepairs({
        ...{ store, clock, books, offers: tariffs, onDuty, announce },
        currency: () => settings.current().currency,
      }),
      verifyBooks: createVerifyBooks({ read, clock, bodies, announce }),
      ...{ clock, runningCost },
      ...{ payments: desk.payments, drawer: desk.drawer, sales: desk.sales },
      idTokens: createIdTokens({ store, clock, onDuty, announce }),
      documents: createDocuments({ store, clock, settings, business, operators, announce }),
      printPdf: deps.printPdf,
      reports,
      preparedExports: createPreparedExports(join(deps.dataFolder, 'exports', 'prepared'), clock),
      customers: createCustomers({ store, clock, onDuty, announce }),
      importCustomers: createCustomerImport({ store, clock, onDuty, announce }),
      customerGroups: createCustomerGroups({ store, clock, onDuty, announce }),
      chargingLimits: createChargingLimits({ store, clock, live, settings, link, commands, habits }),
      stationSecurity: createStationSecurity({
        ...{ store, clock, live, link, commands, toldSecurity, servesTls, announce, log },
      }),
      demo: deps.demoQuirks,
      close: (sessionId) => closeByHand({ store, books, announce }, sessionId, clock.now()),
      admit: (stationId) => stations.add({ stationId, name: stationId }),
    }),
    log,
  );
  const missingCharges = bookMissingCharges({ store, books, log });
  const endings = [
    () => {
      months.automaticPacks.stop();
    },
    watchAbandonedSessions({ store, clock, scheduler, live, books, announce, log }),
    startRetention({ store, clock, scheduler, settings, log }),
    watchTransfers({ store, clock, scheduler, announce, log }),
    watchReservations({ store, clock, scheduler, announce, log }),
    keepLastSeen(store, live, scheduler, log),
    () => {
      firstReports.stop();
    },
    store.onFaultChanged((fault) => {
      if (fault === null) log.info('the storage works again');
      else log.error('the storage fails', { fault });
      announce({ type: 'storage', faulty: fault !== null });
    }),
  ];

  // Not waited for: the key that opens its keys may be long in coming, and stations on the plain port are served already.
  encrypted.start();

  return {
    ocppUrl: localOcppUrl(deps.ocppHost, port),
    dispatch,
    join: (sink) => events.join(sink),
    reconnectStations() {
      for (const { stationId } of ocpp.connectedStations()) link.disconnect(stationId);
    },
    async stop() {
      for (const end of endings) end();
      await missingCharges.stop();
      desk.stop();
      localListAutomation.stop();
      commands.stop();
      alerts.stop();
      await encrypted.stop();
      await files.stop();
      await ocpp.close();
      await Promise.all([habits.stop(), handshakes.stop()]);
      events.stop();
    },
  };
}

function settingsOfThisRun({ acceptUnknown, acceptAnyCard, language }: ServiceDeps['options']) {
  return {
    ...(acceptUnknown ? { acceptUnknown } : {}),
    ...(acceptAnyCard ? { acceptAnyCard } : {}),
    ...(language === null ? {} : { language }),
  };
}

/** What a station is told of its own security is written down first. */
function securing(toldSecurity: ToldSecurity, complete: CompleteCommand): CompleteCommand {
  return async (unit, order) => {
    await toldSecurity.before(unit, order);
    return complete(unit, order);
  };
}

/** A station that trusts either root trusts both of our certificates; RSA is what every TLS stack can check. */
function rootCertificate(authority: CertificateAuthority | null): Promise<string> {
  if (authority === null) return Promise.reject(new AppError('conflict', { reason: 'tlsOff' }));
  return Promise.resolve(authority.rootCertificate('rsa'));
}
