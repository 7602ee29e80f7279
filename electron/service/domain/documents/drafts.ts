import type { DocumentContent } from '../../../contract/document-content.ts';
import type { DocumentKind, DocumentRecord } from '../../store/document-records.ts';
import type { CustomerRecord } from '../../store/customer-records.ts';
import { type DocumentUnit, sellerOf } from './document-unit.ts';

/** A document before it has its number. */
export interface Draft {
  readonly kind: DocumentKind;
  readonly content: DocumentContent;
  readonly customer: CustomerRecord | null;
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  readonly period: { readonly from: number; readonly to: number } | null;
  readonly reverses: DocumentRecord | null;
  readonly currency: string;
  readonly grossMinor: number;
  /** Null where no VAT is shown. */
  readonly vatMinor: number | null;
}

/** What every document says alike; each kind adds what it is about. */
export function blankContent(du: DocumentUnit): Omit<DocumentContent, 'buyer' | 'showsVat'> {
  return {
    seller: sellerOf(du),
    timeZone: du.settings.timeZone,
    lines: [],
    sessions: [],
    payments: [],
    unbilledSessions: 0,
    reversed: null,
  };
}
