import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CustomerBilling } from './customer-records.ts';
import type { Page, PageQuery } from './page-records.ts';
import type { EnergySource } from './session-words.ts';

/** `house`: charged at the house's expense, by a tariff that says so or on a connector that charges whoever comes. */
export type SessionBilling = CustomerBilling | 'house';

/** Under which terms a session runs. Frozen at its start. */
export interface TermsRecord {
  readonly sessionId: string;
  /** Null where no tariff was in force. */
  readonly tariffVersionId: string | null;
  readonly customerId: string | null;
  readonly billing: SessionBilling;
  readonly currency: string;
}

export interface TermsReads {
  find(sessionId: string): Promise<TermsRecord | null>;
}

export interface TermsWrites {
  put(terms: TermsRecord): Promise<void>;
}

/** What binds a row of the books to the one before. */
export interface LedgerLink {
  /** SHA-256 in hexadecimal; of the first row: 64 zeros. */
  readonly prevHash: string;
  readonly hash: string;
}

/** Where a row of the books belongs. */
export interface Posting {
  readonly recordedAt: EpochMs;
  /** The moment that decides the period: a session's stop, or a moment of the open month where its own is closed. */
  readonly postedAt: EpochMs;
  /** Calendar of the site at `postedAt`: 202607, 20260706. */
  readonly period: number;
  readonly localDay: number;
}

/** Why a charge detail record was written: `session` for the first one of a session, `customer` where it turned out whose the card is. */
export type CdrReason = 'session' | 'lateStop' | 'lateReadings' | 'reopened' | 'repair' | 'customer';

/** What a finished session was billed (OCPI 2.2.1, mod_cdrs). A credit takes one back: its figures are those of the other, negated. */
export interface CdrRecord extends Posting, LedgerLink {
  readonly cdrId: string;
  readonly kind: 'charge' | 'credit';
  readonly sessionId: string;
  /** The one a credit takes back. */
  readonly reverses: string | null;
  readonly reason: CdrReason;
  readonly localHour: number;
  /** Whose calendar that is, and by whose clock the session was billed. */
  readonly timeZone: string;
  readonly stationId: string;
  readonly evseId: number;
  readonly idToken: string | null;
  readonly customerId: string | null;
  readonly billing: SessionBilling;
  readonly tariffVersionId: string | null;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly chargingSeconds: number;
  readonly idleSeconds: number;
  readonly meterStartWh: number | null;
  readonly meterStopWh: number | null;
  readonly energyWh: number | null;
  readonly energySource: EnergySource;
  readonly currency: string;
  /** Amounts by kind of line, VAT included; all null where nothing could be billed. `adjustmentMinor`: minimum, maximum and cap. */
  readonly startMinor: number | null;
  readonly energyMinor: number | null;
  readonly timeMinor: number | null;
  readonly idleMinor: number | null;
  readonly adjustmentMinor: number | null;
  readonly grossMinor: number | null;
  /** In hundredths of a percent; null where no VAT is charged. */
  readonly vatRateBp: number | null;
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  /** `BillLine[]` of the contract as JSON. */
  readonly lines: string;
  readonly operator: string;
}

export interface CdrReads {
  find(cdrId: string): Promise<CdrRecord | null>;
  /** Of one session, oldest first. */
  ofSession(sessionId: string): Promise<readonly CdrRecord[]>;
  /** The charge of each session that no credit has taken back; sessions without one are left out. */
  standing(sessionIds: readonly string[]): Promise<readonly CdrRecord[]>;
  /** Posted in [from, to), in order of posting, page by page. */
  postedBetween(from: EpochMs, to: EpochMs): AsyncIterable<CdrRecord>;
  /** Of a customer, posted in [from, to), in order of posting. */
  ofCustomer(customerId: string, from: EpochMs, to: EpochMs): Promise<readonly CdrRecord[]>;
  /** Every record in order of their ids, page by page. */
  all(): AsyncIterable<CdrRecord>;
  /** Finished sessions above an id the books hold no charge for, by id; those merged into others are left out. */
  unposted(afterSessionId: string | null, limit: number): Promise<readonly string[]>;
  /** What was posted in [from, to): charges less credits, and their sum in one currency. */
  totals(from: EpochMs, to: EpochMs, currency: string): Promise<CdrTotals>;
}

export interface CdrTotals {
  readonly sessions: number;
  readonly energyWh: number;
  readonly grossMinor: number;
}

export interface CdrWrites {
  /** Numbers it and links it to the row before. Rejects where its month is closed. */
  append(cdr: Omit<CdrRecord, 'cdrId' | keyof LedgerLink>): Promise<CdrRecord>;
}

