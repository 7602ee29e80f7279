import type { IdTokenView } from '../../contract/id-tokens.ts';
import type { IdTokenRecord } from '../store/store.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import type { Naming } from './session-views.ts';

export function idTokenView(token: IdTokenRecord, naming: Naming): IdTokenView {
  return {
    idToken: token.idToken,
    label: token.label,
    status: token.status,
    blockedReason: token.blockedReason,
    expiresAt: isoTimeOrNull(token.expiresAt),
    parentIdToken: token.parentIdToken,
    note: token.note,
    createdAt: isoTime(token.createdAt),
    customerId: token.customerId,
    customerName: naming.customerName(token.customerId),
    budgetWh: token.budgetWh,
    budgetMinor: token.budgetMinor,
    replacedBy: token.replacedBy,
  };
}
