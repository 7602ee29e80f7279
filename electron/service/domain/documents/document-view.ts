import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { type DocumentContent, documentContent } from '../../../contract/document-content.ts';
import type { DocumentView } from '../../../contract/documents.ts';
import type { DocumentRecord } from '../../store/document-records.ts';
import type { StoreReads } from '../../store/store.ts';
import { isoTime, isoTimeOrNull } from '../iso-time.ts';
import { documentNumber } from './document-number.ts';

/** Throws for a document no version of this program wrote. */
export function contentOf({ content }: Pick<DocumentRecord, 'content'>): DocumentContent {
  return documentContent.parse(JSON.parse(content));
}

export async function documentView(
  read: Pick<StoreReads, 'documents' | 'months'>,
  document: DocumentRecord,
): Promise<DocumentView> {
  const reversal = await read.documents.reversalOf(document.documentId);
  const closedUntil = await read.months.closedUntil();
  return {
    documentId: document.documentId,
    kind: document.kind,
    number: documentNumber(document),
    issuedAt: isoTime(document.recordedAt),
    customerId: document.customerId,
    buyerName: contentOf(document).buyer?.name ?? null,
    sessionId: document.sessionId,
    paymentId: document.paymentId,
    from: isoTimeOrNull(document.from),
    to: isoTimeOrNull(document.to),
    reverses: document.reverses,
    language: document.language,
    currency: document.currency,
    grossMinor: document.grossMinor,
    vatMinor: document.vatMinor,
    netMinor: document.netMinor,
    operator: document.operator,
    voided: voidingOf(document),
    reversedBy: reversal?.documentId ?? null,
    takenBackBy: reversal === null ? takenBackBy(document, closedUntil) : null,
  };
}

function voidingOf({ voidedAt, voidedBy, voidReason }: DocumentRecord): DocumentView['voided'] {
  return voidedAt === null ? null : { at: isoTime(voidedAt), by: voidedBy ?? '', reason: voidReason ?? '' };
}

/** A credit note of a closed month is not taken back in turn: a new document says what is right. */
export function takenBackBy(
  { voidedAt, postedAt, kind }: DocumentRecord,
  closedUntil: EpochMs | null,
): DocumentView['takenBackBy'] {
  if (voidedAt !== null) return null;
  if (closedUntil === null || postedAt >= closedUntil) return 'void';
  return kind === 'creditNote' ? null : 'creditNote';
}