export type RepairKind =
  | 'closeAtLastReading'
  | 'factor1000'
  | 'mergeDuplicate'
  | 'adoptOrphan'
  | 'setValues'
  | 'assignCustomer'
  | 'applyTariff';

/** A person's change to a session. */
export interface RepairRecord {
  readonly repairId: string;
  readonly sessionId: string;
  readonly at: EpochMs;
  readonly kind: RepairKind;
  readonly reason: string;
  readonly operator: string;
  /** What was changed of the session, as JSON. */
  readonly before: string;
  readonly after: string;
}

export interface RepairReads {
  ofSession(sessionId: string): Promise<readonly RepairRecord[]>;
}

export interface RepairWrites {
  insert(repair: Omit<RepairRecord, 'repairId'>): Promise<string>;
}

/** Who did what, when. */
export interface JournalRecord extends LedgerLink {
  readonly entryId: string;
  readonly at: EpochMs;
  readonly operator: string;
  /** A word for programs: `tariffs.addVersion`, `payments.refund`, `months.close`… */
  readonly action: string;
  /** What it was done to: `tariff`, `customer`, `session`… and its id. */
  readonly subject: string;
  readonly subjectId: string;
  /** As JSON; where something was changed, `before` and `after`. */
  readonly details: string;
}

export interface JournalQuery extends PageQuery {
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  readonly subject?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly operator?: string | undefined;
  /** Found in action, subject, its id, operator and details. */
  readonly search?: string | undefined;
}

export interface JournalReads {
  /** Newest first. */
  list(query: JournalQuery): Promise<Page<JournalRecord>>;
}

export interface JournalWrites {
  append(entry: Omit<JournalRecord, 'entryId' | keyof LedgerLink>): Promise<void>;
}

export interface ClosedMonthRecord extends LedgerLink {
  /** 202607. */
  readonly period: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly closedAt: EpochMs;
  readonly operator: string;
  /** As JSON. */
  readonly totals: string;
}

/** What charge detail records of a period come to, in one currency. A credit counts as one session less. */
export interface SalesTotals {
  readonly currency: string;
  readonly sessions: number;
  readonly energyWh: number;
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
  /** Records without amounts among them. */
  readonly withoutAmount: number;
}

export interface PaymentTotals {
  readonly currency: string;
  readonly method: string;
  readonly payments: number;
  readonly amountMinor: number;
}

export interface DocumentTotals {
  readonly currency: string;
  readonly kind: string;
  readonly documents: number;
  readonly voided: number;
  readonly grossMinor: number;
}

/** What a period of the books comes to, each in a fixed order. */
export interface PeriodTotals {
  readonly sales: readonly SalesTotals[];
  readonly payments: readonly PaymentTotals[];
  readonly documents: readonly DocumentTotals[];
  /** Charge detail records among them that belong to an earlier time and came too late for its month. */
  readonly lateEntries: number;
}

/** Where a ledger has got to: its number of rows, and the hash of the last, 64 zeros where there is none. */
export interface LedgerHead {
  readonly rows: number;
  readonly hash: string;
}

export type LedgerHeads = Readonly<Record<'cdrs' | 'payments' | 'documents' | 'journal', LedgerHead>>;

export interface MonthReads {
  /** Oldest first. */
  closed(): Promise<readonly ClosedMonthRecord[]>;
  /** Before this moment all months are closed; null while none is. */
  closedUntil(): Promise<EpochMs | null>;
  /** The earliest posting at or after a moment; null where there is none. */
  firstPostingFrom(from: EpochMs): Promise<EpochMs | null>;
  /** Of what is posted in [from, to). */
  totals(from: EpochMs, to: EpochMs): Promise<PeriodTotals>;
  heads(): Promise<LedgerHeads>;
}

export interface MonthWrites {
  /** Rejects where the month ends before the last closed one. */
  close(month: Omit<ClosedMonthRecord, keyof LedgerLink>): Promise<ClosedMonthRecord>;
}

/** A folder with all reports of a month, as it was made. */
export interface MonthPackRecord {
  readonly packId: string;
  readonly period: number;
  readonly madeAt: EpochMs;
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Of the manifest, which holds the hash of every file. */
  readonly manifestSha256: string;
  /** The month was closed when it was made. */
  readonly closed: boolean;
  readonly automatic: boolean;
  readonly operator: string;
}

export interface PackReads {
  /** Of one month or of all, newest first. */
  list(period?: number): Promise<readonly MonthPackRecord[]>;
  find(packId: string): Promise<MonthPackRecord | null>;
}

export interface PackWrites {
  /** Returns the new pack's id. */
  insert(pack: Omit<MonthPackRecord, 'packId'>): Promise<string>;
}
