import type { SessionRecord, StoreReads } from '../../store/store.ts';
import { paymentStatus, type PaymentStatus } from '../payments/payment-status.ts';
import type { RunningBills } from './running-bills.ts';

/** What a session costs and what was paid for it. Null where it is not known. */
export interface SessionMoney {
  readonly currency: string;
  readonly grossMinor: number | null;
  readonly netMinor: number | null;
  readonly vatMinor: number | null;
  readonly paidMinor: number | null;
  readonly paymentStatus: PaymentStatus;
}

/** The money of a page of sessions, in as many questions as for one. */
export type MoneyOf = (sessions: readonly SessionRecord[]) => Promise<(session: SessionRecord) => SessionMoney>;

export interface SessionMoneyDeps {
  readonly read: Pick<StoreReads, 'cdrs' | 'payments'>;
  readonly runningBills: Pick<RunningBills, 'billOf'>;
  /** ISO 4217; of sessions nothing is known of. */
  readonly currency: () => string;
}

/** Of finished sessions as the books say, of running ones as they cost so far. */
export function createMoneyOf({ read, runningBills, currency }: SessionMoneyDeps): MoneyOf {
  return async (sessions) => {
    const sessionIds = sessions.map(({ sessionId }) => sessionId);
    const [charges, paid] = await Promise.all([read.cdrs.standing(sessionIds), read.payments.paidFor(sessionIds)]);
    const chargeOf = new Map(charges.map((charge) => [charge.sessionId, charge]));
    return ({ sessionId, stoppedAt }) => {
      const cost = (stoppedAt === null ? runningBills.billOf(sessionId) : chargeOf.get(sessionId)) ?? unknown;
      const paidMinor = paid.get(sessionId);
      return {
        currency: 'currency' in cost ? cost.currency : currency(),
        grossMinor: cost.grossMinor,
        netMinor: cost.netMinor,
        vatMinor: cost.vatMinor,
        paidMinor: paidMinor ?? (cost.grossMinor === null ? null : 0),
        paymentStatus: paymentStatus(stoppedAt === null ? null : cost.grossMinor, paidMinor ?? 0),
      };
    };
  };
}

const unknown = { grossMinor: null, netMinor: null, vatMinor: null } as const;
