import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentContent } from '../../../electron/contract/document-content.ts';
import { createDocuments, type Documents } from '../../../electron/service/domain/documents/documents.ts';
import { contentOf } from '../../../electron/service/domain/documents/document-view.ts';
import type { CdrRecord } from '../../../electron/service/store/book-records.ts';
import type { PaymentRecord } from '../../../electron/service/store/payment-records.ts';
import { charge, hour, noon, station, stoppedSession } from '../store/records.ts';
import { openSite, type TestSite } from './test-site.ts';

const july = { from: Date.UTC(2026, 5, 30, 20), to: Date.UTC(2026, 6, 31, 20) };
const line = (quantity: number, grossMinor: number) =>
  JSON.stringify([
    { kind: 'energy', label: '', quantity, priceE4: 3000, spans: [], grossMinor, vatMinor: 0, netMinor: grossMinor },
  ]);

let site: TestSite;
let documents: Documents;

beforeEach(async () => {
  site = await openSite();
  documents = createDocuments({ ...site, clock: site.time });
  await site.store.write((unit) => unit.stations.insert(station('CP1', { name: 'Hall' })));
  await site.business.update({ legalName: 'Gəncə Enerji MMC', voen: '1506566211' });
});

async function company(billing: 'each' | 'postpaid'): Promise<string> {
  return site.store.write((unit) =>
    unit.customers.insert({
      ...{ kind: 'company', name: 'Xəzər Taksi MMC', voen: '1401555071', contractNumber: '17', contact: '', phone: '' },
      ...{ email: '', address: '', language: 'ru', groupId: null, billing, budgetWh: null, budgetMinor: null },
      ...{ blockedReason: null, note: '', createdAt: noon, removed: false },
    }),
  );
}

/** A session of 10 kWh at 0.30 ₼ in the books. */
async function sold(change: Partial<CdrRecord> = {}): Promise<CdrRecord> {
  return site.store.write(async (unit) => {
    const sessionId = await unit.sessions.insert(stoppedSession(noon + hour, 10_000));
    return unit.cdrs.append(charge({ sessionId, grossMinor: 300, lines: line(10_000, 300), ...change }));
  });
}

async function paid(change: Partial<PaymentRecord>): Promise<PaymentRecord> {
  return site.store.write((unit) =>
    unit.payments.append({
      ...{ recordedAt: noon, postedAt: noon, period: 202607, localDay: 20260706, kind: 'payment', method: 'cash' },
      ...{ amountMinor: 300, currency: 'AZN', sessionId: null, customerId: null, saleId: null, reverses: null },
      ...{ drawerId: null, reference: '', note: '', operator: '', fiscalNumber: '', eInvoiceNumber: '' },
      ...change,
    }),
  );
}

async function closeJuly(): Promise<void> {
  site.time.set(july.to + hour);
  await site.store.write((unit) =>
    unit.months.close({ period: 202607, ...july, closedAt: july.to + hour, operator: '', totals: '{}' }),
  );
}

const content = (record: { readonly content: string }): DocumentContent => contentOf(record);

describe('a receipt', () => {
  it('tells of the session that was paid, is frozen, and is not issued twice', async () => {
    const { sessionId } = await sold();
    const { paymentId } = await paid({ sessionId });
    const receipt = await documents.issueReceipt({ paymentId }, undefined);
    expect(receipt).toMatchObject({ kind: 'receipt', series: 'Q', number: 1, grossMinor: 300, language: 'az' });
    expect(content(receipt)).toMatchObject({
      seller: { legalName: 'Gəncə Enerji MMC' },
      sessions: [{ stationName: 'Hall', energyWh: 10_000 }],
      lines: [{ service: 'energy', quantity: 10_000, priceE4: 3000, grossMinor: 300 }],
    });
    expect((await documents.issueReceipt({ paymentId }, undefined)).documentId).toBe(receipt.documentId);
    await site.business.update({ legalName: 'Another name' });
    expect((await site.store.read.documents.find(receipt.documentId))?.content).toBe(receipt.content);
  });

  it('of a refund is a paper of its own series', async () => {
    const { sessionId } = await sold();
    await paid({ sessionId });
    const refund = await paid({ sessionId, kind: 'refund', amountMinor: -100 });
    const receipt = await documents.issueReceipt({ paymentId: refund.paymentId }, undefined);
    expect(receipt).toMatchObject({ kind: 'refundReceipt', series: 'QG', grossMinor: -100 });
  });

  it('of money put into an account names no session and no VAT', async () => {
    await site.business.update({ taxRegime: 'vat' });
    const { paymentId } = await paid({ customerId: await company('each'), amountMinor: 5000 });
    const receipt = await documents.issueReceipt({ paymentId }, undefined);
    expect(receipt).toMatchObject({ grossMinor: 5000, vatMinor: null, language: 'ru' });
    expect(content(receipt).lines).toMatchObject([{ service: 'accountTopUp', grossMinor: 5000 }]);
  });

  it('of a part has the VAT inside that part, and of the whole the VAT of the bill', async () => {
    const { sessionId } = await sold({ vatRateBp: 1800, vatMinor: 46, netMinor: 254 });
    const part = await paid({ sessionId, amountMinor: 118 });
    expect(await documents.issueReceipt({ paymentId: part.paymentId }, undefined)).toMatchObject({ vatMinor: 18 });
    await paid({ sessionId, amountMinor: 182 });
    expect(await documents.issueReceipt({ sessionId }, undefined)).toMatchObject({
      ...{ grossMinor: 300, vatMinor: 46, netMinor: 254 },
    });
  });

  it('of a session nobody paid for is refused', async () => {
    const { sessionId } = await sold();
    await expect(documents.issueReceipt({ sessionId }, undefined)).rejects.toMatchObject({
      ...{ code: 'conflict', details: { reason: 'nothingPaid' } },
    });
  });
});

