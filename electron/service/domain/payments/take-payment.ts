import { AppError } from '../../../contract/errors.ts';
import type { PaymentMethod, PaymentRecord } from '../../store/payment-records.ts';
import { postingAt } from '../books/posting-date.ts';
import { tellDrawer } from './drawer-view.ts';
import type { MoneyAct } from './money-act.ts';
import { tellPayments } from './payment-views.ts';

export interface NewPayment {
  readonly method: PaymentMethod;
  /** Minor units; negative where it is given back. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly sessionId?: string | null;
  readonly customerId?: string | null;
  readonly saleId?: string | null;
  readonly reverses?: string | null;
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  readonly fiscalNumber?: string | undefined;
  readonly eInvoiceNumber?: string | undefined;
}

/** Writes down money that came or went just now. Throws `conflict` `drawerClosed` for cash without an open drawer. */
export async function takePayment(act: MoneyAct, payment: NewPayment): Promise<PaymentRecord> {
  const { unit, now, timeZone, operator, announce } = act;
  const drawerId = payment.method === 'cash' ? await openDrawerFor(act, payment.currency) : null;
  const record = await unit.payments.append({
    ...(await postingAt(unit, now, now, timeZone)),
    kind: payment.amountMinor < 0 ? 'refund' : 'payment',
    method: payment.method,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    sessionId: payment.sessionId ?? null,
    customerId: payment.customerId ?? null,
    saleId: payment.saleId ?? null,
    reverses: payment.reverses ?? null,
    drawerId,
    reference: payment.reference ?? '',
    note: payment.note ?? '',
    operator,
    fiscalNumber: payment.fiscalNumber ?? '',
    eInvoiceNumber: payment.eInvoiceNumber ?? '',
  });
  tellPayments(unit, announce, [record]);
  if (drawerId !== null) await tellDrawer(unit, announce);
  return record;
}

async function openDrawerFor({ unit }: MoneyAct, currency: string): Promise<string> {
  const drawer = await unit.drawers.open();
  if (drawer === null) throw new AppError('conflict', { reason: 'drawerClosed' });
  if (drawer.currency !== currency) throw new AppError('conflict', { reason: 'otherCurrency' });
  return drawer.drawerId;
}
