import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { ChargedUse, CustomerRecord } from '../store/customer-records.ts';
import type { IdTokenRecord, StoreReads } from '../store/store.ts';
import { monthOf } from './calendar-month.ts';

/** What a running session has cost so far, minor units; null while nobody knows. */
export type RunningCost = (sessionId: string) => number | null;

/** What it takes to tell what is left: a unit of work or the store's reads, and the moment. */
export interface AllowanceContext {
  readonly reads: Pick<StoreReads, 'idTokens' | 'customers' | 'sessions' | 'payments'>;
  readonly at: EpochMs;
  readonly timeZone: string;
  readonly runningCost: RunningCost;
}

/** Who charges: a card, and on whose account. A customer that is left out is the card's. */
export interface Charging {
  readonly idToken: string | null;
  readonly customerId?: string | null;
}

/** What may still be charged, what runs now taken off; null where nothing limits it, 0 or less where it is used up. */
export interface Remaining {
  readonly energyWh: number | null;
  readonly amountMinor: number | null;
  /** What is left of the prepaid account alone. */
  readonly balanceMinor: number | null;
}

const unlimited: Remaining = { energyWh: null, amountMinor: null, balanceMinor: null };

/**
 * What budgets of the card and of its customer, in this calendar month of the site, and a prepaid account leave to be charged. Reads little where
 * there are none.
 */
export async function remainingOf(context: AllowanceContext, charging: Charging): Promise<Remaining> {
  const { reads } = context;
  const card = charging.idToken === null ? null : await reads.idTokens.find(charging.idToken);
  const customerId = charging.customerId === undefined ? (card?.customerId ?? null) : charging.customerId;
  const customer = customerId === null ? null : await reads.customers.find(customerId);
  return remaining(context, card, customer);
}

export async function remaining(
  context: AllowanceContext,
  card: IdTokenRecord | null,
  customer: CustomerRecord | null,
): Promise<Remaining> {
  const ofCard = card === null || !hasBudget(card) ? unlimited : left(card, await usedByCard(context, card.idToken));
  const ofCustomer =
    customer === null || !hasBudget(customer)
      ? unlimited
      : left(customer, await usedByCustomer(context, customer.customerId));
  const balanceMinor = customer?.billing === 'prepaid' ? await balanceLeft(context, customer.customerId) : null;
  return {
    energyWh: lesser(ofCard.energyWh, ofCustomer.energyWh),
    amountMinor: lesser(lesser(ofCard.amountMinor, ofCustomer.amountMinor), balanceMinor),
    balanceMinor,
  };
}

/** Why nobody may charge by a card, or on a customer's account. */
export type HeldBack = 'blocked' | 'balance' | 'budget';

export async function heldBack(
  context: AllowanceContext,
  card: IdTokenRecord | null,
  customer: CustomerRecord | null,
): Promise<HeldBack | null> {
  if (customer !== null && !mayCharge(customer)) return 'blocked';
  const left = await remaining(context, card, customer);
  if (left.balanceMinor !== null && left.balanceMinor <= 0) return 'balance';
  return isUsedUp(left) ? 'budget' : null;
}

/** Whatever is left of budgets and account. */
export const mayCharge = ({ removed, blockedReason }: CustomerRecord): boolean => !removed && blockedReason === null;

/** Nobody may begin to charge, and what runs has to stop. */
export function isUsedUp({ energyWh, amountMinor }: Remaining): boolean {
  return (energyWh !== null && energyWh <= 0) || (amountMinor !== null && amountMinor <= 0);
}

/** In this month, over the card and those it took the place of, running sessions included. */
export async function usedByCard({ reads, ...context }: AllowanceContext, idToken: string): Promise<ChargedUse> {
  const line = (await reads.idTokens.lineOf(idToken)).map((card) => card.idToken);
  const { from, to } = monthOf(context.at, context.timeZone);
  const charged = await reads.customers.useOfIdTokens(line, from, to);
  const running = (await Promise.all(line.map((card) => reads.sessions.openWithIdToken(card)))).flat();
  return withRunning(charged, running, context.runningCost);
}

/** In this month, over all cards, running sessions included. */
export async function usedByCustomer({ reads, ...context }: AllowanceContext, customerId: string): Promise<ChargedUse> {
  const { from, to } = monthOf(context.at, context.timeZone);
  const charged = (await reads.customers.useOf([customerId], from, to)).get(customerId);
  return withRunning(charged ?? noUse, await reads.customers.runningOf(customerId), context.runningCost);
}

export const noUse: ChargedUse = { energyWh: 0, grossMinor: 0 };

async function balanceLeft({ reads, runningCost }: AllowanceContext, customerId: string): Promise<number> {
  const balance = await reads.payments.balance(customerId);
  return balance - withRunning(noUse, await reads.customers.runningOf(customerId), runningCost).grossMinor;
}

function withRunning(
  charged: ChargedUse,
  running: readonly { readonly sessionId: string; readonly energyWh: number | null }[],
  runningCost: RunningCost,
): ChargedUse {
  return running.reduce(
    (use, { sessionId, energyWh }) => ({
      energyWh: use.energyWh + (energyWh ?? 0),
      grossMinor: use.grossMinor + (runningCost(sessionId) ?? 0),
    }),
    charged,
  );
}

type Budget = Pick<CustomerRecord, 'budgetWh' | 'budgetMinor'>;

const hasBudget = ({ budgetWh, budgetMinor }: Budget): boolean => budgetWh !== null || budgetMinor !== null;

function left({ budgetWh, budgetMinor }: Budget, used: ChargedUse): Pick<Remaining, 'energyWh' | 'amountMinor'> {
  return {
    energyWh: budgetWh === null ? null : budgetWh - used.energyWh,
    amountMinor: budgetMinor === null ? null : budgetMinor - used.grossMinor,
  };
}

function lesser(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
