import { z } from 'zod';
import type { Bill } from './bill.ts';
import { evseId, idToken, limit, nothing, offset, rowId, stationId } from './fields.ts';
import { moneyIn, moneyMethods, type PaymentMethodWord, type PaymentStatus } from './payments.ts';
import type { IsoTime, Page } from './views.ts';

/** Sold at the desk before it is charged: so much money's worth or so much energy on a connector. */
export interface SaleView {
  readonly saleId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly idToken: string;
  /** Exactly one of the two is set. */
  readonly limitWh: number | null;
  readonly limitMinor: number | null;
  readonly currency: string;
  /** `starting` until its session begins; `failed` when none did. */
  readonly state: 'starting' | 'charging' | 'ended' | 'failed' | 'cancelled';
  /** The station `refused`, it was `notReached`, or nothing was plugged in: `notStarted`. */
  readonly failure: 'refused' | 'notReached' | 'notStarted' | null;
  readonly sessionId: string | null;
  readonly createdAt: IsoTime;
  readonly endedAt: IsoTime | null;
  readonly operator: string;
  /** What the customer paid, less what was given back. */
  readonly paidMinor: number;
  /** What it costs by now, and in the end; null where it is not known. */
  readonly costMinor: number | null;
  readonly energyWh: number | null;
  /** The limit is reached: the station was told to stop and has not yet. */
  readonly stopping: boolean;
  /** What is to be given back; null while it is not known. */
  readonly changeMinor: number | null;
}

/** A finished session with something left to pay. */
export interface UnpaidSessionView {
  readonly sessionId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly idToken: string | null;
  readonly idTokenLabel: string | null;
  readonly startedAt: IsoTime;
  readonly stoppedAt: IsoTime;
  readonly energyWh: number | null;
  readonly currency: string;
  readonly dueMinor: number;
  readonly paidMinor: number;
  readonly leftMinor: number;
  readonly status: PaymentStatus;
}

/** What came in today by the site's calendar, refunds taken off. */
export interface TakenView {
  readonly method: PaymentMethodWord;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payments: number;
}

/** What a sale would come to; the bill supposes the connector's full power. */
export interface QuoteView {
  readonly bill: Bill;
  readonly energyWh: number;
  readonly tariffName: string;
}

const saleLimit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('money'), amountMinor: z.int().min(1).max(1_000_000_000) }),
  z.strictObject({ kind: z.literal('energy'), energyWh: z.int().min(1).max(1_000_000) }),
]);
export type SaleLimit = z.output<typeof saleLimit>;

const what = { stationId, evseId, limit: saleLimit, idToken: idToken.optional() };

export const deskInputs = {
  'desk.quote': z.strictObject(what),
  /** Takes the money and starts the charging. The payments come to what is sold, energy at its quoted price. */
  'desk.sell': z.strictObject({ ...what, payments: z.array(moneyIn).min(1).max(5).readonly() }),
  /** Of a sale that has not begun: it is over. Of one that charges: the charging is stopped. */
  'desk.cancel': z.strictObject({ saleId: rowId }),
  /** Gives back what is to be given back, as refunds of its payments. */
  'desk.giveBack': z.strictObject({
    saleId: rowId,
    method: z.enum(moneyMethods).optional(),
    reason: z.string().trim().min(1).max(300),
  }),
  /** Those under way, those that ended lately, and those with something to give back: newest first. */
  'desk.sales': nothing,
  /** Newest first. */
  'desk.unpaid': z.strictObject({ limit, offset }),
  'desk.today': nothing,
} as const;

export interface DeskResults {
  'desk.quote': QuoteView;
  'desk.sell': SaleView;
  'desk.cancel': SaleView;
  'desk.giveBack': SaleView;
  'desk.sales': readonly SaleView[];
  'desk.unpaid': Page<UnpaidSessionView>;
  'desk.today': readonly TakenView[];
}

export interface DeskEvents {
  'sales.changed': SaleView;
}
