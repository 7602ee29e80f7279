import type { CustomerGroupRecord, CustomerReads } from '../store/customer-records.ts';
import type { Change } from './changes.ts';

/** The names of customers and groups, in memory: lists show them beside what they list. */
export interface CustomerNames {
  /** Null for nobody; a customer that was removed keeps its name. */
  nameOf(customerId: string | null): string | null;
  groupNameOf(groupId: string | null): string | null;
  apply(change: Change): void;
}

export async function loadCustomerNames(customers: CustomerReads): Promise<CustomerNames> {
  const [read, readGroups] = await Promise.all([customers.names(), customers.groups()]);
  const names = new Map(read);
  let groups = namesOf(readGroups);
  return {
    nameOf: (customerId) => (customerId === null ? null : (names.get(customerId) ?? null)),
    groupNameOf: (groupId) => (groupId === null ? null : (groups.get(groupId) ?? null)),
    apply(change) {
      if (change.type === 'customer') names.set(change.customer.customerId, change.customer.name);
      else if (change.type === 'customerGroups') groups = namesOf(change.groups);
    },
  };
}

function namesOf(groups: readonly CustomerGroupRecord[]): ReadonlyMap<string, string> {
  return new Map(groups.map(({ groupId, name }) => [groupId, name]));
}
