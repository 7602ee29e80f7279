import { instantOf } from '../../../contract/format/zone.ts';
import type { DocumentContent } from '../../../contract/document-content.ts';
import { AppError } from '../../../contract/errors.ts';
import type { CdrRecord } from '../../store/book-records.ts';
import { monthOf } from '../calendar-month.ts';
import { documentLines, sumOf } from './document-lines.ts';
import { buyerOf, documentNames, type DocumentUnit, sessionOf } from './document-unit.ts';
import { blankContent, type Draft } from './drafts.ts';

export interface MonthOrder {
  readonly kind: 'statement' | 'invoice' | 'act';
  readonly customerId: string;
  /** `2026-07`. */
  readonly month: string;
}

/** What a customer's sessions came to that were posted in a month, credits and late ones with them. */
export async function monthDraft(du: DocumentUnit, { kind, customerId, month }: MonthOrder): Promise<Draft> {
  const customer = await du.unit.customers.find(customerId);
  if (customer === null) throw new AppError('notFound', { what: 'customer', id: customerId });
  if (kind === 'invoice' && customer.billing !== 'postpaid') throw new AppError('conflict', { reason: 'notPostpaid' });
  const period = periodOf(month, du.settings.timeZone);
  const posted = await postedFor(du, customerId, period, kind);
  const billed = posted.filter(({ grossMinor }) => grossMinor !== null);
  const lines = documentLines(billed);
  if (lines.length === 0) throw new AppError('conflict', { reason: 'nothingToDocument' });
  const { grossMinor, vatMinor } = sumOf(lines);
  const showsVat = lines.some(({ vatRateBp }) => vatRateBp !== null);
  const content: DocumentContent = {
    ...blankContent(du),
    buyer: buyerOf(customer),
    showsVat,
    lines,
    sessions: await sessionsOf(du, billed),
    unbilledSessions: posted.length - billed.length,
  };
  return {
    ...{ kind, content, customer, period, grossMinor },
    sessionId: null,
    paymentId: null,
    reverses: null,
    currency: currencyOf(billed, du),
    vatMinor: showsVat ? vatMinor : null,
  };
}

function periodOf(month: string, timeZone: string): { readonly from: number; readonly to: number } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return monthOf(instantOf({ year, month: number, day: 15, hour: 12, minute: 0, second: 0 }, timeZone), timeZone);
}

/** An invoice asks for what is paid by the month; a statement and an act tell of every session that was sold. */
async function postedFor(
  { unit }: DocumentUnit,
  customerId: string,
  { from, to }: { readonly from: number; readonly to: number },
  kind: MonthOrder['kind'],
): Promise<readonly CdrRecord[]> {
  const posted = await unit.cdrs.ofCustomer(customerId, from, to);
  return posted.filter(({ billing }) => (kind === 'invoice' ? billing === 'postpaid' : billing !== 'house'));
}

/** One row for each session; a charge and the credit that takes it back in the same month are none. */
async function sessionsOf(du: DocumentUnit, cdrs: readonly CdrRecord[]): Promise<DocumentContent['sessions']> {
  const here = new Set(cdrs.map(({ cdrId }) => cdrId));
  const takenBack = new Set(cdrs.map(({ reverses }) => reverses).filter((id) => id !== null && here.has(id)));
  const standing = cdrs.filter(
    ({ cdrId, reverses }) => !takenBack.has(cdrId) && (reverses === null || !here.has(reverses)),
  );
  const corrected = new Set(standing.filter(({ kind }) => kind === 'credit').map(({ sessionId }) => sessionId));
  const rows: DocumentContent['sessions'][number][] = [];
  const names = documentNames(du);
  for (const cdr of standing) rows.push(await sessionOf(names, cdr, corrected.has(cdr.sessionId)));
  return rows;
}

/** Bills in another currency than the first are a month of another document; a site has one. */
function currencyOf(cdrs: readonly CdrRecord[], { settings }: DocumentUnit): string {
  return cdrs[0]?.currency ?? settings.currency;
}
