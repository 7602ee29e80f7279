import type { PaymentStatus } from '../../../contract/payments.ts';

export type { PaymentStatus } from '../../../contract/payments.ts';

/** Whether a session is paid. `dueMinor` null: not known yet, or nothing could be billed. */
export function paymentStatus(dueMinor: number | null, paidMinor: number): PaymentStatus {
  const due = dueMinor ?? 0;
  if (paidMinor > due) return 'overpaid';
  if (due === 0) return 'none';
  if (paidMinor === due) return 'paid';
  return paidMinor > 0 ? 'partial' : 'unpaid';
}