describe('the papers of a month', () => {
  it('sum up each service at each price, without what was taken back, in the language of the customer', async () => {
    const customerId = await company('postpaid');
    const first = await sold({ customerId, billing: 'postpaid' });
    await sold({ customerId, billing: 'postpaid' });
    await sold({ customerId, billing: 'house', grossMinor: 0, lines: '[]' });
    await sold({ customerId, billing: 'postpaid', grossMinor: null, lines: '[]' });
    const { cdrId: reverses, sessionId } = first;
    await sold({
      ...charge({ customerId, billing: 'postpaid' }),
      kind: 'credit',
      sessionId,
      reverses,
      grossMinor: -300,
      lines: line(-10_000, -300),
    });
    const invoice = await documents.issueForMonth({ kind: 'invoice', customerId, month: '2026-07' }, undefined);
    expect(invoice).toMatchObject({ kind: 'invoice', series: 'F', grossMinor: 300, language: 'ru', ...july });
    expect(content(invoice)).toMatchObject({
      buyer: { name: 'Xəzər Taksi MMC', voen: '1401555071' },
      lines: [{ quantity: 10_000, grossMinor: 300 }],
      unbilledSessions: 1,
    });
    expect(content(invoice).sessions).toHaveLength(1);
  });

  it('show a credit of an earlier month as a correction', async () => {
    const customerId = await company('postpaid');
    const { cdrId: reverses, sessionId } = await sold({ customerId, billing: 'postpaid' });
    await closeJuly();
    const august = { postedAt: july.to + hour, period: 202608, localDay: 20260801 };
    const mine = { customerId, billing: 'postpaid' as const, sessionId, ...august };
    await sold({ ...mine, kind: 'credit', reverses, grossMinor: -300, lines: line(-10_000, -300) });
    await sold({ ...mine, grossMinor: 450, lines: line(15_000, 450) });
    const statement = await documents.issueForMonth({ kind: 'statement', customerId, month: '2026-08' }, 'az');
    expect(statement.grossMinor).toBe(150);
    expect(content(statement).sessions).toMatchObject([
      { sessionId, grossMinor: -300, isCorrection: true },
      { sessionId, grossMinor: 450, isCorrection: true },
    ]);
  });

  it('are made once: the same again is given back, other figures are refused until the first is void', async () => {
    const customerId = await company('each');
    const order = { kind: 'statement' as const, customerId, month: '2026-07' };
    await sold({ customerId });
    const first = await documents.issueForMonth(order, undefined);
    expect((await documents.issueForMonth(order, undefined)).documentId).toBe(first.documentId);
    await sold({ customerId });
    await expect(documents.issueForMonth(order, undefined)).rejects.toMatchObject({
      details: { reason: 'documentStands' },
    });
    await documents.void(first.documentId, 'one session was missing');
    expect(await documents.issueForMonth(order, undefined)).toMatchObject({ number: 2, grossMinor: 600 });
  });

  it('are refused where nothing was sold, and an invoice to whom pays at once', async () => {
    const customerId = await company('each');
    const refused = (kind: 'statement' | 'invoice') =>
      documents.issueForMonth({ kind, customerId, month: '2026-07' }, undefined);
    await expect(refused('statement')).rejects.toMatchObject({ details: { reason: 'nothingToDocument' } });
    await expect(refused('invoice')).rejects.toMatchObject({ details: { reason: 'notPostpaid' } });
  });
});

describe('a document is taken back', () => {
  it('in its open month by voiding: it keeps its number, the journal says by whom and why', async () => {
    const { paymentId } = await paid({ customerId: await company('each') });
    const { documentId } = await documents.issueReceipt({ paymentId }, undefined);
    expect(await documents.void(documentId, 'wrong customer')).toMatchObject({
      number: 1,
      voidReason: 'wrong customer',
    });
    await expect(documents.void(documentId, 'again')).rejects.toMatchObject({
      details: { reason: 'alreadyTakenBack' },
    });
    expect(await documents.issueReceipt({ paymentId }, undefined)).toMatchObject({ number: 2 });
    const { rows } = await site.store.read.journal.list({ subject: 'document', limit: 10, offset: 0 });
    expect(rows.map(({ action }) => action)).toEqual(['documents.issue', 'documents.void', 'documents.issue']);
  });

  it('after its month was closed by a credit note in the open one', async () => {
    const customerId = await company('postpaid');
    await sold({ customerId, billing: 'postpaid' });
    const order = { kind: 'invoice' as const, customerId, month: '2026-07' };
    const invoice = await documents.issueForMonth(order, undefined);
    await expect(documents.issueCreditNote(invoice.documentId, 'no', undefined)).rejects.toMatchObject({
      details: { reason: 'monthOpen' },
    });
    await closeJuly();
    await expect(documents.void(invoice.documentId, 'no')).rejects.toMatchObject({
      details: { reason: 'monthClosed' },
    });
    const note = await documents.issueCreditNote(invoice.documentId, 'wrong price', undefined);
    expect(note).toMatchObject({ kind: 'creditNote', grossMinor: -300, period: 202608, reverses: invoice.documentId });
    expect(content(note).reversed).toMatchObject({ number: 'F-2026-000001', reason: 'wrong price' });
    await expect(documents.issueCreditNote(invoice.documentId, 'twice', undefined)).rejects.toMatchObject({
      details: { reason: 'alreadyTakenBack' },
    });
    expect(await documents.issueForMonth(order, undefined)).toMatchObject({ number: 2, period: 202608 });
  });
});
