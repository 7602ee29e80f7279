import type { ManualMethod } from '../../electron/contract/payments.ts';

/** What is typed of a payment. */
export interface PaymentForm {
  readonly method: ManualMethod;
  readonly amountMinor: number | null;
  readonly reference: string;
  readonly note: string;
  readonly fiscalNumber: string;
  readonly eInvoiceNumber: string;
}

export function emptyPayment(amountMinor: number | null, method: ManualMethod = 'cash'): PaymentForm {
  return { method, amountMinor, reference: '', note: '', fiscalNumber: '', eInvoiceNumber: '' };
}

/** What is sent of it: texts nobody typed are left out. */
export function typedOf({ reference, note, fiscalNumber, eInvoiceNumber }: PaymentForm) {
  const typed = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  return {
    reference: typed(reference),
    note: typed(note),
    fiscalNumber: typed(fiscalNumber),
    eInvoiceNumber: typed(eInvoiceNumber),
  };
}

/** Whether it can be sent, and what is missing does not matter. */
export function isComplete({ method, amountMinor, note }: PaymentForm, hasDrawer: boolean): boolean {
  if (amountMinor === null || amountMinor <= 0) return false;
  return (method !== 'cash' || hasDrawer) && (method !== 'free' || note.trim() !== '');
}
