import { expect, test } from 'vitest';
import type { DrawerRecord, PaymentRecord, SaleRecord } from '../../../electron/service/store/payment-records.ts';
import type { Store, WriteUnit } from '../../../electron/service/store/store.ts';
import { hour, noon, stoppedSession } from './records.ts';
import { openStoreWithStation, openTestStore } from './test-store.ts';

type NewPayment = Parameters<WriteUnit['payments']['append']>[0];

function payment(change: Partial<PaymentRecord> = {}): NewPayment {
  return {
    recordedAt: noon,
    postedAt: noon,
    period: 202_607,
    localDay: 20_260_706,
    kind: 'payment',
    method: 'terminal',
    amountMinor: 500,
    currency: 'AZN',
    sessionId: null,
    customerId: null,
    saleId: null,
    reverses: null,
    drawerId: null,
    reference: 'SLIP 12',
    note: '',
    operator: 'Aysel',
    fiscalNumber: '',
    eInvoiceNumber: '',
    ...change,
  };
}

const sale: Omit<SaleRecord, 'saleId'> = {
  stationId: 'CP1',
  evseId: 2,
  idToken: 'KONSOL',
  limitWh: null,
  limitMinor: 2000,
  currency: 'AZN',
  state: 'starting',
  failure: null,
  sessionId: null,
  createdAt: noon,
  endedAt: null,
  operator: 'Aysel',
};

const drawer: Omit<DrawerRecord, 'drawerId'> = {
  currency: 'AZN',
  openedAt: noon,
  openedBy: 'Aysel',
  openingMinor: 1000,
  closedAt: null,
  closedBy: null,
  countedMinor: null,
  expectedMinor: null,
  note: '',
};

function append(store: Store, ...payments: readonly NewPayment[]): Promise<readonly PaymentRecord[]> {
  return store.write(async (unit) => {
    const added: PaymentRecord[] = [];
    for (const one of payments) added.push(await unit.payments.append(one));
    return added;
  });
}

test('payments are numbered and each is bound to the one before', async () => {
  const store = await openTestStore();
  const [one, two] = await append(store, payment(), payment({ amountMinor: 700 }));
  expect([one?.paymentId, two?.paymentId]).toEqual(['1', '2']);
  expect(two?.prevHash).toBe(one?.hash);
  expect(await store.read.payments.find('2')).toEqual(two);
  expect(await store.read.payments.find('nonsense')).toBeNull();
});

test('a payment never changes, except for the numbers that are known later', async () => {
  const store = await openTestStore();
  await append(store, payment());
  await store.write((unit) => unit.payments.setNumbers('1', { fiscalNumber: 'FK-9' }));
  await store.write((unit) => unit.payments.setNumbers('1', { eInvoiceNumber: 'EQ-3' }));
  expect(await store.read.payments.find('1')).toMatchObject({ fiscalNumber: 'FK-9', eInvoiceNumber: 'EQ-3' });
  const { hash } = (await store.read.payments.find('1')) ?? {};
  const [second] = await append(store, payment());
  expect(second?.prevHash).toBe(hash);
});

test('what was paid for a session counts what its sale brought in, refunds taken off', async () => {
  const store = await openStoreWithStation();
  const { sessionId, other, saleId } = await store.write(async (unit) => {
    const id = await unit.sessions.insert(stoppedSession(noon, 9000));
    const otherId = await unit.sessions.insert(stoppedSession(noon, 1000));
    const soldId = await unit.sales.insert({ ...sale, sessionId: id });
    return { sessionId: id, other: otherId, saleId: soldId };
  });
  await append(
    store,
    payment({ saleId, amountMinor: 2000 }),
    payment({ sessionId, amountMinor: 150 }),
    payment({ saleId, amountMinor: -340, kind: 'refund', reverses: '1' }),
    payment({ amountMinor: 9999 }),
  );
  expect(await store.read.payments.paidFor([sessionId, other])).toEqual(new Map([[sessionId, 1810]]));
  expect((await store.read.payments.ofSession(sessionId)).map((row) => row.paymentId)).toEqual(['1', '2', '3']);
  expect((await store.read.payments.ofSale(saleId)).map((row) => row.paymentId)).toEqual(['1', '3']);
  expect(await store.read.payments.refunded('1')).toBe(340);
  expect(await store.read.payments.refundedOf(['1', '2'])).toEqual(new Map([['1', 340]]));
});

test('an account holds what was put in less what sessions took', async () => {
  const store = await openStoreWithStation();
  const { sessionId, customerId } = await store.write(async (unit) => ({
    sessionId: await unit.sessions.insert(stoppedSession(noon, 9000)),
    customerId: await unit.customers.insert({
      ...{ kind: 'person', name: 'Əli', voen: '', contractNumber: '', contact: '', phone: '', email: '' },
      ...{ address: '', language: null, groupId: null, billing: 'prepaid', budgetWh: null, budgetMinor: null },
      ...{ blockedReason: null, note: '', createdAt: noon, removed: false },
    }),
  }));
  expect(await store.read.payments.balance(customerId)).toBe(0);
  await append(
    store,
    payment({ customerId, amountMinor: 5000 }),
    payment({ customerId, sessionId, method: 'account', amountMinor: 1200 }),
    payment({ customerId, sessionId, method: 'cash', amountMinor: 300 }),
  );
  expect(await store.read.payments.balance(customerId)).toBe(3800);
});

