import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Page, PageQuery } from './page-records.ts';

/**
 * How a customer's sessions are settled: `each` by itself at the desk, `prepaid` from an account that must not fall below zero, `postpaid` from an
 * account that is invoiced by the month.
 */
export type CustomerBilling = 'each' | 'prepaid' | 'postpaid';

export interface CustomerRecord {
  readonly customerId: string;
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly voen: string;
  readonly contractNumber: string;
  readonly contact: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Of documents; null: the site's. */
  readonly language: 'az' | 'ru' | 'en' | 'tr' | null;
  readonly groupId: string | null;
  readonly billing: CustomerBilling;
  /** For a calendar month over all cards; null: none. */
  readonly budgetWh: number | null;
  readonly budgetMinor: number | null;
  /** Null while the customer may charge. */
  readonly blockedReason: string | null;
  readonly note: string;
  readonly createdAt: EpochMs;
  /** Gone from lists; what the books say of it stays. */
  readonly removed: boolean;
}

export interface CustomerQuery extends PageQuery {
  /** Found in name, VÖEN, contract, contact, phone, e-mail and note. */
  readonly search?: string | undefined;
  readonly groupId?: string | undefined;
  readonly kind?: CustomerRecord['kind'] | undefined;
}

/** What was charged in a stretch of time, as the books stand: what was taken back is taken off. */
export interface ChargedUse {
  readonly energyWh: number;
  /** VAT included, minor units; what could not be billed is left out. */
  readonly grossMinor: number;
}

export interface CustomerReads {
  /** Also one that was removed. */
  find(customerId: string): Promise<CustomerRecord | null>;
  /** By name; without removed ones. */
  list(query: CustomerQuery): Promise<Page<CustomerRecord>>;
  /** Every name ever given, removed customers included. */
  names(): Promise<ReadonlyMap<string, string>>;
  /** Those who may not charge: blocked or removed. */
  blocked(): Promise<ReadonlySet<string>>;
  /** In alphabetical order. */
  groups(): Promise<readonly CustomerGroupRecord[]>;
  /** Neither case nor accents matter. */
  findGroup(name: string): Promise<CustomerGroupRecord | null>;
  /** How many cards each has; customers without one are left out. */
  cardCounts(customerIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Posted in [from, to), over all cards; customers without use are left out. */
  useOf(customerIds: readonly string[], from: EpochMs, to: EpochMs): Promise<ReadonlyMap<string, ChargedUse>>;
  /** Posted in [from, to), over these cards together. */
  useOfIdTokens(idTokens: readonly string[], from: EpochMs, to: EpochMs): Promise<ChargedUse>;
  /** Sessions that run now and go on the customer's account. */
  runningOf(customerId: string): Promise<readonly RunningUse[]>;
  /** Ended sessions of a card that go on nobody's account, newest first. */
  unassigned(idToken: string, limit: number): Promise<readonly string[]>;
}

export interface RunningUse {
  readonly sessionId: string;
  readonly energyWh: number | null;
}

export interface CustomerGroupRecord {
  readonly groupId: string;
  readonly name: string;
  /** Customers in it. */
  readonly customers: number;
}

export interface CustomerWrites {
  /** Returns the new customer's id. */
  insert(customer: Omit<CustomerRecord, 'customerId'>): Promise<string>;
  update(customerId: string, change: Partial<Omit<CustomerRecord, 'customerId' | 'createdAt'>>): Promise<void>;
  /** Returns the new group's id. */
  insertGroup(name: string): Promise<string>;
  renameGroup(groupId: string, name: string): Promise<void>;
  /** Customers in it are then in none. */
  removeGroup(groupId: string): Promise<void>;
}

/** What stations say instead of a card's number (quirk 71). */
export interface IdTokenAlias {
  readonly alias: string;
  readonly idToken: string;
}
