import type { PaymentView, SessionPaymentsView } from '../../../contract/payments.ts';
import type { PaymentRecord } from '../../store/payment-records.ts';
import type { StoreReads, WriteUnit } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { isoTime } from '../iso-time.ts';
import { paymentStatus } from './payment-status.ts';

type Reads = Pick<StoreReads, 'payments' | 'customers' | 'sales' | 'cdrs'>;

export async function paymentViews(
  { payments, customers }: Pick<Reads, 'payments' | 'customers'>,
  records: readonly PaymentRecord[],
): Promise<readonly PaymentView[]> {
  const refunded = await payments.refundedOf(records.map(({ paymentId }) => paymentId));
  const names = new Map<string, string>();
  for (const customerId of new Set(records.flatMap((record) => record.customerId ?? []))) {
    names.set(customerId, (await customers.find(customerId))?.name ?? '');
  }
  return records.map((record) => ({
    paymentId: record.paymentId,
    at: isoTime(record.postedAt),
    kind: record.kind,
    method: record.method,
    amountMinor: record.amountMinor,
    currency: record.currency,
    sessionId: record.sessionId,
    customerId: record.customerId,
    customerName: (record.customerId === null ? null : names.get(record.customerId)) ?? null,
    saleId: record.saleId,
    reverses: record.reverses,
    refundedMinor: refunded.get(record.paymentId) ?? 0,
    reference: record.reference,
    note: record.note,
    operator: record.operator,
    fiscalNumber: record.fiscalNumber,
    eInvoiceNumber: record.eInvoiceNumber,
  }));
}

/** One payment; it was just written. */
export async function paymentView(
  reads: Pick<Reads, 'payments' | 'customers'>,
  record: PaymentRecord,
): Promise<PaymentView> {
  const [view] = await paymentViews(reads, [record]);
  if (view === undefined) throw new Error('One record makes one view');
  return view;
}

/** What a session costs by the books; null while it has no charge, and where nothing could be billed. */
export async function dueOf({ cdrs }: Pick<Reads, 'cdrs'>, sessionId: string): Promise<number | null> {
  const [charge] = await cdrs.standing([sessionId]);
  return charge?.grossMinor ?? null;
}

export async function sessionPayments(reads: Reads, sessionId: string, currency: string): Promise<SessionPaymentsView> {
  const [charge] = await reads.cdrs.standing([sessionId]);
  const payments = await reads.payments.ofSession(sessionId);
  const dueMinor = charge?.grossMinor ?? null;
  const paidMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    sessionId,
    currency: charge?.currency ?? payments[0]?.currency ?? currency,
    dueMinor,
    paidMinor,
    leftMinor: dueMinor === null ? null : Math.max(0, dueMinor - paidMinor),
    status: paymentStatus(dueMinor, paidMinor),
    saleId: (await reads.sales.ofSession(sessionId))?.saleId ?? null,
    payments: await paymentViews(reads, payments),
  };
}

/** Tells consoles of payments once the unit of work is on disk. */
export function tellPayments(unit: WriteUnit, announce: Announce, records: readonly PaymentRecord[]): void {
  unit.afterCommit(() => {
    for (const { sessionId, customerId } of records)
      announce({ type: 'told', told: { event: 'payments.changed', data: { sessionId, customerId } } });
  });
}
