import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { CustomerGroupRecord } from '../store/customer-records.ts';
import type { Store, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { writeDown } from './journal-entry.ts';

export interface CustomerGroupsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly onDuty: () => string;
  readonly announce: Announce;
}

/** What customers are sorted by, and tariffs are made for. */
export interface CustomerGroups {
  /** Throws `alreadyExists`. */
  add(name: string): Promise<CustomerGroupRecord>;
  /** Throws `notFound` and `alreadyExists`. */
  rename(groupId: string, name: string): Promise<CustomerGroupRecord>;
  /** Throws `notFound`. Its customers are then in none. */
  remove(groupId: string): Promise<void>;
}

export function createCustomerGroups({ store, clock, onDuty, announce }: CustomerGroupsDeps): CustomerGroups {
  const journal = (unit: WriteUnit, action: string, subjectId: string, name: string): Promise<void> =>
    writeDown(
      { unit, now: clock.now(), operator: onDuty() },
      { action: `customerGroups.${action}`, subject: 'customerGroup', subjectId, details: { name } },
    );

  async function announceAfter(unit: WriteUnit): Promise<void> {
    const groups = await unit.customers.groups();
    unit.afterCommit(() => {
      announce({ type: 'customerGroups', groups });
    });
  }

  return {
    add: (name) =>
      store.write(async (unit) => {
        await refuseTaken(unit, name, null);
        const groupId = await unit.customers.insertGroup(name);
        await journal(unit, 'add', groupId, name);
        await announceAfter(unit);
        return { groupId, name, customers: 0 };
      }),
    rename: (groupId, name) =>
      store.write(async (unit) => {
        const group = await findGroup(unit, groupId);
        await refuseTaken(unit, name, groupId);
        await unit.customers.renameGroup(groupId, name);
        await journal(unit, 'rename', groupId, name);
        await announceAfter(unit);
        return { ...group, name };
      }),
    remove: (groupId) =>
      store.write(async (unit) => {
        const { name } = await findGroup(unit, groupId);
        await unit.customers.removeGroup(groupId);
        await journal(unit, 'remove', groupId, name);
        await announceAfter(unit);
      }),
  };
}

/** Throws `notFound`. */
export async function findGroup(unit: WriteUnit, groupId: string): Promise<CustomerGroupRecord> {
  const group = (await unit.customers.groups()).find((one) => one.groupId === groupId);
  if (group === undefined) throw new AppError('notFound', { what: 'customerGroup', id: groupId });
  return group;
}

async function refuseTaken(unit: WriteUnit, name: string, exceptId: string | null): Promise<void> {
  const taken = await unit.customers.findGroup(name);
  if (taken !== null && taken.groupId !== exceptId)
    throw new AppError('alreadyExists', { what: 'customerGroup', id: taken.name });
}
