/** Whether a session is paid: `none` where there is nothing to pay. */
export type PaymentStatus = 'none' | 'unpaid' | 'partial' | 'paid' | 'overpaid';

/** `dueMinor` null: not known yet, or nothing could be billed. */
export function paymentStatus(dueMinor: number | null, paidMinor: number): PaymentStatus {
  const due = dueMinor ?? 0;
  if (paidMinor > due) return 'overpaid';
  if (due === 0) return 'none';
  if (paidMinor === due) return 'paid';
  return paidMinor > 0 ? 'partial' : 'unpaid';
}
