import { z } from 'zod';
import { isoTime, limit, nothing, offset, rowId } from './fields.ts';
import type { IsoTime, Page } from './views.ts';

/** `account`: settled from the customer's account by the service; `free`: the house bears it. */
export const paymentMethods = ['cash', 'terminal', 'bankTransfer', 'qr', 'account', 'free'] as const;
export type PaymentMethodWord = (typeof paymentMethods)[number];

/** What a person may record. */
export const manualMethods = ['cash', 'terminal', 'bankTransfer', 'qr', 'free'] as const;
export type ManualMethod = (typeof manualMethods)[number];

/** Money that really came in. */
export const moneyMethods = ['cash', 'terminal', 'bankTransfer', 'qr'] as const;
export type MoneyMethod = (typeof moneyMethods)[number];

export interface PaymentView {
  readonly paymentId: string;
  readonly at: IsoTime;
  readonly kind: 'payment' | 'refund';
  readonly method: PaymentMethodWord;
  /** Minor units; negative where money went out. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly sessionId: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly saleId: string | null;
  /** The payment a refund takes back. */
  readonly reverses: string | null;
  /** What was given back of it so far, as a positive amount. */
  readonly refundedMinor: number;
  readonly reference: string;
  readonly note: string;
  readonly operator: string;
  /** Of the e-kassa receipt, and of the e-qaimə; empty while not known. */
  readonly fiscalNumber: string;
  readonly eInvoiceNumber: string;
}

/** `none` where there is nothing to pay. */
export type PaymentStatus = 'none' | 'unpaid' | 'partial' | 'paid' | 'overpaid';

/** How a session stands. */
export interface SessionPaymentsView {
  readonly sessionId: string;
  readonly currency: string;
  /** Null while it runs, and where nothing could be billed. */
  readonly dueMinor: number | null;
  readonly paidMinor: number;
  /** What is left to pay; null where it is not known. */
  readonly leftMinor: number | null;
  readonly status: PaymentStatus;
  /** The sale it was begun by. */
  readonly saleId: string | null;
  /** Oldest first. */
  readonly payments: readonly PaymentView[];
}

/** Cash that came or went for another reason than a payment. */
export interface CashMovementView {
  readonly at: IsoTime;
  readonly amountMinor: number;
  readonly reason: string;
  readonly operator: string;
}

/** The cash drawer from its opening to its closing. */
export interface DrawerView {
  readonly drawerId: string;
  readonly currency: string;
  readonly openedAt: IsoTime;
  readonly openedBy: string;
  readonly openingMinor: number;
  readonly closedAt: IsoTime | null;
  readonly closedBy: string | null;
  readonly countedMinor: number | null;
  /** What should be in it: of an open one now, of a closed one at its closing. */
  readonly expectedMinor: number;
  readonly note: string;
  /** Oldest first. */
  readonly movements: readonly CashMovementView[];
}

const amountMinor = z.int().min(1).max(1_000_000_000);
const line = (max: number): z.ZodString => z.string().trim().max(max);
const numbers = { fiscalNumber: line(60).optional(), eInvoiceNumber: line(60).optional() };
const reason = line(300).min(1);

/** Money as it comes in at the desk. */
export const moneyIn = z.strictObject({
  method: z.enum(moneyMethods),
  amountMinor,
  reference: line(100).optional(),
  note: line(300).optional(),
  ...numbers,
});

/** The same, or given for free: the note then says why. */
const sessionPayment = z
  .strictObject({ ...moneyIn.shape, method: z.enum(manualMethods) })
  .refine(({ method, note }) => method !== 'free' || (note ?? '') !== '', { path: ['note'], message: 'needed' });

export const paymentInputs = {
  /** Newest first, of money that was taken in [from, to). */
  'payments.list': z.strictObject({
    from: isoTime.optional(),
    to: isoTime.optional(),
    method: z.enum(paymentMethods).optional(),
    customerId: rowId.optional(),
    drawerId: rowId.optional(),
    search: z.string().max(100).optional(),
    limit,
    offset,
  }),
  'payments.ofSession': z.strictObject({ sessionId: rowId }),
  /** Several at once for what is paid by several methods: all are taken or none. Together never more than what is left to pay. */
  'payments.add': z.strictObject({ sessionId: rowId, payments: z.array(sessionPayment).min(1).max(5).readonly() }),
  /** Puts money into a customer's account, or pays an invoice. */
  'payments.topUp': z.strictObject({ customerId: rowId, ...moneyIn.shape }),
  /** Gives back all or a part of a payment, never more than is left of it. */
  'payments.refund': z.strictObject({
    paymentId: rowId,
    amountMinor,
    /** Without it, the way it came in. */
    method: z.enum(moneyMethods).optional(),
    reason,
    reference: line(100).optional(),
    ...numbers,
  }),
  /** Numbers that came to be known later; the change is journalled. */
  'payments.setNumbers': z.strictObject({ paymentId: rowId, ...numbers }),

  'drawer.current': nothing,
  'drawer.open': z.strictObject({ countedMinor: z.int().min(0).max(1_000_000_000) }),
  'drawer.move': z.strictObject({
    amountMinor: z
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .refine((amount) => amount !== 0),
    reason,
  }),
  'drawer.close': z.strictObject({ countedMinor: z.int().min(0).max(1_000_000_000), note: line(300).optional() }),
  /** Newest first. */
  'drawer.list': z.strictObject({ limit, offset }),
} as const;

export interface PaymentResults {
  'payments.list': Page<PaymentView>;
  'payments.ofSession': SessionPaymentsView;
  'payments.add': SessionPaymentsView;
  'payments.topUp': PaymentView;
  'payments.refund': PaymentView;
  'payments.setNumbers': PaymentView;
  'drawer.current': DrawerView | null;
  'drawer.open': DrawerView;
  'drawer.move': DrawerView;
  'drawer.close': DrawerView;
  'drawer.list': Page<DrawerView>;
}

export interface PaymentEvents {
  /** Money came or went, or its numbers changed. */
  'payments.changed': { readonly sessionId: string | null; readonly customerId: string | null };
  /** Null: none is open. */
  'drawer.changed': DrawerView | null;
}
