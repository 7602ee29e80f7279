import { z } from 'zod';
import { isoTime, language, limit, offset, rowId } from './fields.ts';
import type { PdfPage } from './pdf.ts';
import type { ExportedFile, IsoTime, Language, Page } from './views.ts';

export const documentKinds = ['receipt', 'refundReceipt', 'statement', 'invoice', 'act', 'creditNote'] as const;

export type DocumentKind = (typeof documentKinds)[number];

/** What a document can be printed on: receipts on any of them, all others on A4. */
export const documentPapers = ['A4', 'A6', '80mm', '58mm'] as const;

export type DocumentPaper = (typeof documentPapers)[number];

export function papersOf(kind: DocumentKind): readonly DocumentPaper[] {
  return kind === 'receipt' || kind === 'refundReceipt' ? ['A6', '80mm', '58mm', 'A4'] : ['A4'];
}

export interface DocumentView {
  readonly documentId: string;
  readonly kind: DocumentKind;
  /** As people write it: `Q-2026-000123`. */
  readonly number: string;
  readonly issuedAt: IsoTime;
  readonly customerId: string | null;
  readonly buyerName: string | null;
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  /** The period it is about, [from, to); null for a receipt. */
  readonly from: IsoTime | null;
  readonly to: IsoTime | null;
  /** The document this one takes back. */
  readonly reverses: string | null;
  readonly language: Language;
  readonly currency: string;
  readonly grossMinor: number;
  /** Null where no VAT is shown. */
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  readonly operator: string;
  /** It keeps its number. */
  readonly voided: { readonly at: IsoTime; readonly by: string; readonly reason: string } | null;
  /** The credit note that takes it back. */
  readonly reversedBy: string | null;
  /** How it can be taken back: voided while its month is open, by a credit note after; null: not any more. */
  readonly takenBackBy: 'void' | 'creditNote' | null;
}

const documentId = rowId;
const reason = z.string().trim().min(1).max(300);

export const documentInputs = {
  'documents.list': z.strictObject({
    kind: z.enum(documentKinds).optional(),
    customerId: rowId.optional(),
    sessionId: rowId.optional(),
    paymentId: rowId.optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
    search: z.string().max(100).optional(),
    limit,
    offset,
  }),
  'documents.get': z.strictObject({ documentId }),
  /** Of one payment or refund, or of all payments of a session. What was issued with the same content is given back and not issued again. */
  'documents.issueReceipt': z.strictObject({
    paymentId: rowId.optional(),
    sessionId: rowId.optional(),
    language: language.optional(),
  }),
  /** What a customer's sessions of a month of the site's calendar came to. An invoice only where the account is paid by the month. */
  'documents.issueForMonth': z.strictObject({
    kind: z.enum(['statement', 'invoice', 'act']),
    customerId: rowId,
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    language: language.optional(),
  }),
  /** Takes back a document whose month is closed. */
  'documents.issueCreditNote': z.strictObject({ documentId, reason, language: language.optional() }),
  /** Only in its own month, while that is open. */
  'documents.void': z.strictObject({ documentId, reason }),
  /** A page with all it needs inside. In its own language where none is named. */
  'documents.html': z.strictObject({ documentId, paper: z.enum(documentPapers), language: language.optional() }),
  'documents.pdf': z.strictObject({ documentId, paper: z.enum(documentPapers), language: language.optional() }),
} as const;

export interface DocumentResults {
  'documents.list': Page<DocumentView>;
  'documents.get': DocumentView;
  'documents.issueReceipt': DocumentView;
  'documents.issueForMonth': DocumentView;
  'documents.issueCreditNote': DocumentView;
  'documents.void': DocumentView;
  'documents.html': { readonly html: string; readonly page: PdfPage };
  'documents.pdf': ExportedFile;
}

export interface DocumentEvents {
  'documents.changed': DocumentView;
}
