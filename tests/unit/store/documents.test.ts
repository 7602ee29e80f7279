import { describe, expect, it } from 'vitest';
import type { NewDocument } from '../../../electron/service/store/document-records.ts';
import type { Store } from '../../../electron/service/store/store.ts';
import { noon } from './records.ts';
import { openTestStore } from './test-store.ts';

function document(change: Partial<NewDocument> = {}): NewDocument {
  return {
    kind: 'receipt',
    series: 'Q',
    year: 2026,
    recordedAt: noon,
    postedAt: noon,
    period: 202607,
    localDay: 20260706,
    customerId: null,
    sessionId: null,
    paymentId: null,
    from: null,
    to: null,
    reverses: null,
    language: 'az',
    currency: 'AZN',
    grossMinor: 320,
    vatMinor: null,
    netMinor: null,
    content: '{"title":"Hesab-qəbz"}',
    operator: 'Aygün',
    ...change,
  };
}

const append = (store: Store, change: Partial<NewDocument> = {}) =>
  store.write((unit) => unit.documents.append(document(change)));

const page = { limit: 50, offset: 0 };

describe('the number of a document', () => {
  it('counts without a gap, however many are made at once', async () => {
    const store = await openTestStore();
    const made = await Promise.all(Array.from({ length: 40 }, () => append(store)));
    expect(made.map(({ number }) => number).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it('is given back by a unit of work that is undone', async () => {
    const store = await openTestStore();
    await append(store);
    const undone = store.write(async (unit) => {
      await unit.documents.append(document());
      throw new Error('the printer is on fire');
    });
    const [, next] = await Promise.allSettled([undone, append(store)]);
    expect(next).toMatchObject({ status: 'fulfilled', value: { number: 2 } });
  });

  it('starts anew with every series and every year', async () => {
    const store = await openTestStore();
    await append(store);
    expect(await append(store, { series: 'F', kind: 'invoice' })).toMatchObject({ number: 1 });
    expect(await append(store, { year: 2027 })).toMatchObject({ number: 1 });
    expect(await append(store)).toMatchObject({ number: 2 });
  });
});

describe('a document', () => {
  it('is read as it was added, bound to the one before', async () => {
    const store = await openTestStore();
    const first = await append(store);
    const second = await append(store, { vatMinor: 49, netMinor: 271 });
    expect(await store.read.documents.find(second.documentId)).toEqual(second);
    expect(second.prevHash).toBe(first.hash);
    expect(await store.read.documents.find('nonsense')).toBeNull();
  });

  it('that is voided keeps its number, and is voided once', async () => {
    const store = await openTestStore();
    const { documentId } = await append(store);
    const by = { voidedAt: noon + 1, voidedBy: 'Aygün', voidReason: 'wrong payment' };
    await store.write((unit) => unit.documents.void(documentId, by));
    expect(await store.read.documents.find(documentId)).toMatchObject({ number: 1, ...by });
    expect(await append(store)).toMatchObject({ number: 2 });
    await expect(store.write((unit) => unit.documents.void(documentId, by))).rejects.toThrow();
  });

  it('is found by its number, its kind, its day and what it belongs to, the newest first', async () => {
    const store = await openTestStore();
    await append(store);
    await append(store, { kind: 'statement', series: 'H', postedAt: noon + 1000 });
    const found = async (query: object) =>
      (await store.read.documents.list({ ...page, ...query })).rows.map(({ documentId }) => documentId);
    expect(await found({})).toEqual(['2', '1']);
    expect(await found({ kind: 'statement' })).toEqual(['2']);
    expect(await found({ search: 'q-2026-000001' })).toEqual(['1']);
    expect(await found({ from: noon, to: noon + 1000 })).toEqual(['1']);
    expect(await found({ sessionId: '7' })).toEqual([]);
  });

  it('that takes another one back is found from it until it is voided', async () => {
    const store = await openTestStore();
    const invoice = await append(store, { kind: 'invoice', series: 'F' });
    const note = await append(store, { kind: 'creditNote', series: 'D', reverses: invoice.documentId });
    expect(await store.read.documents.reversalOf(invoice.documentId)).toEqual(note);
    await store.write((unit) =>
      unit.documents.void(note.documentId, { voidedAt: noon, voidedBy: '', voidReason: 'no' }),
    );
    expect(await store.read.documents.reversalOf(invoice.documentId)).toBeNull();
  });

  it('is read in order of posting for a report', async () => {
    const store = await openTestStore();
    await append(store, { postedAt: noon + 5 });
    await append(store, { postedAt: noon + 1 });
    const ids: string[] = [];
    for await (const { documentId } of store.read.documents.postedBetween(noon, noon + 6)) ids.push(documentId);
    expect(ids).toEqual(['2', '1']);
  });
});
