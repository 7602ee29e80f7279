import { beforeEach, describe, expect, test } from 'vitest';
import { openSite, type TestSite } from '../test-site.ts';
import { chargedSession } from './test-charges.ts';

let site: TestSite;
beforeEach(async () => {
  site = await openSite();
  await site.stations.add({ stationId: 'CP1', name: '' });
  await site.operators.add('Aysel', true);
});

const reasonOf = (reason: string) => ({ code: 'conflict', details: { reason } });

describe('a session of 3,00 ₼', () => {
  let sessionId: string;
  beforeEach(async () => {
    sessionId = await chargedSession(site.store);
  });

  test('is paid in parts and by several methods at once', async () => {
    const part = await site.payments.add({ sessionId, payments: [{ method: 'terminal', amountMinor: 100 }] });
    expect(part).toMatchObject({ dueMinor: 300, paidMinor: 100, leftMinor: 200, status: 'partial' });
    const whole = await site.payments.add({
      sessionId,
      payments: [
        { method: 'qr', amountMinor: 150, reference: 'm10 77' },
        { method: 'bankTransfer', amountMinor: 50, eInvoiceNumber: 'EQ 5' },
      ],
    });
    expect(whole).toMatchObject({ paidMinor: 300, leftMinor: 0, status: 'paid' });
    expect(whole.payments.map(({ method, operator }) => [method, operator])).toEqual([
      ['terminal', 'Aysel'],
      ['qr', 'Aysel'],
      ['bankTransfer', 'Aysel'],
    ]);
  });

  test('never takes more than is left, and then none of several', async () => {
    const payments = [
      { method: 'terminal', amountMinor: 200 },
      { method: 'qr', amountMinor: 101 },
    ] as const;
    await expect(site.payments.add({ sessionId, payments })).rejects.toMatchObject(reasonOf('tooMuch'));
    expect(await site.store.read.payments.ofSession(sessionId)).toEqual([]);
  });

  test('takes cash into the open drawer only', async () => {
    const payments = [{ method: 'cash', amountMinor: 300 }] as const;
    await expect(site.payments.add({ sessionId, payments })).rejects.toMatchObject(reasonOf('drawerClosed'));
    const { drawerId } = await site.drawer.open(1000);
    await site.payments.add({ sessionId, payments });
    expect(await site.store.read.drawers.expected(drawerId)).toBe(1300);
  });

  test('is refunded by a reversing entry with a reason, never beyond what was paid', async () => {
    const paid = await site.payments.add({ sessionId, payments: [{ method: 'terminal', amountMinor: 300 }] });
    const paymentId = paid.payments[0]?.paymentId ?? '';
    const refund = await site.payments.refund({ paymentId, amountMinor: 200, reason: 'Yanlış məbləğ' });
    expect(refund).toMatchObject({ kind: 'refund', method: 'terminal', amountMinor: -200, reverses: paymentId });
    const more = { paymentId, amountMinor: 101, reason: 'x' };
    await expect(site.payments.refund(more)).rejects.toMatchObject(reasonOf('refundTooHigh'));
    const ofRefund = { paymentId: refund.paymentId, amountMinor: 1, reason: 'x' };
    await expect(site.payments.refund(ofRefund)).rejects.toMatchObject(reasonOf('settledByItself'));
    expect((await site.store.read.payments.paidFor([sessionId])).get(sessionId)).toBe(100);
    const { rows } = await site.store.read.journal.list({ limit: 10, offset: 0, subject: 'payment' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: 'payments.refund', operator: 'Aysel', subjectId: paymentId });
    expect(JSON.parse(rows[0]?.details ?? '')).toMatchObject({ amountMinor: 200, reason: 'Yanlış məbləğ' });
  });

  test('what came in by card goes out in cash only from an open drawer', async () => {
    const paid = await site.payments.add({ sessionId, payments: [{ method: 'terminal', amountMinor: 300 }] });
    const refund = {
      paymentId: paid.payments[0]?.paymentId ?? '',
      amountMinor: 300,
      method: 'cash',
      reason: 'x',
    } as const;
    await expect(site.payments.refund(refund)).rejects.toMatchObject(reasonOf('drawerClosed'));
    const { drawerId } = await site.drawer.open(1000);
    await site.payments.refund(refund);
    expect(await site.store.read.drawers.expected(drawerId)).toBe(700);
  });

  test('gets its fiscal number later, and the journal keeps what stood there before', async () => {
    const paid = await site.payments.add({
      sessionId,
      payments: [{ method: 'terminal', amountMinor: 300, fiscalNumber: 'FK-1' }],
    });
    const paymentId = paid.payments[0]?.paymentId ?? '';
    const changed = await site.payments.setNumbers({ paymentId, fiscalNumber: 'FK-2' });
    expect(changed).toMatchObject({ fiscalNumber: 'FK-2', eInvoiceNumber: '' });
    const { rows } = await site.store.read.journal.list({ limit: 1, offset: 0 });
    expect(rows[0]).toMatchObject({ action: 'payments.setNumbers', subjectId: paymentId });
    expect(JSON.parse(rows[0]?.details ?? '')).toMatchObject({
      before: { fiscalNumber: 'FK-1' },
      after: { fiscalNumber: 'FK-2' },
    });
  });
});

