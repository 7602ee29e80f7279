import { foldForSearch } from '../../contract/format/collation.ts';
import { normalVoen } from '../../contract/format/voen.ts';
import type { CustomerRecord } from '../store/customer-records.ts';
import type { WriteUnit } from '../store/store.ts';

/** Who is known by a VÖEN or a name, as an import goes on. */
export interface CustomerRegister {
  /** By VÖEN, else by name where the other VÖEN is not known; `notClear` where it may be one of several. */
  find(customer: { readonly name: string; readonly voen?: string | undefined }): CustomerRecord | null | 'notClear';
  /** Takes in a new one, or how a known one is now. */
  keep(customer: CustomerRecord): void;
}

const pageSize = 1000;

export async function allCustomers(unit: WriteUnit): Promise<readonly CustomerRecord[]> {
  const all: CustomerRecord[] = [];
  for (;;) {
    const { rows } = await unit.customers.list({ limit: pageSize, offset: all.length });
    all.push(...rows);
    if (rows.length < pageSize) return all;
  }
}

export function createRegister(known: readonly CustomerRecord[]): CustomerRegister {
  const byId = new Map<string, CustomerRecord>();
  const idsByKey = new Map<string, Set<string>>();
  const keep = (customer: CustomerRecord): void => {
    byId.set(customer.customerId, customer);
    for (const key of keysOf(customer)) {
      const ids = idsByKey.get(key);
      if (ids === undefined) idsByKey.set(key, new Set([customer.customerId]));
      else ids.add(customer.customerId);
    }
  };
  const having = (key: string): readonly CustomerRecord[] =>
    [...(idsByKey.get(key) ?? [])].flatMap((id) => byId.get(id) ?? []);
  known.forEach(keep);

  return {
    find({ name, voen = '' }) {
      const sameVoen = voen === '' ? [] : having(voenKey(voen));
      if (sameVoen.length > 0) return theOnly(sameVoen);
      return theOnly(having(nameKey(name)).filter((one) => voen === '' || one.voen === ''));
    },
    keep,
  };
}

const voenKey = (voen: string): string => `voen ${normalVoen(voen)}`;
const nameKey = (name: string): string => `name ${foldForSearch(name.trim())}`;

function keysOf({ name, voen }: CustomerRecord): readonly string[] {
  return voen === '' ? [nameKey(name)] : [nameKey(name), voenKey(voen)];
}

function theOnly(found: readonly CustomerRecord[]): CustomerRecord | null | 'notClear' {
  const [first = null] = found;
  return found.length > 1 ? 'notClear' : first;
}
