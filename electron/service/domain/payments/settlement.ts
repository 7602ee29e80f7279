import type { Posting, SessionBilling } from '../../store/book-records.ts';
import type { PaymentRecord } from '../../store/payment-records.ts';
import type { WriteUnit } from '../../store/store.ts';

/** What the books now say of a session. */
export interface SessionDue {
  readonly sessionId: string;
  /** Gross of its standing charge; 0 where a credit took it back, null where nothing could be billed. */
  readonly dueMinor: number | null;
  readonly currency: string;
  readonly customerId: string | null;
  readonly billing: SessionBilling;
  readonly operator: string;
}

/**
 * Settles a session by itself as far as that goes, in the unit of work that posts its charge or credit: what a prepaid or post-paid customer's account
 * has to bear is taken from it, and what was taken before and is no longer due is put back. What a sale at the desk did not cover is
 * borne by the house: a customer never pays more than was sold. Returns the rows it added, for who announces them.
 */
export async function settleFromAccount(
  unit: WriteUnit,
  due: SessionDue,
  posting: Posting,
): Promise<readonly PaymentRecord[]> {
  const payments = await unit.payments.ofSession(due.sessionId);
  const sale = await unit.sales.ofSession(due.sessionId);
  const before = sharesOf(payments);
  const wanted = new Map([...before].map(([key, share]) => [key, { ...share, amountMinor: 0 }]));
  const share = wantedShare(due, sale?.saleId ?? null, payments);
  if (share !== null) wanted.set(keyOf(share), share);
  const added: PaymentRecord[] = [];
  for (const [key, one] of wanted) {
    const amountMinor = one.amountMinor - (before.get(key)?.amountMinor ?? 0);
    if (amountMinor !== 0) added.push(await unit.payments.append(rowOf(due, posting, { ...one, amountMinor })));
  }
  return added;
}

/** What the service settles by itself: from a customer's account, or at the house's expense for a sale. */
interface Share {
  readonly method: 'account' | 'free';
  readonly customerId: string | null;
  readonly saleId: string | null;
  readonly amountMinor: number;
}

function wantedShare(due: SessionDue, saleId: string | null, payments: readonly PaymentRecord[]): Share | null {
  const { customerId, dueMinor } = due;
  const byPeople = payments.filter((payment) => !isOwn(payment)).reduce((sum, payment) => sum + payment.amountMinor, 0);
  const amountMinor = Math.max(0, (dueMinor ?? 0) - byPeople);
  if (saleId !== null) return { method: 'free', customerId, saleId, amountMinor };
  const hasAccount = customerId !== null && (due.billing === 'prepaid' || due.billing === 'postpaid');
  return hasAccount ? { method: 'account', customerId, saleId: null, amountMinor } : null;
}

/** Added by the service itself; what a person gave for free has no sale. */
function isOwn(payment: PaymentRecord): payment is PaymentRecord & Pick<Share, 'method'> {
  const { method, saleId, reverses } = payment;
  return reverses === null && (method === 'account' || (method === 'free' && saleId !== null));
}

function keyOf({ method, customerId }: Pick<Share, 'method' | 'customerId'>): string {
  return `${method} ${customerId ?? ''}`;
}

/** What stands so far, together by account. */
function sharesOf(payments: readonly PaymentRecord[]): ReadonlyMap<string, Share> {
  const shares = new Map<string, Share>();
  for (const payment of payments.filter(isOwn)) {
    const { method, customerId, saleId, amountMinor } = payment;
    const known = shares.get(keyOf(payment))?.amountMinor ?? 0;
    shares.set(keyOf(payment), { method, customerId, saleId, amountMinor: known + amountMinor });
  }
  return shares;
}

function rowOf(due: SessionDue, posting: Posting, share: Share): Parameters<WriteUnit['payments']['append']>[0] {
  return {
    ...posting,
    ...share,
    kind: share.amountMinor < 0 ? 'refund' : 'payment',
    currency: due.currency,
    sessionId: due.sessionId,
    reverses: null,
    drawerId: null,
    reference: '',
    note: '',
    operator: due.operator,
    fiscalNumber: '',
    eInvoiceNumber: '',
  };
}
