import type { DocumentContent, DocumentPayment } from '../../../contract/document-content.ts';
import { AppError } from '../../../contract/errors.ts';
import type { CdrRecord } from '../../store/book-records.ts';
import type { CustomerRecord } from '../../store/customer-records.ts';
import type { PaymentRecord } from '../../store/payment-records.ts';
import { isoTime } from '../iso-time.ts';
import { vatInside, vatRateAt } from '../money/vat.ts';
import { documentLines } from './document-lines.ts';
import { buyerOf, documentNames, type DocumentUnit, sessionOf } from './document-unit.ts';
import { blankContent, type Draft } from './drafts.ts';

/** The receipt of one payment, or of one refund. */
export async function receiptOfPayment(du: DocumentUnit, paymentId: string): Promise<Draft> {
  const payment = await du.unit.payments.find(paymentId);
  if (payment === null) throw new AppError('notFound', { what: 'payment', id: paymentId });
  const sessionId = await sessionPaidBy(du, payment);
  return receipt(du, { payments: [payment], sessionId, paymentId });
}

/** One receipt of all that was paid for a session, refunds taken off. */
export async function receiptOfSession(du: DocumentUnit, sessionId: string): Promise<Draft> {
  const payments = (await du.unit.payments.ofSession(sessionId)).filter(({ amountMinor }) => amountMinor !== 0);
  if (payments.length === 0) throw new AppError('conflict', { reason: 'nothingPaid' });
  return receipt(du, { payments, sessionId, paymentId: null });
}

interface Paid {
  readonly payments: readonly PaymentRecord[];
  readonly sessionId: string | null;
  readonly paymentId: string | null;
}

async function receipt(du: DocumentUnit, { payments, sessionId, paymentId }: Paid): Promise<Draft> {
  const [first] = payments;
  if (first === undefined) throw new AppError('conflict', { reason: 'nothingPaid' });
  const [cdr = null] = sessionId === null ? [] : await du.unit.cdrs.standing([sessionId]);
  const customer = await customerOf(du, cdr?.customerId ?? first.customerId);
  const grossMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const vatMinor = vatOf(du, grossMinor, first, cdr);
  const isTopUp = sessionId === null && first.saleId === null;
  const content: DocumentContent = {
    ...blankContent(du),
    buyer: buyerOf(customer),
    showsVat: vatMinor !== null,
    lines: isTopUp ? [topUp(grossMinor)] : cdr === null ? [] : documentLines([cdr]),
    sessions: cdr === null ? [] : [await sessionOf(documentNames(du), cdr, false)],
    payments: payments.map(paymentOf),
  };
  return {
    kind: grossMinor < 0 ? 'refundReceipt' : 'receipt',
    content,
    customer,
    sessionId,
    paymentId,
    period: null,
    reverses: null,
    currency: first.currency,
    grossMinor,
    vatMinor,
  };
}

async function sessionPaidBy({ unit }: DocumentUnit, { sessionId, saleId }: PaymentRecord): Promise<string | null> {
  if (sessionId !== null || saleId === null) return sessionId;
  return (await unit.sales.find(saleId))?.sessionId ?? null;
}

async function customerOf({ unit }: DocumentUnit, customerId: string | null): Promise<CustomerRecord | null> {
  return customerId === null ? null : unit.customers.find(customerId);
}

/** Of a bill that is paid whole, the bill's own VAT; else what is inside the amount. Money put into an account is no sale yet. */
function vatOf(du: DocumentUnit, grossMinor: number, payment: PaymentRecord, cdr: CdrRecord | null): number | null {
  if (payment.sessionId === null && payment.saleId === null) return null;
  if (cdr?.vatRateBp === null) return null;
  if (cdr !== null && grossMinor === cdr.grossMinor) return cdr.vatMinor;
  const rateBp = cdr?.vatRateBp ?? vatRateAt(du.business, payment.postedAt, du.settings.timeZone);
  return rateBp === null ? null : vatInside(grossMinor, rateBp);
}

function topUp(grossMinor: number): DocumentContent['lines'][number] {
  const sums = { grossMinor, vatMinor: 0, netMinor: grossMinor };
  return { service: 'accountTopUp', label: '', quantity: 1, priceE4: null, vatRateBp: null, ...sums };
}

export function paymentOf(payment: PaymentRecord): DocumentPayment {
  const { paymentId, recordedAt, method, amountMinor, reference, fiscalNumber } = payment;
  return { paymentId, at: isoTime(recordedAt), method, amountMinor, reference, fiscalNumber };
}
