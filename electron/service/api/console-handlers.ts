import type { Alerts } from '../domain/alerts.ts';
import type { BusinessBook } from '../domain/business.ts';
import type { ChargingLimits } from '../domain/charging-limits.ts';
import type { ConfigurationBook } from '../domain/configuration.ts';
import type { LocalListAutomation } from '../domain/local-list-automation.ts';
import type { LocalLists } from '../domain/local-lists.ts';
import type { OperatorBook } from '../domain/operators.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { StoreReads } from '../store/store.ts';
import { alertHandlers } from './alerts.ts';
import { bookHandlers, type BooksApiDeps } from './books.ts';
import { businessHandlers } from './business.ts';
import { documentHandlers, type DocumentsApiDeps } from './documents.ts';
import { chargingLimitHandlers } from './charging-limits.ts';
import { commandHandlers } from './commands.ts';
import { type CommissioningDeps, commissioningHandlers } from './commissioning.ts';
import { configurationHandlers } from './configuration.ts';
import { customerGroupHandlers, customerHandlers, type CustomersApiDeps } from './customers.ts';
import { type DeskApiDeps, deskHandlers } from './desk.ts';
import { fileHandlers, type FilesApiDeps } from './files.ts';
import { frameHandlers } from './frames.ts';
import type { Handlers } from './handlers.ts';
import { idTokenHandlers, type IdTokensApiDeps } from './id-tokens.ts';
import { localListHandlers } from './local-lists.ts';
import { monthHandlers, type MonthsApiDeps } from './months.ts';
import { operatorHandlers } from './operators.ts';
import { reportHandlers, type ReportsApiDeps } from './reports.ts';
import { type PaymentsApiDeps, paymentHandlers } from './payments.ts';
import { reservationHandlers } from './reservations.ts';
import { type SecurityApiDeps, securityHandlers } from './security.ts';
import { sessionHandlers, type SessionsApiDeps } from './sessions.ts';
import { settingsHandlers } from './settings.ts';
import { stationHandlers, type StationsApiDeps } from './stations.ts';
import { type SystemDeps, systemHandlers } from './system.ts';
import { tariffHandlers, type TariffsApiDeps } from './tariffs.ts';

/** The parts of the service that consoles reach. */
export interface ConsoleParts
  extends
    SystemDeps,
    StationsApiDeps,
    SessionsApiDeps,
    BooksApiDeps,
    FilesApiDeps,
    SecurityApiDeps,
    ReportsApiDeps,
    CommissioningDeps,
    CustomersApiDeps,
    DocumentsApiDeps,
    IdTokensApiDeps,
    MonthsApiDeps,
    TariffsApiDeps,
    PaymentsApiDeps,
    DeskApiDeps {
  readonly read: StoreReads;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
  readonly operators: OperatorBook;
  readonly alerts: Alerts;
  readonly localLists: LocalLists;
  readonly localListAutomation: LocalListAutomation;
  readonly configuration: ConfigurationBook;
  readonly chargingLimits: ChargingLimits;
}

/** Every method of the contract, area by area. */
export function consoleHandlers(parts: ConsoleParts): Handlers {
  const { read, naming, settings } = parts;
  return {
    ...systemHandlers(parts),
    ...stationHandlers(parts),
    ...commandHandlers(read.commands),
    ...idTokenHandlers(parts),
    ...customerHandlers(parts),
    ...customerGroupHandlers(parts),
    ...sessionHandlers(parts),
    ...bookHandlers(parts),
    ...frameHandlers(read.frames),
    ...fileHandlers(parts),
    ...reservationHandlers(read.reservations, naming),
    ...operatorHandlers(parts.operators),
    ...monthHandlers(parts),
    ...paymentHandlers(parts),
    ...deskHandlers(parts),
    ...localListHandlers(parts.localLists, parts.localListAutomation),
    ...alertHandlers(read.alerts, parts.alerts, naming),
    ...reportHandlers(parts),
    ...settingsHandlers(settings),
    ...businessHandlers(parts),
    ...tariffHandlers(parts),
    ...documentHandlers(parts),
    ...chargingLimitHandlers(parts.chargingLimits),
    ...configurationHandlers(parts.configuration),
    ...securityHandlers(parts),
    ...commissioningHandlers(parts),
  };
}
