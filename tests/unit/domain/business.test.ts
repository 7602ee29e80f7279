import { expect, test } from 'vitest';
import { defaultBusiness, loadBusiness } from '../../../electron/service/domain/business.ts';
import { noon } from '../store/records.ts';
import { openTestStore } from '../store/test-store.ts';

const told: unknown[] = [];
const announce = (change: unknown): void => {
  told.push(change);
};

const who = { announce, clock: { now: () => noon }, onDuty: () => 'Aygün' };

test('of a business nobody described nothing is made up, and it charges no VAT', async () => {
  const business = await loadBusiness({ ...who, store: await openTestStore() });
  expect(business.current()).toMatchObject({
    legalName: '',
    voen: '',
    iban: '',
    electricityCosts: [],
    taxRegime: 'none',
  });
});

test('a change keeps what it does not name, is on disk when it returns, and is told', async () => {
  const store = await openTestStore();
  const business = await loadBusiness({ ...who, store });
  await business.update({ legalName: 'Gəncə Enerji MMC', voen: '1401555081' });
  const changed = await business.update({ taxRegime: 'vat' });
  expect(changed).toEqual({ ...defaultBusiness, legalName: 'Gəncə Enerji MMC', voen: '1401555081', taxRegime: 'vat' });
  expect((await loadBusiness({ ...who, store })).current()).toEqual(changed);
  expect(told.at(-1)).toEqual({ type: 'told', told: { event: 'business.changed', data: changed } });
});

test('rates and costs are kept by their day, and no day has two', async () => {
  const business = await loadBusiness({ ...who, store: await openTestStore() });
  const later = { from: '2026-01-01', perKwhE4: 1250, fixedPerMonthMinor: 300 };
  const earlier = { from: '2025-01-02', perKwhE4: 1250, fixedPerMonthMinor: 0 };
  await business.update({ electricityCosts: [later, earlier] });
  expect(business.current().electricityCosts).toEqual([earlier, later]);
  await expect(business.update({ electricityCosts: [later, later] })).rejects.toMatchObject({
    code: 'invalidInput',
    details: { faults: [{ path: 'electricityCosts', message: 'the same day twice' }] },
  });
});

test('a stored field that is not allowed counts as never set', async () => {
  const store = await openTestStore();
  await store.write((unit) =>
    unit.settings.set('business', JSON.stringify({ legalName: 'Bakı Şarj', taxRegime: 'flat', vatRates: 'none' })),
  );
  const business = await loadBusiness({ ...who, store });
  expect(business.current()).toEqual({ ...defaultBusiness, legalName: 'Bakı Şarj' });
});

test('the journal keeps what was changed, as it was and as it is, and by whom', async () => {
  const store = await openTestStore();
  const business = await loadBusiness({ ...who, store });
  await business.update({ legalName: 'Bakı Şarj', taxRegime: 'vat' });
  await business.update({ legalName: 'Bakı Şarj', taxRegime: 'none' });
  await business.update({ legalName: 'Bakı Şarj' });
  const { rows } = await store.read.journal.list({ limit: 10, offset: 0 });
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ action: 'business.update', subject: 'business', operator: 'Aygün' });
  expect(JSON.parse(rows[0]?.details ?? '')).toEqual({ before: { taxRegime: 'vat' }, after: { taxRegime: 'none' } });
});
