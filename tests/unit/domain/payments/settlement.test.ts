import { beforeEach, expect, test } from 'vitest';
import { type SessionDue, settleFromAccount } from '../../../../electron/service/domain/payments/settlement.ts';
import type { Store } from '../../../../electron/service/store/store.ts';
import { noon } from '../../store/records.ts';
import { openSite, type TestSite } from '../test-site.ts';
import { chargedSession } from './test-charges.ts';

const posting = { recordedAt: noon, postedAt: noon, period: 202_607, localDay: 20_260_706 };

let site: TestSite;
let store: Store;
let customerId: string;
let sessionId: string;
beforeEach(async () => {
  site = await openSite();
  store = site.store;
  await site.stations.add({ stationId: 'CP1', name: '' });
  ({ customerId } = await site.customers.add({ kind: 'person', name: 'Əli', billing: 'prepaid' }));
  await site.payments.topUp({ customerId, method: 'terminal', amountMinor: 1000 });
  sessionId = await chargedSession(store, { customerId, billing: 'prepaid' });
});

async function settle(change: Partial<SessionDue> = {}): Promise<readonly number[]> {
  const due: SessionDue = {
    ...{ sessionId, dueMinor: 300, currency: 'AZN', customerId, billing: 'prepaid', operator: '' },
    ...change,
  };
  const added = await store.write((unit) => settleFromAccount(unit, due, posting));
  return added.map(({ amountMinor }) => amountMinor);
}

test('what a prepaid or post-paid customer owes is taken from the account, once', async () => {
  expect(await settle()).toEqual([300]);
  expect(await settle()).toEqual([]);
  expect(await store.read.payments.balance(customerId)).toBe(700);
  expect(await store.read.payments.paidFor([sessionId])).toEqual(new Map([[sessionId, 300]]));
});

test('a bill that changes takes or gives back the difference, and one that is taken back all of it', async () => {
  await settle();
  expect(await settle({ dueMinor: 350 })).toEqual([50]);
  expect(await settle({ dueMinor: 120 })).toEqual([-230]);
  expect(await settle({ dueMinor: 0 })).toEqual([-120]);
  expect(await store.read.payments.balance(customerId)).toBe(1000);
});

test('what was paid at the desk is not taken a second time', async () => {
  await site.payments.add({ sessionId, payments: [{ method: 'terminal', amountMinor: 100 }] });
  expect(await settle()).toEqual([200]);
});

test('whoever pays each session by itself, and the house, are not settled', async () => {
  expect(await settle({ billing: 'each' })).toEqual([]);
  expect(await settle({ billing: 'house', dueMinor: 0 })).toEqual([]);
  expect(await settle({ customerId: null, billing: 'each' })).toEqual([]);
});

test('where a session turns out to be of another customer, the first one gets it back', async () => {
  await settle();
  const other = await site.customers.add({ kind: 'company', name: 'Xəzər MMC', billing: 'postpaid' });
  expect(await settle({ customerId: other.customerId, billing: 'postpaid' })).toEqual([-300, 300]);
  expect(await store.read.payments.balance(customerId)).toBe(1000);
  expect(await store.read.payments.balance(other.customerId)).toBe(-300);
});

test('what a sale did not cover is borne by the house, not by the customer', async () => {
  await store.write(async (unit) => {
    await unit.sales.insert({
      ...{ stationId: 'CP1', evseId: 1, idToken: 'KONSOL', limitWh: null, limitMinor: 290, currency: 'AZN' },
      ...{ state: 'charging', failure: null, sessionId, createdAt: noon, endedAt: null, operator: '' },
    });
    await unit.payments.append({
      ...{ ...posting, kind: 'payment', method: 'cash', amountMinor: 290, currency: 'AZN', sessionId: null },
      ...{ customerId: null, saleId: '1', reverses: null, drawerId: null, reference: '', note: '', operator: '' },
      ...{ fiscalNumber: '', eInvoiceNumber: '' },
    });
  });
  expect(await settle()).toEqual([10]);
  const [, borne] = await store.read.payments.ofSession(sessionId);
  expect(borne).toMatchObject({ method: 'free', amountMinor: 10, saleId: '1' });
  expect(await settle({ dueMinor: 250 })).toEqual([-10]);
  expect(await store.read.payments.balance(customerId)).toBe(1000);
});
