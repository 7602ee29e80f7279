import { z } from 'zod';
import type { Bill, BillLine } from './bill.ts';
import { idToken, isoTime, limit, nothing, offset, rowId } from './fields.ts';
import type { IsoTime, Page, SessionDetailsView } from './views.ts';

/** What a finished session was billed, as it stands in the books for ever (OCPI 2.2.1, CDR object). A credit takes one back. */
export interface CdrView {
  readonly cdrId: string;
  readonly kind: 'charge' | 'credit';
  /** The charge a credit takes back. */
  readonly reverses: string | null;
  readonly reason: 'session' | 'lateStop' | 'lateReadings' | 'reopened' | 'repair' | 'customer';
  readonly recordedAt: IsoTime;
  /** Decides the month it belongs to. */
  readonly postedAt: IsoTime;
  readonly energyWh: number | null;
  readonly currency: string;
  /** Null where nothing could be billed. */
  readonly grossMinor: number | null;
  readonly vatRateBp: number | null;
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  readonly lines: readonly BillLine[];
  readonly operator: string;
}

/** Under which terms a session runs, frozen at its start. */
export interface SessionTermsView {
  /** Null where no tariff was in force. */
  readonly tariffId: string | null;
  readonly tariffName: string | null;
  readonly tariffVersion: number | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly billing: 'each' | 'prepaid' | 'postpaid' | 'house';
  readonly currency: string;
}

export const repairKinds = [
  'closeAtLastReading',
  'factor1000',
  'mergeDuplicate',
  'adoptOrphan',
  'setValues',
  'assignCustomer',
  'applyTariff',
] as const;

export type RepairKind = (typeof repairKinds)[number];

/** A person's change to a session, with what it said before. */
export interface RepairView {
  readonly repairId: string;
  readonly at: IsoTime;
  readonly kind: RepairKind;
  readonly reason: string;
  readonly operator: string;
  /** What was changed, times in epoch milliseconds. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export interface SessionBillView {
  readonly sessionId: string;
  /** Of a session that runs: so far. Null where nothing could be billed. */
  readonly bill: Bill | null;
  readonly terms: SessionTermsView | null;
  /** Oldest first. */
  readonly cdrs: readonly CdrView[];
  readonly repairs: readonly RepairView[];
}

export interface JournalEntryView {
  readonly entryId: string;
  readonly at: IsoTime;
  readonly operator: string;
  /** A word for programs: `tariffs.addVersion`. */
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Why a row does not fit: its content was changed, its predecessor is another one or gone, its number leaves a gap; it says something else than its
 * session, its bill or the charge it takes back; a finished session is missing.
 */
export const bookFaults = ['content', 'link', 'number', 'session', 'bill', 'credit', 'missing'] as const;

export type BookFault = (typeof bookFaults)[number];

export const bookTables = ['cdrs', 'payments', 'documents', 'journal', 'closedMonths'] as const;

export type BookTable = (typeof bookTables)[number];

export interface VerifiedTable {
  readonly table: BookTable;
  readonly rows: number;
  /** The first row that does not fit; null where all do. */
  readonly fault: { readonly kind: BookFault; readonly id: string; readonly sessionId: string | null } | null;
}

export interface BooksVerification {
  readonly at: IsoTime;
  readonly tables: readonly VerifiedTable[];
}

const registerWh = z.int().min(0).max(1_000_000_000_000);

/** What a person puts right about a session. */
export const sessionRepair = z.discriminatedUnion('kind', [
  /** No stop will come: its energy is that of the last reading. A stop that comes all the same replaces it. */
  z.strictObject({ kind: z.literal('closeAtLastReading') }),
  /** kWh and Wh were mixed up. */
  z.strictObject({ kind: z.literal('factor1000'), direction: z.enum(['multiply', 'divide']) }),
  /** It was reported twice. */
  z.strictObject({ kind: z.literal('mergeDuplicate'), intoSessionId: rowId }),
  /** Only its stop was reported: when, at what register and by whom it began. */
  z.strictObject({
    kind: z.literal('adoptOrphan'),
    startedAt: isoTime,
    meterStartWh: registerWh.nullable(),
    idToken: idToken.nullable(),
  }),
  /** What is left out stays. Registers say the energy where none is given. */
  z.strictObject({
    kind: z.literal('setValues'),
    startedAt: isoTime.optional(),
    stoppedAt: isoTime.optional(),
    meterStartWh: registerWh.optional(),
    meterStopWh: registerWh.optional(),
    energyWh: registerWh.optional(),
  }),
  /** Whose it is; null: nobody's account. */
  z.strictObject({
    kind: z.literal('assignCustomer'),
    customerId: rowId.nullable(),
    idToken: idToken.optional(),
  }),
  /** Null: the one the rules choose now for its start. */
  z.strictObject({ kind: z.literal('applyTariff'), tariffVersionId: rowId.nullable() }),
]);

export type SessionRepair = z.output<typeof sessionRepair>;

export const bookInputs = {
  'sessions.bill': z.strictObject({ sessionId: rowId }),
  /** Nothing is lost: what it said before is kept, and the books take back and charge anew. */
  'sessions.repair': z.strictObject({
    sessionId: rowId,
    reason: z.string().trim().min(3).max(500),
    repair: sessionRepair,
  }),
  'journal.list': z.strictObject({
    from: isoTime.optional(),
    to: isoTime.optional(),
    subject: z.string().max(40).optional(),
    subjectId: z.string().max(60).optional(),
    operator: z.string().max(100).optional(),
    search: z.string().max(100).optional(),
    limit,
    offset,
  }),
  /** Reckons all hashes and bills anew; takes its time over many years. */
  'books.verify': nothing,
} as const;

export interface BookResults {
  'sessions.bill': SessionBillView;
  'sessions.repair': SessionDetailsView;
  'journal.list': Page<JournalEntryView>;
  'books.verify': BooksVerification;
}

export interface BookEvents {
  /** How far `books.verify` has come. */
  'books.verifying': { readonly table: BookTable; readonly rows: number };
}
