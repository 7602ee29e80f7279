import { onTestFinished } from 'vitest';
import { createChangeHub } from '../../../electron/service/changes.ts';
import { createAdmissions } from '../../../electron/service/domain/admission.ts';
import type { RunningCost } from '../../../electron/service/domain/allowance.ts';
import { startAlerts, type Alerts } from '../../../electron/service/domain/alerts.ts';
import { createSessionBooks, type SessionBooks } from '../../../electron/service/domain/books/session-books.ts';
import { loadRunningBills, type RunningBills } from '../../../electron/service/domain/books/running-bills.ts';
import { createRepairs, type Repairs } from '../../../electron/service/domain/books/repairs.ts';
import { createTariffBodies } from '../../../electron/service/domain/books/tariff-bodies.ts';
import { type BusinessBook, loadBusiness } from '../../../electron/service/domain/business.ts';
import { createCentralSystem } from '../../../electron/service/domain/central-system.ts';
import type { Announce, Change } from '../../../electron/service/domain/changes.ts';
import { startCommands, type Commands } from '../../../electron/service/domain/commands.ts';
import type { CertificateAuthority } from '../../../electron/service/domain/certificate-authority.ts';
import {
  type ClientCertificates,
  loadClientCertificates,
} from '../../../electron/service/domain/client-certificates.ts';
import type { CommandFollowUp } from '../../../electron/service/domain/command-hooks.ts';
import { createCompleteCommand } from '../../../electron/service/domain/complete-command.ts';
import { followCommandHabits } from '../../../electron/service/domain/command-habits.ts';
import { type Desk, startDesk } from '../../../electron/service/domain/desk/start-desk.ts';
import { createFailedAttempts } from '../../../electron/service/domain/failed-attempts.ts';
import { createFrameLog } from '../../../electron/service/domain/frame-log.ts';
import { createCustomerGroups, type CustomerGroups } from '../../../electron/service/domain/customer-groups.ts';
import { createCustomerImport, type CustomerImport } from '../../../electron/service/domain/customer-import.ts';
import { type CustomerNames, loadCustomerNames } from '../../../electron/service/domain/customer-names.ts';
import { createCustomers, type Customers } from '../../../electron/service/domain/customers.ts';
import { createIdTokens, type IdTokens } from '../../../electron/service/domain/id-tokens.ts';
import { createLiveState, type LiveState } from '../../../electron/service/domain/live-state.ts';
import { followChargingProfiles, forgetProfilesOfEnded } from '../../../electron/service/domain/charging-profiles.ts';
import { followConfiguration } from '../../../electron/service/domain/configuration.ts';
import { startHabits, type Habits } from '../../../electron/service/domain/habits.ts';
import { watchLimits } from '../../../electron/service/domain/limit-watch.ts';
import { loadLiveState } from '../../../electron/service/domain/load-live-state.ts';
import { followLocalLists } from '../../../electron/service/domain/local-list-answers.ts';
import {
  type LocalListAutomation,
  startLocalListAutomation,
} from '../../../electron/service/domain/local-list-automation.ts';
import { loadOperators, type OperatorBook } from '../../../electron/service/domain/operators.ts';
import { createLocalLists, type LocalLists } from '../../../electron/service/domain/local-lists.ts';
import type { Log } from '../../../electron/service/domain/log.ts';
import { createPasswordCheck } from '../../../electron/service/domain/passwords.ts';
import { createRegisterMemory } from '../../../electron/service/domain/register-memory.ts';
import { loadSettings, type SettingsBook } from '../../../electron/service/domain/settings.ts';
import { createStationClocks } from '../../../electron/service/domain/station-clocks.ts';
import { createStations, type Stations } from '../../../electron/service/domain/stations.ts';
import { createStationSecurity, type StationSecurity } from '../../../electron/service/domain/station-security.ts';
import { loadTariffs, type TariffBook } from '../../../electron/service/domain/tariffs.ts';
import { createToldSecurity } from '../../../electron/service/domain/told-security.ts';
import { followReservations } from '../../../electron/service/domain/reservation-answers.ts';
import { followTransfers } from '../../../electron/service/domain/transfer-answers.ts';
import type { SessionRecord, Store } from '../../../electron/service/store/store.ts';
import type { MonthSettings } from '../../../electron/contract/months.ts';
import type { Settings } from '../../../electron/contract/views.ts';
import type {
  CentralSystem,
  ChargingRules,
  Handshake,
  StationConnectionInfo,
  StationLink,
} from '../../../ocpp/central-system.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import type { Frame } from '../../../ocpp/model/frame.ts';
import type { StationDetails } from '../../../ocpp/model/station.ts';
import type { StationTime } from '../../../ocpp/model/time.ts';
import { createFakeTime, type FakeTime } from '../../harness/fake-time.ts';
import { openTestStore } from '../store/test-store.ts';

