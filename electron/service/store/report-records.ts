import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CdrReason, SessionBilling } from './book-records.ts';
import type { PaymentMethod } from './payment-records.ts';
import type { EnergySource, Verdict } from './session-words.ts';

/** Which part of the books: posted in [from, to), in one currency. */
export interface ReportScope {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly currency: string;
  readonly stationId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly idToken?: string | undefined;
}

/** Sums of the books, each entry with its sign: a credit takes a session away. Amounts in minor units. */
export interface BookSums {
  readonly sessions: number;
  readonly energyWh: number;
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
  /** Of the sessions that stand today: what was paid for them, given back of it, and is still to be paid. */
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly unpaidMinor: number;
  /** Sessions that could not be billed, for their energy is not known. */
  readonly unbilled: number;
}

export type SumsBy =
  'all' | 'day' | 'hour' | 'month' | 'station' | 'connector' | 'card' | 'customer' | 'tariff' | 'vatRate';

/** What a group is told by; null where it is not grouped by that, or where there is none. */
export interface GroupKey {
  /** 20260706, 0 to 23, 202607: the calendar of the site. */
  readonly localDay: number | null;
  readonly localHour: number | null;
  readonly period: number | null;
  readonly stationId: string | null;
  readonly stationName: string | null;
  readonly evseId: number | null;
  readonly idToken: string | null;
  readonly cardLabel: string | null;
  readonly customerId: string | null;
  readonly customer: string | null;
  readonly customerVoen: string | null;
  readonly tariff: string | null;
  readonly tariffVersion: number | null;
  readonly vatRateBp: number | null;
}

export interface GroupSums extends GroupKey, BookSums {
  /** How many of the days asked for had come by then. */
  readonly step: number;
}

/** A row of a list of entries of the books, with the names that belong to it. */
export interface EntryRecord {
  readonly cdrId: number;
  readonly kind: 'charge' | 'credit';
  readonly reason: CdrReason;
  readonly sessionId: string;
  /** When it was written, and when it counts. */
  readonly recordedAt: EpochMs;
  readonly postedAt: EpochMs;
  readonly period: number;
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly idToken: string | null;
  readonly cardLabel: string;
  readonly customerId: string | null;
  readonly customer: string;
  readonly customerVoen: string;
  readonly billing: SessionBilling;
  readonly tariff: string;
  readonly tariffVersion: number | null;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly chargingSeconds: number;
  readonly idleSeconds: number;
  readonly meterStartWh: number | null;
  readonly meterStopWh: number | null;
  readonly energyWh: number | null;
  readonly energySource: EnergySource;
  readonly currency: string;
  readonly startMinor: number | null;
  readonly energyMinor: number | null;
  readonly timeMinor: number | null;
  readonly idleMinor: number | null;
  readonly adjustmentMinor: number | null;
  readonly grossMinor: number | null;
  readonly vatRateBp: number | null;
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  readonly operator: string;
  readonly stopReason: string | null;
  readonly verdict: Verdict;
  readonly flags: readonly string[];
  /** No credit has taken it back. What follows is null or empty where one has, and of credits. */
  readonly stands: boolean;
  readonly paidMinor: number | null;
  readonly refundedMinor: number | null;
  /** Each once. */
  readonly methods: readonly PaymentMethod[];
  readonly fiscalNumbers: readonly string[];
  readonly references: readonly string[];
  /** Series, year and number of its receipt; null where it has none. */
  readonly receipt: readonly [string, number, number] | null;
  /** Its month is closed. */
  readonly closed: boolean;
}

/**
 * `sessions`: what counts in the period, without charges and credits that cancel each other in it. `corrections`: credits, and charges that
 * replace another or came late. `unpaid`: what stands and is not paid in full.
 */
export type EntryList = 'sessions' | 'corrections' | 'unpaid';

export interface MethodSums {
  readonly method: PaymentMethod;
  readonly payments: number;
  /** Refunds taken off: for sessions and sales, and put into accounts of customers. */
  readonly sessionsMinor: number;
  readonly accountsMinor: number;
  /** Positive. */
  readonly refundedMinor: number;
}

export interface DrawerSums {
  readonly drawerId: string;
  readonly openedAt: EpochMs;
  readonly openedBy: string;
  readonly closedAt: EpochMs | null;
  readonly closedBy: string;
  readonly openingMinor: number;
  readonly inMinor: number;
  /** Positive. */
  readonly outMinor: number;
  readonly movedMinor: number;
  readonly countedMinor: number | null;
  readonly note: string;
}

/** How a connector was used within [from, to), whatever period its sessions are posted in. */
export interface ConnectorUse {
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly sessions: number;
  readonly withEnergy: number;
  readonly energyWh: number;
  readonly occupiedSeconds: number;
  readonly chargingSeconds: number;
  readonly idleSeconds: number;
}

/** The register of a connector from session to session. */
export interface ConnectorBalance {
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly sessions: number;
  readonly energyWh: number;
  readonly registerFirstWh: number | null;
  readonly registerLastWh: number | null;
  /** What the register rose by while no session ran. */
  readonly unexplainedWh: number;
  readonly gaps: number;
  readonly largestGapWh: number;
  /** Where the register went back, or rose more than any charger can deliver. */
  readonly resets: number;
}

/** What reports are made of, added up by the store. */
export interface ReportReads {
  /** `stepDays`, as 20260706 in order, part each group where a day has come. */
  sums(scope: ReportScope, by: SumsBy, stepDays: readonly number[]): Promise<readonly GroupSums[]>;
  /** Entries of the period in another currency. */
  inOtherCurrencies(scope: ReportScope): Promise<number>;
  /** In order of posting. */
  entries(list: EntryList, scope: ReportScope, limit: number, offset: number): Promise<readonly EntryRecord[]>;
  countEntries(list: EntryList, scope: ReportScope): Promise<number>;
  /** All of them, page by page, so that memory stays flat. */
  allEntries(list: EntryList, scope: ReportScope): AsyncIterable<readonly EntryRecord[]>;
  /** Sums over the entries of a list. */
  entrySums(list: EntryList, scope: ReportScope): Promise<BookSums>;
  methods(scope: ReportScope): Promise<readonly MethodSums[]>;
  /** Opened in the period, oldest first. */
  drawers(scope: ReportScope): Promise<readonly DrawerSums[]>;
  connectorUse(scope: ReportScope): Promise<readonly ConnectorUse[]>;
  connectorBalance(scope: ReportScope): Promise<readonly ConnectorBalance[]>;
}
