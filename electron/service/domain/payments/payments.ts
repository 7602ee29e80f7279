import type { Input } from '../../../contract/api.ts';
import { AppError } from '../../../contract/errors.ts';
import type { PaymentView, SessionPaymentsView } from '../../../contract/payments.ts';
import type { PaymentRecord } from '../../store/payment-records.ts';
import { actWithMoney, journal, type MoneyAct, type MoneyDeps } from './money-act.ts';
import { paymentView, sessionPayments, tellPayments } from './payment-views.ts';
import { takePayment } from './take-payment.ts';

/** Money of sessions and accounts, as people record it. */
export interface Payments {
  /** Throws `conflict` `notBilled` while the session costs nothing we know, `tooMuch` for more than is left, `drawerClosed`. */
  add(input: Input<'payments.add'>): Promise<SessionPaymentsView>;
  topUp(input: Input<'payments.topUp'>): Promise<PaymentView>;
  /** Throws `conflict` `refundTooHigh`, `settledByItself`, `drawerClosed`. */
  refund(input: Input<'payments.refund'>): Promise<PaymentView>;
  setNumbers(input: Input<'payments.setNumbers'>): Promise<PaymentView>;
}

export function createPayments(deps: MoneyDeps): Payments {
  return {
    add: ({ sessionId, payments }) =>
      actWithMoney(deps, async (act) => {
        const { unit } = act;
        const charge = await chargeOf(act, sessionId);
        const paid = (await unit.payments.paidFor([sessionId])).get(sessionId) ?? 0;
        const sum = payments.reduce((total, { amountMinor }) => total + amountMinor, 0);
        if (sum > charge.grossMinor - paid) throw new AppError('conflict', { reason: 'tooMuch' });
        const { currency, customerId } = charge;
        for (const payment of payments) await takePayment(act, { ...payment, currency, sessionId, customerId });
        return sessionPayments(unit, sessionId, currency);
      }),
    topUp: ({ customerId, ...payment }) =>
      actWithMoney(deps, async (act) => {
        const customer = await act.unit.customers.find(customerId);
        if (customer === null || customer.removed) throw new AppError('notFound', { what: 'customer', id: customerId });
        const record = await takePayment(act, { ...payment, currency: act.currency, customerId });
        return paymentView(act.unit, record);
      }),
    refund: ({ paymentId, reason, ...refund }) =>
      actWithMoney(deps, async (act) => {
        const payment = await found(act, paymentId);
        const record = await giveBack(act, payment, { ...refund, note: reason });
        return paymentView(act.unit, record);
      }),
    setNumbers: ({ paymentId, ...numbers }) =>
      actWithMoney(deps, async (act) => {
        const before = await found(act, paymentId);
        await act.unit.payments.setNumbers(paymentId, numbers);
        const after = await found(act, paymentId);
        await journal(act, 'payments.setNumbers', 'payment', paymentId, {
          before: numbersOf(before),
          after: numbersOf(after),
        });
        tellPayments(act.unit, act.announce, [after]);
        return paymentView(act.unit, after);
      }),
  };
}

export interface GivenBack {
  readonly amountMinor: number;
  readonly method?: PaymentRecord['method'] | undefined;
  readonly note: string;
  readonly reference?: string | undefined;
  readonly fiscalNumber?: string | undefined;
  readonly eInvoiceNumber?: string | undefined;
}

/** Takes back all or a part of a payment by a reversing entry, never more than is left of it. */
export async function giveBack(act: MoneyAct, payment: PaymentRecord, given: GivenBack): Promise<PaymentRecord> {
  const { paymentId, sessionId, customerId, saleId, currency } = payment;
  const isOwn = payment.method === 'account' || (payment.method === 'free' && saleId !== null);
  if (isOwn || payment.kind === 'refund') throw new AppError('conflict', { reason: 'settledByItself' });
  const left = payment.amountMinor - (await act.unit.payments.refunded(paymentId));
  if (given.amountMinor > left) throw new AppError('conflict', { reason: 'refundTooHigh' });
  const method = payment.method === 'free' ? 'free' : (given.method ?? payment.method);
  const record = await takePayment(act, {
    ...{ ...given, method, currency, sessionId, customerId, saleId, amountMinor: -given.amountMinor },
    reverses: paymentId,
  });
  await journal(act, 'payments.refund', 'payment', paymentId, {
    ...{ refund: record.paymentId, method, amountMinor: given.amountMinor, currency, reason: given.note },
  });
  return record;
}

async function found({ unit }: MoneyAct, paymentId: string): Promise<PaymentRecord> {
  const payment = await unit.payments.find(paymentId);
  if (payment === null) throw new AppError('notFound', { what: 'payment', id: paymentId });
  return payment;
}

async function chargeOf(
  { unit }: MoneyAct,
  sessionId: string,
): Promise<{ readonly grossMinor: number; readonly currency: string; readonly customerId: string | null }> {
  if ((await unit.sessions.find(sessionId)) === null)
    throw new AppError('notFound', { what: 'session', id: sessionId });
  const [charge] = await unit.cdrs.standing([sessionId]);
  if (charge?.grossMinor == null) throw new AppError('conflict', { reason: 'notBilled' });
  return { grossMinor: charge.grossMinor, currency: charge.currency, customerId: charge.customerId };
}

function numbersOf({ fiscalNumber, eInvoiceNumber }: PaymentRecord) {
  return { fiscalNumber, eInvoiceNumber };
}
