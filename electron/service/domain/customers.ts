import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { CustomerRecord } from '../store/customer-records.ts';
import type { Store, StoreReads, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { findGroup } from './customer-groups.ts';
import { type Acting, differences, writeDown } from './journal-entry.ts';

export interface CustomersDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** In whose name it is done. */
  readonly onDuty: () => string;
  readonly announce: Announce;
}

type Told = Omit<CustomerRecord, 'customerId' | 'blockedReason' | 'createdAt' | 'removed'>;

/** What is left out stays as it is. */
export type CustomerChange = { readonly [Field in keyof Told]?: Told[Field] | undefined };

export type NewCustomer = CustomerChange & Pick<Told, 'kind' | 'name'>;

/** What the operator does with customers. Each throws `notFound` for a customer or a group nobody knows, or that was removed. */
export interface Customers {
  add(customer: NewCustomer): Promise<CustomerRecord>;
  update(customerId: string, change: CustomerChange): Promise<CustomerRecord>;
  /** None of its cards may charge from now on. */
  block(customerId: string, reason: string): Promise<CustomerRecord>;
  unblock(customerId: string): Promise<CustomerRecord>;
  /** Throws `conflict` while its account is not at zero. What the books say of it stays. */
  remove(customerId: string): Promise<void>;
}

const nothingTold: Omit<Told, 'kind' | 'name'> = {
  voen: '',
  contractNumber: '',
  contact: '',
  phone: '',
  email: '',
  address: '',
  language: null,
  groupId: null,
  billing: 'each',
  budgetWh: null,
  budgetMinor: null,
  note: '',
};

export function createCustomers({ store, clock, onDuty, announce }: CustomersDeps): Customers {
  const customerUnit = (unit: WriteUnit): CustomerUnit => ({ unit, now: clock.now(), operator: onDuty(), announce });
  const change = (action: string, customerId: string, given: Partial<CustomerRecord>): Promise<CustomerRecord> =>
    store.write(async (unit) => {
      const cu = customerUnit(unit);
      const known = await findCustomer(unit, customerId);
      if (given.removed === true && (await unit.payments.balance(customerId)) !== 0)
        throw new AppError('conflict', { reason: 'balanceLeft' });
      const changed = await changeCustomer(cu, known, given);
      const details = differences(known, changed);
      await writeDown(cu, { action: `customers.${action}`, subject: 'customer', subjectId: customerId, details });
      return changed;
    });

  return {
    add: (given) =>
      store.write(async (unit) => {
        const cu = customerUnit(unit);
        const customer = await addCustomer(cu, given);
        const { customerId: subjectId, name, kind, billing } = customer;
        const details = { name, kind, billing };
        await writeDown(cu, { action: 'customers.add', subject: 'customer', subjectId, details });
        return customer;
      }),
    update: (customerId, given) => change('update', customerId, definedOnly(given)),
    block: (customerId, blockedReason) => change('block', customerId, { blockedReason }),
    unblock: (customerId) => change('unblock', customerId, { blockedReason: null }),
    async remove(customerId) {
      await change('remove', customerId, { removed: true });
    },
  };
}

/** What changing a customer needs of the unit of work it happens in. */
export interface CustomerUnit extends Acting {
  readonly announce: Announce;
}

/** Of whom nothing is known but what is given. */
export function newCustomer(given: NewCustomer, createdAt: EpochMs): Omit<CustomerRecord, 'customerId'> {
  const { kind, name } = given;
  return { ...nothingTold, ...definedOnly(given), kind, name, blockedReason: null, createdAt, removed: false };
}

export async function addCustomer(cu: CustomerUnit, given: NewCustomer): Promise<CustomerRecord> {
  const added = newCustomer(given, cu.now);
  if (added.groupId !== null) await findGroup(cu.unit, added.groupId);
  const customer = { ...added, customerId: await cu.unit.customers.insert(added) };
  announceAfter(cu, customer);
  return customer;
}

export async function changeCustomer(
  cu: CustomerUnit,
  known: CustomerRecord,
  given: Partial<CustomerRecord>,
): Promise<CustomerRecord> {
  if (given.groupId != null) await findGroup(cu.unit, given.groupId);
  await cu.unit.customers.update(known.customerId, given);
  const changed = { ...known, ...given };
  announceAfter(cu, changed);
  return changed;
}

/** Throws `notFound`, for one that was removed, too. */
export async function findCustomer(reads: Pick<StoreReads, 'customers'>, customerId: string): Promise<CustomerRecord> {
  const customer = await reads.customers.find(customerId);
  if (customer === null || customer.removed) throw new AppError('notFound', { what: 'customer', id: customerId });
  return customer;
}

function announceAfter({ unit, announce }: CustomerUnit, customer: CustomerRecord): void {
  unit.afterCommit(() => {
    announce({ type: 'customer', customer });
  });
}

export function definedOnly(change: CustomerChange): Partial<Told> {
  const entries: [string, unknown][] = Object.entries(change);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
