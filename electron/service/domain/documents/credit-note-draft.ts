import type { DocumentContent } from '../../../contract/document-content.ts';
import type { DocumentRecord } from '../../store/document-records.ts';
import { isoTime } from '../iso-time.ts';
import { documentNumber } from './document-number.ts';
import { contentOf } from './document-view.ts';
import type { DocumentUnit } from './document-unit.ts';
import { blankContent, type Draft } from './drafts.ts';

/** Takes a document back: its figures negated, by the hand of the seller of today. */
export async function creditNoteDraft(du: DocumentUnit, document: DocumentRecord, reason: string): Promise<Draft> {
  const original = contentOf(document);
  const { customerId, from, to } = document;
  const content: DocumentContent = {
    ...blankContent(du),
    buyer: original.buyer,
    showsVat: original.showsVat,
    lines: original.lines.map((line) => ({
      ...line,
      quantity: 0 - line.quantity,
      grossMinor: 0 - line.grossMinor,
      vatMinor: 0 - line.vatMinor,
      netMinor: 0 - line.netMinor,
    })),
    reversed: { number: documentNumber(document), issuedAt: isoTime(document.postedAt), reason },
  };
  return {
    kind: 'creditNote',
    content,
    customer: customerId === null ? null : await du.unit.customers.find(customerId),
    sessionId: document.sessionId,
    paymentId: document.paymentId,
    period: from === null || to === null ? null : { from, to },
    reverses: document,
    currency: document.currency,
    grossMinor: 0 - document.grossMinor,
    vatMinor: document.vatMinor === null ? null : 0 - document.vatMinor,
  };
}
