import { expect, test } from 'vitest';
import { defaultBusiness, loadBusiness } from '../../../electron/service/domain/business.ts';
import { openTestStore } from '../store/test-store.ts';

const told: unknown[] = [];
const announce = (change: unknown): void => {
  told.push(change);
};

test('of a business nobody described nothing is made up, and it charges no VAT', async () => {
  const business = await loadBusiness({ store: await openTestStore(), announce });
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
  const business = await loadBusiness({ store, announce });
  await business.update({ legalName: 'Gəncə Enerji MMC', voen: '1401555081' });
  const changed = await business.update({ taxRegime: 'vat' });
  expect(changed).toEqual({ ...defaultBusiness, legalName: 'Gəncə Enerji MMC', voen: '1401555081', taxRegime: 'vat' });
  expect((await loadBusiness({ store, announce })).current()).toEqual(changed);
  expect(told.at(-1)).toEqual({ type: 'told', told: { event: 'business.changed', data: changed } });
});

test('rates and costs are kept by their day, and no day has two', async () => {
  const business = await loadBusiness({ store: await openTestStore(), announce });
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
  const business = await loadBusiness({ store, announce });
  expect(business.current()).toEqual({ ...defaultBusiness, legalName: 'Bakı Şarj' });
});
