import type { Params } from '../../electron/contract/api.ts';
import { isoDateText, parseLocalDate } from '../../electron/contract/format/dates.ts';
import { addDays, startOfDate, zonedParts } from '../../electron/contract/format/zone.ts';
import type { IdTokenView } from '../../electron/contract/id-tokens.ts';
import { choiceOf, type CustomerChoice } from '../customers/customer-choice.ts';

/** A card as the form holds it: empty texts are nothing, `lastDay` is `2026-12-31`. */
export interface CardForm {
  idToken: string;
  label: string;
  allowed: boolean;
  lastDay: string;
  parentIdToken: string;
  note: string;
  blockedReason: string;
  customer: CustomerChoice;
  budgetWh: number | null;
  budgetMinor: number | null;
}

/** OCPP 1.6 IdToken is a CiString20. */
export const longestIdToken = 20;

export function emptyForm(idToken: string, customer: CustomerChoice = { kind: 'nobody' }): CardForm {
  return {
    ...{ idToken, label: '', allowed: true, lastDay: '', parentIdToken: '', note: '', blockedReason: '', customer },
    ...{ budgetWh: null, budgetMinor: null },
  };
}

export function formOf(card: IdTokenView, timeZone: string): CardForm {
  return {
    idToken: card.idToken,
    label: card.label,
    allowed: card.status === 'Accepted',
    lastDay: card.expiresAt === null ? '' : lastDayBefore(card.expiresAt, timeZone),
    parentIdToken: card.parentIdToken ?? '',
    note: card.note,
    blockedReason: card.blockedReason ?? '',
    customer: choiceOf(card.customerId, card.customerName),
    budgetWh: card.budgetWh,
    budgetMinor: card.budgetMinor,
  };
}

/** A card is valid through its last day: it expires at the midnight after it. Whose it is, is told by the id of a customer. */
export function cardOf(form: CardForm, timeZone: string, customerId: string | null): Params<'idTokens.add'> {
  const lastDay = parseLocalDate(form.lastDay);
  return {
    idToken: form.idToken.trim(),
    label: form.label.trim(),
    status: form.allowed ? 'Accepted' : 'Blocked',
    blockedReason: form.allowed || form.blockedReason.trim() === '' ? null : form.blockedReason.trim(),
    expiresAt: lastDay === null ? null : new Date(startOfDate(addDays(lastDay, 1), timeZone)).toISOString(),
    parentIdToken: form.parentIdToken.trim() === '' ? null : form.parentIdToken.trim(),
    note: form.note.trim(),
    customerId,
    budgetWh: form.budgetWh,
    budgetMinor: form.budgetMinor,
  };
}

function lastDayBefore(expiresAt: string, timeZone: string): string {
  return isoDateText(zonedParts(Date.parse(expiresAt) - 1, timeZone));
}

export type CardStanding = 'Accepted' | 'Blocked' | 'Expired';

/** What a station would be told of the card now. */
export function standingOf(card: IdTokenView, nowMs: number): CardStanding {
  if (card.status === 'Blocked') return 'Blocked';
  return card.expiresAt !== null && Date.parse(card.expiresAt) <= nowMs ? 'Expired' : 'Accepted';
}
