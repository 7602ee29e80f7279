import type { Clock } from '../../../../ocpp/model/time.ts';
import { AppError } from '../../../contract/errors.ts';
import type { Language } from '../../../contract/views.ts';
import type { DocumentRecord } from '../../store/document-records.ts';
import type { Store } from '../../store/store.ts';
import { postingAt } from '../books/posting-date.ts';
import type { BusinessBook } from '../business.ts';
import type { Announce } from '../changes.ts';
import type { OperatorBook } from '../operators.ts';
import type { SettingsBook } from '../settings.ts';
import { creditNoteDraft } from './credit-note-draft.ts';
import { documentNumber } from './document-number.ts';
import { type DocumentUnit, languageOf } from './document-unit.ts';
import { documentView, takenBackBy } from './document-view.ts';
import type { Draft } from './drafts.ts';
import { monthDraft, type MonthOrder } from './month-draft.ts';
import { receiptOfPayment, receiptOfSession } from './receipt-draft.ts';

export interface DocumentsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
  readonly operators: OperatorBook;
  readonly announce: Announce;
}

/**
 * Receipts, statements, invoices and acts. What was issued with the same content and still stands is given back and not issued again. Each throws
 * `notFound` for what nobody knows.
 */
export interface Documents {
  /** Throws `conflict` where nothing was paid. */
  issueReceipt(of: ReceiptOf, language: Language | undefined): Promise<DocumentRecord>;
  /** Throws `conflict` where nothing was sold, for an invoice to whom pays at once, and where another one of that month stands. */
  issueForMonth(order: MonthOrder, language: Language | undefined): Promise<DocumentRecord>;
  /** Throws `conflict` while the document can be voided, and where it is taken back already. */
  issueCreditNote(documentId: string, reason: string, language: Language | undefined): Promise<DocumentRecord>;
  /** Throws `conflict` where its month is closed, and where it is taken back already. */
  void(documentId: string, reason: string): Promise<DocumentRecord>;
}

export type ReceiptOf = { readonly paymentId: string } | { readonly sessionId: string };

export function createDocuments(deps: DocumentsDeps): Documents {
  const { store, clock, settings, business, operators, announce } = deps;
  const act = (work: (du: DocumentUnit) => Promise<DocumentRecord>): Promise<DocumentRecord> =>
    store.write((unit) =>
      work({
        ...{ unit, announce, now: clock.now(), operator: operators.onDuty() },
        ...{ settings: settings.current(), business: business.current() },
      }),
    );
  return {
    issueReceipt: (of, language) =>
      act(async (du) => {
        const draft =
          'paymentId' in of ? await receiptOfPayment(du, of.paymentId) : await receiptOfSession(du, of.sessionId);
        const same = (await standingLike(du, draft)).find(({ content }) => content === JSON.stringify(draft.content));
        return same ?? issue(du, draft, language);
      }),
    issueForMonth: (order, language) =>
      act(async (du) => {
        const draft = await monthDraft(du, order);
        const [standing] = await standingLike(du, draft);
        if (standing === undefined) return issue(du, draft, language);
        if (standing.content === JSON.stringify(draft.content)) return standing;
        throw new AppError('conflict', { reason: 'documentStands', id: documentNumber(standing) });
      }),
    issueCreditNote: (documentId, reason, language) =>
      act(async (du) => {
        const document = await toTakeBack(du, documentId, 'creditNote');
        const note = await issue(du, await creditNoteDraft(du, document, reason), language ?? document.language);
        await tell(du, document);
        return note;
      }),
    void: (documentId, reason) =>
      act(async (du) => {
        const document = await toTakeBack(du, documentId, 'void');
        const voided = { voidedAt: du.now, voidedBy: du.operator, voidReason: reason };
        await du.unit.documents.void(documentId, voided);
        await journal(du, 'documents.void', document, { reason });
        await tell(du, { ...document, ...voided });
        return { ...document, ...voided };
      }),
  };
}

const mostOfOneKind = 500;

/** Documents about the same thing that nothing took back. */
async function standingLike({ unit }: DocumentUnit, draft: Draft): Promise<readonly DocumentRecord[]> {
  const { kind, customer, sessionId, paymentId, period } = draft;
  const { rows } = await unit.documents.list({
    kind,
    customerId: period === null ? undefined : customer?.customerId,
    sessionId: sessionId ?? undefined,
    paymentId: paymentId ?? undefined,
    limit: mostOfOneKind,
    offset: 0,
  });
  const standing: DocumentRecord[] = [];
  for (const document of rows) {
    const isAlike = document.paymentId === paymentId && document.from === (period?.from ?? null);
    if (!isAlike || document.voidedAt !== null) continue;
    if ((await unit.documents.reversalOf(document.documentId)) === null) standing.push(document);
  }
  return standing;
}

async function issue(du: DocumentUnit, draft: Draft, language: Language | undefined): Promise<DocumentRecord> {
  const posting = await postingAt(du.unit, du.now, du.now, du.settings.timeZone);
  const { kind, content, customer, sessionId, paymentId, period, reverses, currency, grossMinor, vatMinor } = draft;
  const document = await du.unit.documents.append({
    ...posting,
    ...{ kind, sessionId, paymentId, currency, grossMinor, vatMinor },
    series: du.business.series[kind],
    year: Math.floor(posting.period / 100),
    customerId: customer?.customerId ?? null,
    from: period?.from ?? null,
    to: period?.to ?? null,
    reverses: reverses?.documentId ?? null,
    language: languageOf(du, language, customer),
    netMinor: vatMinor === null ? null : grossMinor - vatMinor,
    content: JSON.stringify(content),
    operator: du.operator,
  });
  await journal(du, 'documents.issue', document, { kind, grossMinor, currency });
  await tell(du, document);
  return document;
}

async function toTakeBack(du: DocumentUnit, documentId: string, by: 'void' | 'creditNote'): Promise<DocumentRecord> {
  const document = await du.unit.documents.find(documentId);
  if (document === null) throw new AppError('notFound', { what: 'document', id: documentId });
  const reversal = await du.unit.documents.reversalOf(documentId);
  if (reversal !== null || document.voidedAt !== null) throw new AppError('conflict', { reason: 'alreadyTakenBack' });
  if (takenBackBy(document, await du.unit.months.closedUntil()) !== by)
    throw new AppError('conflict', { reason: by === 'void' ? 'monthClosed' : 'monthOpen' });
  return document;
}

function journal(
  { unit, now, operator }: DocumentUnit,
  action: string,
  document: DocumentRecord,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return unit.journal.append({
    ...{ at: now, operator, action, subject: 'document', subjectId: document.documentId },
    details: JSON.stringify({ number: documentNumber(document), ...details }),
  });
}

async function tell({ unit, announce }: DocumentUnit, document: DocumentRecord): Promise<void> {
  const data = await documentView(unit, document);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'documents.changed', data } });
  });
}