/** The rules of charging on a real database; the test is the clock and the chargers. */
export interface TestSite {
  readonly store: Store;
  readonly time: FakeTime;
  readonly central: CentralSystem;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
  readonly operators: OperatorBook;
  readonly tariffs: TariffBook;
  readonly books: SessionBooks;
  readonly runningBills: RunningBills;
  readonly repairs: Repairs;
  readonly alerts: Alerts;
  readonly habits: Habits;
  readonly link: StationLink;
  readonly commands: Commands;
  readonly stations: Stations;
  readonly certificates: ClientCertificates;
  readonly stationSecurity: StationSecurity;
  readonly idTokens: IdTokens;
  readonly customers: Customers;
  readonly customerGroups: CustomerGroups;
  readonly importCustomers: CustomerImport;
  readonly customerNames: CustomerNames;
  readonly runningCost: RunningCost;
  readonly payments: Desk['payments'];
  readonly drawer: Desk['drawer'];
  readonly sales: Desk['sales'];
  /** What running sessions have cost so far, as far as the test says. */
  readonly runningCosts: Map<string, number>;
  readonly localLists: LocalLists;
  readonly localListAutomation: LocalListAutomation;
  readonly announce: Announce;
  readonly changes: readonly Change[];
  readonly logged: readonly string[];
  /** What chargers answer to commands. */
  answerCommands(answer: (stationId: string, command: Command) => Promise<CommandOutcome> | CommandOutcome): void;
  readonly disconnected: readonly string[];
  /** Connects an accepted station. */
  connect(stationId: string): Promise<TestStation>;
  sessions(): Promise<readonly SessionRecord[]>;
}

/** A charger as its messages, already read from the wire. */
export interface TestStation {
  readonly connection: StationConnectionInfo;
  /** Sends one message. Rejects where the station would hear an error. */
  say<T>(message: (rules: ChargingRules) => Promise<T>): Promise<T>;
  leave(): void;
}

export interface SiteOptions {
  readonly store?: Store;
  readonly time?: FakeTime;
  readonly settings?: Partial<Settings>;
  readonly followUps?: readonly CommandFollowUp[];
  /** The automatic pack that waits for its folder. */
  readonly failedPack?: () => MonthSettings['failed'];
  /** Without one there is no TLS. */
  readonly authority?: CertificateAuthority;
}

