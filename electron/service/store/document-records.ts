import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { LedgerLink, Posting } from './book-records.ts';
import type { Page, PageQuery } from './page-records.ts';

export type DocumentKind = 'receipt' | 'refundReceipt' | 'statement' | 'invoice' | 'creditNote' | 'act';

export interface DocumentRecord extends Posting, LedgerLink {
  readonly documentId: string;
  readonly kind: DocumentKind;
  /** Together unique and without gaps: series `Q`, year 2026, number 123 is Q-2026-000123. */
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly customerId: string | null;
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  /** The period a statement is about. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly reverses: string | null;
  readonly language: 'az' | 'ru' | 'en' | 'tr';
  readonly currency: string;
  readonly grossMinor: number;
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  /** Everything it shows, as JSON: a document prints the same for ever. */
  readonly content: string;
  readonly operator: string;
  readonly voidedAt: EpochMs | null;
  readonly voidedBy: string | null;
  readonly voidReason: string | null;
}

export interface DocumentQuery extends PageQuery {
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  readonly kind?: DocumentKind | undefined;
  readonly customerId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly paymentId?: string | undefined;
  /** Found in the number as people write it, and in what customers are searched by. */
  readonly search?: string | undefined;
}

export interface DocumentReads {
  find(documentId: string): Promise<DocumentRecord | null>;
  /** The document that takes this one back and was not voided itself. */
  reversalOf(documentId: string): Promise<DocumentRecord | null>;
  /** Newest first. */
  list(query: DocumentQuery): Promise<Page<DocumentRecord>>;
  /** Posted in [from, to), in order of posting, page by page. */
  postedBetween(from: EpochMs, to: EpochMs): AsyncIterable<DocumentRecord>;
}

export type NewDocument = Omit<
  DocumentRecord,
  'documentId' | 'number' | 'voidedAt' | 'voidedBy' | 'voidReason' | keyof LedgerLink
>;

export interface DocumentWrites {
  /** Takes the next number of its series and year and links it to the row before. Rejects where its month is closed. */
  append(document: NewDocument): Promise<DocumentRecord>;
  /** It keeps its number. Rejects where its month is closed. */
  void(documentId: string, by: Pick<DocumentRecord, 'voidedAt' | 'voidedBy' | 'voidReason'>): Promise<void>;
}
