import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { LedgerLink, Posting } from './book-records.ts';
import type { Page, PageQuery } from './page-records.ts';

/** `account`: settled from the customer's account; `free`: the house bears it. */
export type PaymentMethod = 'cash' | 'terminal' | 'bankTransfer' | 'qr' | 'account' | 'free';

/**
 * Money in, or out where negative. With a session or a sale it settles that; with a customer alone it was put into the customer's account.
 * `account` takes from the account what it gives to the session.
 */
export interface PaymentRecord extends Posting, LedgerLink {
  readonly paymentId: string;
  readonly kind: 'payment' | 'refund';
  readonly method: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
  readonly sessionId: string | null;
  readonly customerId: string | null;
  readonly saleId: string | null;
  /** The payment a refund takes back, wholly or in part. */
  readonly reverses: string | null;
  /** The drawer that cash went into or came out of. */
  readonly drawerId: string | null;
  /** Number of the terminal's slip, the transfer, the wallet's receipt. */
  readonly reference: string;
  readonly note: string;
  readonly operator: string;
  /** Of the e-kassa receipt, and of the e-qaimə; empty while not known. */
  readonly fiscalNumber: string;
  readonly eInvoiceNumber: string;
}

export interface PaymentQuery extends PageQuery {
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  readonly method?: PaymentMethod | undefined;
  readonly sessionId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly drawerId?: string | undefined;
  readonly search?: string | undefined;
}

export interface PaymentReads {
  find(paymentId: string): Promise<PaymentRecord | null>;
  /** Newest first. */
  list(query: PaymentQuery): Promise<Page<PaymentRecord>>;
  /** Of a session, those of its sale included, oldest first. */
  ofSession(sessionId: string): Promise<readonly PaymentRecord[]>;
  ofSale(saleId: string): Promise<readonly PaymentRecord[]>;
  /** What was paid for each session, minor units, refunds taken off, those of its sale included; sessions without payments are left out. */
  paidFor(sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** What was given back of a payment, as a positive amount. */
  refunded(paymentId: string): Promise<number>;
  /** The same for several; those of which nothing was given back are left out. */
  refundedOf(paymentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** What came in by each method, posted in [from, to), refunds taken off. */
  takenBetween(from: EpochMs, to: EpochMs): Promise<readonly TakenRecord[]>;
  /** What a customer put into the account less what sessions took from it, minor units; negative where money is owed. */
  balance(customerId: string): Promise<number>;
  /** The same for several; customers whose account was never used are left out. */
  balances(customerIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Sessions posted since then that are not wholly paid, newest posting first. */
  unpaid(query: PageQuery & { readonly since: EpochMs }): Promise<Page<UnpaidRecord>>;
  /** Posted in [from, to), in order of posting, page by page. */
  postedBetween(from: EpochMs, to: EpochMs): AsyncIterable<PaymentRecord>;
}

export interface UnpaidRecord {
  readonly sessionId: string;
  readonly dueMinor: number;
  readonly paidMinor: number;
}

export interface TakenRecord {
  readonly method: PaymentMethod;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payments: number;
}

export interface PaymentWrites {
  /** Numbers it and links it to the row before. Rejects where its month is closed. */
  append(payment: Omit<PaymentRecord, 'paymentId' | keyof LedgerLink>): Promise<PaymentRecord>;
  setNumbers(
    paymentId: string,
    numbers: Partial<Pick<PaymentRecord, 'fiscalNumber' | 'eInvoiceNumber'>>,
  ): Promise<void>;
}

/** The cash drawer from its opening to its closing, a shift or a day. */
export interface DrawerRecord {
  readonly drawerId: string;
  readonly currency: string;
  readonly openedAt: EpochMs;
  readonly openedBy: string;
  readonly openingMinor: number;
  readonly closedAt: EpochMs | null;
  readonly closedBy: string | null;
  /** What was counted at the closing, and what should have been there. */
  readonly countedMinor: number | null;
  readonly expectedMinor: number | null;
  readonly note: string;
}

/** Cash that came or went for another reason than a payment; negative where it went. */
export interface CashMovementRecord {
  readonly movementId: string;
  readonly drawerId: string;
  readonly at: EpochMs;
  readonly amountMinor: number;
  readonly reason: string;
  readonly operator: string;
}

export interface DrawerReads {
  open(): Promise<DrawerRecord | null>;
  find(drawerId: string): Promise<DrawerRecord | null>;
  /** Newest first. */
  list(query: PageQuery): Promise<Page<DrawerRecord>>;
  movements(drawerId: string): Promise<readonly CashMovementRecord[]>;
  /** Opening, cash payments and movements together. */
  expected(drawerId: string): Promise<number>;
}

export interface DrawerWrites {
  insert(drawer: Omit<DrawerRecord, 'drawerId'>): Promise<string>;
  close(
    drawerId: string,
    closing: Pick<DrawerRecord, 'closedAt' | 'closedBy' | 'countedMinor' | 'expectedMinor' | 'note'>,
  ): Promise<void>;
  move(movement: Omit<CashMovementRecord, 'movementId'>): Promise<string>;
}

/** `starting` until its session begins; `failed` when none did. */
export type SaleState = 'starting' | 'charging' | 'ended' | 'failed' | 'cancelled';

/** `refused` by the station, the station was `notReached`, or nothing was plugged in: `notStarted`. */
export type SaleFailure = 'refused' | 'notReached' | 'notStarted';

/** Sold at the desk before it is charged: exactly one limit is set. */
export interface SaleRecord {
  readonly saleId: string;
  readonly stationId: string;
  readonly evseId: number;
  readonly idToken: string;
  readonly limitWh: number | null;
  readonly limitMinor: number | null;
  readonly currency: string;
  readonly state: SaleState;
  /** Why it failed. */
  readonly failure: SaleFailure | null;
  readonly sessionId: string | null;
  readonly createdAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly operator: string;
}

export interface SaleReads {
  find(saleId: string): Promise<SaleRecord | null>;
  ofSession(sessionId: string): Promise<SaleRecord | null>;
  /** Not ended, oldest first. */
  open(): Promise<readonly SaleRecord[]>;
  openOnEvse(stationId: string, evseId: number): Promise<readonly SaleRecord[]>;
  /** The newest sale without a session that one with this id token may belong to. */
  startable(start: SaleStart): Promise<SaleRecord | null>;
  /** Newest first. */
  list(query: PageQuery): Promise<Page<SaleRecord>>;
}

export interface SaleStart {
  readonly stationId: string;
  readonly evseId: number;
  readonly idToken: string;
  readonly since: EpochMs;
}

export interface SaleWrites {
  insert(sale: Omit<SaleRecord, 'saleId'>): Promise<string>;
  update(
    saleId: string,
    change: Partial<Pick<SaleRecord, 'state' | 'failure' | 'sessionId' | 'endedAt'>>,
  ): Promise<void>;
}

export interface OperatorRecord {
  readonly operatorId: string;
  readonly name: string;
  readonly retired: boolean;
  readonly createdAt: EpochMs;
}

export interface OperatorReads {
  list(): Promise<readonly OperatorRecord[]>;
}

export interface OperatorWrites {
  insert(operator: Omit<OperatorRecord, 'operatorId'>): Promise<string>;
  update(operatorId: string, change: Partial<Pick<OperatorRecord, 'name' | 'retired'>>): Promise<void>;
}