test('a session whose price is not known can not be paid', async () => {
  const sessionId = await chargedSession(site.store, { grossMinor: null });
  const payments = [{ method: 'terminal', amountMinor: 1 }] as const;
  await expect(site.payments.add({ sessionId, payments })).rejects.toMatchObject(reasonOf('notBilled'));
  await expect(site.payments.add({ sessionId: '99', payments })).rejects.toMatchObject({ code: 'notFound' });
});

test('money goes into an account and out again', async () => {
  const { customerId } = await site.customers.add({ kind: 'person', name: 'Əli', billing: 'prepaid' });
  const { paymentId } = await site.payments.topUp({ customerId, method: 'terminal', amountMinor: 5000 });
  expect(await site.store.read.payments.balance(customerId)).toBe(5000);
  await site.payments.refund({ paymentId, amountMinor: 2000, reason: 'Yanlış hesab' });
  expect(await site.store.read.payments.balance(customerId)).toBe(3000);
  const payment = { customerId: '99', method: 'terminal', amountMinor: 1 } as const;
  await expect(site.payments.topUp(payment)).rejects.toMatchObject({ code: 'notFound' });
});

describe('the cash drawer', () => {
  test('is opened by a count, moved with reasons and closed by a count; the difference stays', async () => {
    await site.drawer.open(5000);
    await expect(site.drawer.open(0)).rejects.toMatchObject(reasonOf('drawerOpen'));
    await site.drawer.move(-1500, 'Banka');
    const moved = await site.drawer.move(200, 'Xırda pul');
    expect(moved).toMatchObject({ expectedMinor: 3700, closedAt: null });
    expect(moved.movements.map(({ amountMinor, reason }) => [amountMinor, reason])).toEqual([
      [-1500, 'Banka'],
      [200, 'Xırda pul'],
    ]);
    const closed = await site.drawer.close(3690, '10 qəpik çatmır');
    expect(closed).toMatchObject({
      countedMinor: 3690,
      expectedMinor: 3700,
      closedBy: 'Aysel',
      note: '10 qəpik çatmır',
    });
    await expect(site.drawer.move(1, 'x')).rejects.toMatchObject(reasonOf('drawerClosed'));
    await expect(site.drawer.close(0, '')).rejects.toMatchObject(reasonOf('drawerClosed'));
    const { rows } = await site.store.read.journal.list({ limit: 10, offset: 0, subject: 'drawer' });
    expect(rows.map(({ action }) => action)).toEqual(['drawer.close', 'drawer.move', 'drawer.move', 'drawer.open']);
  });

  test('tells consoles how it stands after each payment', async () => {
    const sessionId = await chargedSession(site.store);
    await site.drawer.open(0);
    await site.payments.add({ sessionId, payments: [{ method: 'cash', amountMinor: 300 }] });
    const told = site.changes.flatMap((change) =>
      change.type === 'told' && change.told.event === 'drawer.changed' ? [change.told.data?.expectedMinor] : [],
    );
    expect(told).toEqual([0, 300]);
  });
});