export async function openSite(options: SiteOptions = {}): Promise<TestSite> {
  const time = options.time ?? createFakeTime();
  const store = options.store ?? (await openTestStore({ clock: time }));
  const logged: string[] = [];
  const log = collectingLog(logged);
  const changes: Change[] = [];
  const disconnected: string[] = [];
  let answer: (stationId: string, command: Command) => Promise<CommandOutcome> | CommandOutcome = () => ({
    kind: 'offline',
  });
  const link: StationLink = {
    command: async (stationId, command) => answer(stationId, command),
    disconnect: (stationId) => disconnected.push(stationId),
  };
  const { announce, add } = createChangeHub(log);
  const { scheduler } = time;
  const settings = await loadSettings({ store, announce, forThisRun: options.settings ?? {} });
  const operators = await loadOperators({ store, clock: time, announce });
  const operator = (): string => operators.onDuty();
  const business = await loadBusiness({ store, clock: time, onDuty: operator, announce });
  const tariffs = await loadTariffs({ store, clock: time, announce, log, operator });
  const live = createLiveState(await loadLiveState(store.read, time.now()));
  const customerNames = await loadCustomerNames(store.read.customers);
  const runningCosts = new Map<string, number>();
  const runningCost: RunningCost = (sessionId) => runningCosts.get(sessionId) ?? null;
  const onDuty = (): string => operators.onDuty();
  const stationClocks = createStationClocks();
  const authority = options.authority ?? null;
  const certificates = await loadClientCertificates({
    ...{ store, clock: time, scheduler, live, announce, log },
    authority: () => authority,
    disconnect: (stationId) => {
      link.disconnect(stationId);
    },
    send: (stationId, request) => commands.run(stationId, request, 'automatic'),
  });
  const alerts = await startAlerts({
    ...{ store, clock: time, scheduler, live, settings, stationClocks, announce, log },
    certificateNotAfter: (stationId) => certificates.notAfter(stationId),
    failedPack: () => options.failedPack?.() ?? null,
  });
  const admissions = createAdmissions({
    ...{ store, clock: time, live, settings, announce, log },
    passwords: createPasswordCheck(),
    failedAttempts: createFailedAttempts(time),
    refusalOfCertificate: (certificate, stationId) => certificates.refusalOf(certificate, stationId),
  });
  const habits = startHabits({ store, clock: time, scheduler, live, announce, log });
  const bodies = createTariffBodies();
  const runningBills = await loadRunningBills(
    { read: store.read, settings, business, bodies, log },
    live.openSessions(),
  );
  const books = createSessionBooks({
    ...{ clock: time, settings, business, log, bodies },
    offers: tariffs,
  });
  const central = createCentralSystem({
    ...{ store, clock: time, log, live, settings, books, stationClocks, admissions, certificates, announce },
    frameLog: createFrameLog(store, announce, log),
    noticed: habits.noticed,
    registers: createRegisterMemory(),
    runningCost,
    warnDaily: (subject, message) => logged.push(`${subject}: ${message}`),
    handshakeFailed: (handshake, refusal) => {
      alerts.handshakeFailed(handshake, refusal);
    },
  });
  const servesTls = (): boolean => authority !== null;
  const toldSecurity = createToldSecurity({ announce, servesTls });
  const complete = createCompleteCommand({
    fileBase: () => 'http://192.168.1.20:9220',
    isWhole: () => Promise.resolve(true),
    rootCertificate: () => Promise.resolve('-----BEGIN CERTIFICATE-----'),
  });
  const commands = await startCommands({
    ...{ store, clock: time, scheduler, live, link, announce, log },
    complete: async (unit, order) => {
      await toldSecurity.before(unit, order);
      return complete(unit, order);
    },
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
      ...(options.followUps ?? []),
    ],
  });
  const localLists = createLocalLists({ store, clock: time, live, commands, announce });
  const localListAutomation = await startLocalListAutomation({
    ...{ store, clock: time, scheduler, live, log, lists: localLists },
  });
  const desk = await startDesk({
    ...{ store, clock: time, scheduler, live, settings, operators, commands, runningCost, announce, log },
    tariffs,
    stoppedAtLimit: (session, limit) => {
      alerts.stoppedAtLimit(session, limit);
    },
  });
  add((change) => {
    live.apply(change);
  });
  add((change) => {
    runningBills.apply(change);
  });
  add((change) => {
    customerNames.apply(change);
  });
  add((change) => {
    commands.apply(change);
  });
  add((change) => {
    alerts.apply(change);
  });
  add(forgetProfilesOfEnded(store, announce, log));
  add(watchLimits({ store, habits, log }));
  add((change) => {
    localListAutomation.apply(change);
  });
  add((change) => {
    desk.apply(change);
  });
  add((change) => {
    changes.push(change);
  });
  onTestFinished(() => {
    desk.stop();
    localListAutomation.stop();
    commands.stop();
    alerts.stop();
  });
  const stations = createStations({ store, clock: time, link, announce });
  const stationSecurity = createStationSecurity({
    ...{ store, clock: time, live, link, commands, toldSecurity, servesTls, announce, log },
  });
  return {
    ...{
      store,
      time,
      central,
      live,
      settings,
      business,
      operators,
      tariffs,
      books,
      runningBills,
      repairs: createRepairs({
        ...{ store, clock: time, books, offers: tariffs, announce },
        onDuty: () => operators.onDuty(),
        currency: () => settings.current().currency,
      }),
      alerts,
      habits,
      link,
      commands,
      stations,
      certificates,
      stationSecurity,
      announce,
      changes,
      logged,
      disconnected,
    },
    idTokens: createIdTokens({ store, clock: time, onDuty, announce }),
    customers: createCustomers({ store, clock: time, onDuty, announce }),
    importCustomers: createCustomerImport({ store, clock: time, onDuty, announce }),
    customerGroups: createCustomerGroups({ store, clock: time, onDuty, announce }),
    customerNames,
    runningCost,
    runningCosts,
    ...{ payments: desk.payments, drawer: desk.drawer, sales: desk.sales },
    localLists,
    localListAutomation,
    answerCommands(next) {
      answer = next;
    },
    async connect(stationId) {
      if (live.station(stationId) === null) await stations.add({ stationId, name: '' });
      return dialIn(central, time, stationId);
    },
    sessions: async () => {
      const page = await store.read.sessions.list({ limit: 500, offset: 0 });
      return [...page.rows].reverse();
    },
  };
}

