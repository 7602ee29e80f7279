import type { Params } from '../../electron/contract/api.ts';
import type { CustomerView } from '../../electron/contract/customers.ts';

/** A customer as the form holds it. */
export type CustomerForm = { -readonly [Field in keyof Required<Params<'customers.add'>>]: Told[Field] };

type Told = Omit<CustomerView, 'customerId' | 'groupName' | 'blockedReason' | 'createdAt' | 'removed'>;

export function emptyCustomer(): CustomerForm {
  return {
    ...{ kind: 'company', name: '', voen: '', contractNumber: '', contact: '', phone: '', email: '', address: '' },
    ...{ language: null, groupId: null, billing: 'each', budgetWh: null, budgetMinor: null, note: '' },
  };
}

export function formOfCustomer(customer: CustomerView): CustomerForm {
  const { kind, name, voen, contractNumber, contact, phone, email, address } = customer;
  const { language, groupId, billing, budgetWh, budgetMinor, note } = customer;
  return {
    ...{ kind, name, voen, contractNumber, contact, phone, email, address },
    ...{ language, groupId, billing, budgetWh, budgetMinor, note },
  };
}