test('payments are found by their numbers and listed newest first', async () => {
  const store = await openTestStore();
  await append(
    store,
    payment({ reference: 'SLIP 100%' }),
    payment({ reference: 'SLIP 1001', postedAt: noon + hour }),
    payment({ method: 'qr', fiscalNumber: 'FK-77', postedAt: noon + 2 * hour }),
  );
  const ids = async (query: object): Promise<readonly string[]> =>
    (await store.read.payments.list({ limit: 10, offset: 0, ...query })).rows.map((row) => row.paymentId);
  expect(await ids({})).toEqual(['3', '2', '1']);
  expect(await ids({ search: '100%' })).toEqual(['1']);
  expect(await ids({ search: 'fk-77' })).toEqual(['3']);
  expect(await ids({ method: 'qr' })).toEqual(['3']);
  expect(await ids({ from: noon + 1, to: noon + 2 * hour })).toEqual(['2']);
  const posted: string[] = [];
  for await (const row of store.read.payments.postedBetween(noon, noon + 2 * hour)) posted.push(row.paymentId);
  expect(posted).toEqual(['1', '2']);
  expect(await store.read.payments.takenBetween(noon, noon + hour + 1)).toEqual([
    { method: 'terminal', currency: 'AZN', amountMinor: 1000, payments: 2 },
  ]);
});

test('a drawer should hold its opening, its cash and its movements; only one is open', async () => {
  const store = await openTestStore();
  const drawerId = await store.write((unit) => unit.drawers.insert(drawer));
  await expect(store.write((unit) => unit.drawers.insert(drawer))).rejects.toThrow('UNIQUE');
  await append(store, payment({ method: 'cash', amountMinor: 700, drawerId }));
  await store.write((unit) =>
    unit.drawers.move({ drawerId, at: noon, amountMinor: -200, reason: 'Su', operator: 'Aysel' }),
  );
  expect(await store.read.drawers.expected(drawerId)).toBe(1500);
  expect(await store.read.drawers.movements(drawerId)).toEqual([
    { movementId: '1', drawerId, at: noon, amountMinor: -200, reason: 'Su', operator: 'Aysel' },
  ]);
  expect(await store.read.drawers.open()).toEqual({ ...drawer, drawerId });
});

test('a closed drawer never changes, and another may be opened', async () => {
  const store = await openTestStore();
  const closing = {
    closedAt: noon + hour,
    closedBy: 'Vüqar',
    countedMinor: 990,
    expectedMinor: 1000,
    note: '10 qəpik',
  };
  const drawerId = await store.write((unit) => unit.drawers.insert(drawer));
  await store.write((unit) => unit.drawers.close(drawerId, closing));
  await expect(store.write((unit) => unit.drawers.close(drawerId, closing))).rejects.toThrow('never changes');
  expect(await store.read.drawers.open()).toBeNull();
  expect(await store.read.drawers.find(drawerId)).toEqual({ ...drawer, ...closing, drawerId });
  await store.write((unit) => unit.drawers.insert({ ...drawer, openedAt: noon + 2 * hour }));
  expect((await store.read.drawers.list({ limit: 10, offset: 0 })).rows.map((row) => row.drawerId)).toEqual(['2', '1']);
});

test('a sale is open until it ends, and is found by what may start for it', async () => {
  const store = await openStoreWithStation();
  const saleId = await store.write((unit) => unit.sales.insert(sale));
  const start = { stationId: 'cp1', evseId: 2, idToken: 'konsol', since: noon };
  expect(await store.read.sales.startable(start)).toEqual({ ...sale, saleId });
  expect(await store.read.sales.startable({ ...start, since: noon + 1 })).toBeNull();
  expect(await store.read.sales.startable({ ...start, evseId: 1 })).toBeNull();
  const sessionId = await store.write(async (unit) => {
    const id = await unit.sessions.insert(stoppedSession(noon, 9000));
    await unit.sales.update(saleId, { state: 'charging', sessionId: id });
    return id;
  });
  expect(await store.read.sales.startable(start)).toBeNull();
  expect((await store.read.sales.ofSession(sessionId))?.saleId).toBe(saleId);
  expect(await store.read.sales.openOnEvse('CP1', 2)).toHaveLength(1);
  await store.write((unit) => unit.sales.update(saleId, { state: 'ended', endedAt: noon + hour }));
  expect(await store.read.sales.open()).toEqual([]);
  expect((await store.read.sales.list({ limit: 10, offset: 0 })).total).toBe(1);
});

test('operators stay in the order they came, also when they left', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    const id = await unit.operators.insert({ name: 'Aysel', retired: false, createdAt: noon });
    await unit.operators.insert({ name: 'Vüqar', retired: false, createdAt: noon });
    await unit.operators.update(id, { retired: true });
    await unit.operators.update(id, { name: 'Aysel M.' });
  });
  expect((await store.read.operators.list()).map(({ name, retired }) => [name, retired])).toEqual([
    ['Aysel M.', true],
    ['Vüqar', false],
  ]);
});
