import type { CustomerView } from '../../contract/customers.ts';
import type { CustomerRecord } from '../store/customer-records.ts';
import { isoTime } from './iso-time.ts';
import type { Naming } from './session-views.ts';

export function customerView(customer: CustomerRecord, naming: Naming): CustomerView {
  const { createdAt, groupId } = customer;
  return { ...customer, groupName: naming.customerGroupName(groupId), createdAt: isoTime(createdAt) };
}
