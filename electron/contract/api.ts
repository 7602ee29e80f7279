import type { z } from 'zod';
import type { BookEvents, BookResults } from './books.ts';
import type { BusinessEvents, BusinessResults } from './business.ts';
import type { DocumentEvents, DocumentResults } from './documents.ts';
import type { ChargingLimitEvents, ChargingLimitResults } from './charging-limits.ts';
import type { CommissioningEvents, CommissioningResults } from './commissioning.ts';
import type { ConfigurationEvents, ConfigurationResults } from './configuration.ts';
import type { CustomerEvents, CustomerResults } from './customers.ts';
import type { DeskEvents, DeskResults } from './desk.ts';
import type { FileEvents, FileResults } from './files.ts';
import type { IdTokenEvents, IdTokenResults } from './id-tokens.ts';
import type { inputs } from './inputs.ts';
import type { LocalListEvents, LocalListResults } from './local-lists.ts';
import type { OperatorEvents, OperatorResults } from './operators.ts';
import type { MonthEvents, MonthResults } from './months.ts';
import type { ReportResults } from './reports.ts';
import type { PaymentEvents, PaymentResults } from './payments.ts';
import type { ReservationEvents, ReservationResults } from './reservations.ts';
import type { SecurityEvents, SecurityResults } from './security.ts';
import type { TariffEvents, TariffResults } from './tariff-methods.ts';
import type { SignedValueResults } from './signed-values.ts';
import type {
  AlertView,
  CommandResult,
  CommandView,
  FrameView,
  NetworkAddress,
  Page,
  SessionDetailsView,
  SessionPage,
  SessionSeries,
  Settings,
  StationView,
  SystemStatus,
} from './views.ts';

/** What every console method gives back. */
export interface Results
  extends
    FileResults,
    LocalListResults,
    OperatorResults,
    ReportResults,
    PaymentResults,
    DeskResults,
    ReservationResults,
    MonthResults,
    ChargingLimitResults,
    ConfigurationResults,
    CommissioningResults,
    SecurityResults,
    SignedValueResults,
    BookResults,
    BusinessResults,
    DocumentResults,
    CustomerResults,
    IdTokenResults,
    TariffResults {
  'system.status': SystemStatus;
  'system.addresses': readonly NetworkAddress[];
  'stations.list': readonly StationView[];
  'stations.get': StationView;
  'stations.add': StationView;
  'stations.update': StationView;
  'stations.setRating': StationView;
  'stations.admit': StationView;
  'stations.reject': StationView;
  'stations.remove': null;
  'stations.command': CommandResult;
  'commands.list': Page<CommandView>;
  'sessions.list': SessionPage;
  'sessions.get': SessionDetailsView;
  'sessions.close': SessionDetailsView;
  'sessions.series': SessionSeries;
  'frames.list': Page<FrameView>;
  'frames.actions': readonly string[];
  'alerts.list': Page<AlertView>;
  'alerts.dismiss': null;
  'settings.get': Settings;
  'settings.update': Settings;
}

export type MethodName = keyof typeof inputs & keyof Results;
/** What a caller passes. */
export type Params<M extends MethodName> = z.input<(typeof inputs)[M]>;
/** What a method receives after validation. */
export type Input<M extends MethodName> = z.output<(typeof inputs)[M]>;
export type Result<M extends MethodName> = Results[M];

/** Each event says "this is so now"; clients replace what they hold, they never merge. */
export interface Events
  extends
    FileEvents,
    LocalListEvents,
    OperatorEvents,
    PaymentEvents,
    DeskEvents,
    ReservationEvents,
    MonthEvents,
    ChargingLimitEvents,
    ConfigurationEvents,
    CommissioningEvents,
    SecurityEvents,
    BookEvents,
    BusinessEvents,
    DocumentEvents,
    CustomerEvents,
    IdTokenEvents,
    TariffEvents {
  /** The whole station; `removed` when it is gone. */
  'stations.changed': { readonly stationId: string; readonly station: StationView | null };
  /** The whole session, on start, on stop and when its record changed; readings show in `stations.changed`. */
  'sessions.changed': SessionDetailsView;
  'commands.changed': CommandView;
  /** All active alerts. */
  'alerts.changed': readonly AlertView[];
  'settings.changed': Settings;
  /** Frames were added; at most a few times a second, a reader asks `frames.list` again. */
  'frames.changed': { readonly stationIds: readonly string[] };
  /** Also every 10 seconds, as a sign of life. */
  'system.changed': SystemStatus;
}

export type EventName = keyof Events;