let connections = 0;

/** Opens a connection without asking whether the station may. */
export function dialIn(central: CentralSystem, time: FakeTime, stationId: string): TestStation {
  connections += 1;
  const connection: StationConnectionInfo = {
    stationId,
    connectionId: `connection-${String(connections)}`,
    version: 'ocpp1.6',
    subprotocolMissing: false,
    secure: false,
    remoteAddress: '192.168.1.50',
    localAddress: '192.168.1.20',
    connectedAt: time.now(),
  };
  central.connected(connection);
  let messages = 0;
  return {
    connection,
    async say<T>(message: (rules: ChargingRules) => Promise<T>): Promise<T> {
      messages += 1;
      const messageId = String(messages);
      const outcome: { answer?: T; fault?: unknown } = {};
      const received = { connection, frame: frame(time, 'in', messageId) };
      await central.exchange(
        received,
        async (rules) => {
          outcome.answer = await message(rules);
          return frame(time, 'out', messageId);
        },
        (fault) => {
          outcome.fault = fault;
          return { ...frame(time, 'out', messageId), kind: 'error' };
        },
      );
      if ('fault' in outcome) throw outcome.fault;
      return outcome.answer as T;
    },
    leave() {
      central.disconnected(connection, 'closed');
    },
  };
}

function frame(time: FakeTime, direction: 'in' | 'out', messageId: string): Frame {
  const kind = direction === 'in' ? 'call' : 'result';
  return { at: time.now(), direction, kind, messageId, action: 'Test', text: `${kind} ${messageId}` };
}

export function handshake(time: FakeTime, stationId: string, given: Partial<Handshake> = {}): Handshake {
  return {
    at: time.now(),
    stationId,
    url: `/ocpp/${stationId}`,
    remoteAddress: '192.168.1.50',
    localAddress: '192.168.1.20',
    subprotocols: ['ocpp1.6'],
    credentials: null,
    secure: false,
    clientCertificate: null,
    ...given,
  };
}

/** A time as a station writes it. */
export function at(ms: number): StationTime {
  return { text: new Date(ms).toISOString(), at: ms, zoneMissing: false };
}

/** Of a station that says nothing of itself. */
export const noDetails: StationDetails = {
  vendor: null,
  model: null,
  serialNumber: null,
  firmwareVersion: null,
  meterType: null,
  meterSerialNumber: null,
  iccid: null,
  imsi: null,
};

export const noTime: StationTime = { text: null, at: null, zoneMissing: false };

function collectingLog(lines: string[]): Log {
  const note = (message: string, details?: Readonly<Record<string, unknown>>): void => {
    const fault = details?.['fault'];
    lines.push(fault instanceof Error ? `${message}: ${fault.message}` : message);
  };
  return { info: note, warn: note, error: note };
}
