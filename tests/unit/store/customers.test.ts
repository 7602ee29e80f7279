import { describe, expect, test } from 'vitest';
import type { CustomerQuery, CustomerRecord } from '../../../electron/service/store/customer-records.ts';
import type { Store } from '../../../electron/service/store/store.ts';
import { customer, idToken, noon } from './records.ts';
import { openTestStore } from './test-store.ts';

const add = (store: Store, change: Partial<CustomerRecord> = {}): Promise<string> =>
  store.write((unit) => unit.customers.insert(customer(change)));

const names = async (store: Store, query: Partial<CustomerQuery> = {}): Promise<readonly string[]> =>
  (await store.read.customers.list({ limit: 100, offset: 0, ...query })).rows.map(({ name }) => name);

describe('customers', () => {
  test('are kept as they were told', async () => {
    const store = await openTestStore();
    const groupId = await store.write((unit) => unit.customers.insertGroup('Taksi'));
    const told = customer({ name: 'Kəpəz MMC', kind: 'company', voen: '1506566211', groupId, language: 'ru' });
    const customerId = await add(store, told);
    expect(await store.read.customers.find(customerId)).toEqual({ ...told, customerId });
    const change = { billing: 'prepaid', budgetWh: 200_000, blockedReason: 'borc', groupId: null } as const;
    await store.write((unit) => unit.customers.update(customerId, change));
    expect(await store.read.customers.find(customerId)).toEqual({ ...told, ...change, customerId });
    expect(await store.read.customers.find('99')).toBeNull();
  });

  test('are found by whatever is written of them, without case and accents, also after a change', async () => {
    const store = await openTestStore();
    const first = await add(store, { name: 'Çinar Şirkəti', voen: '1506566211', contact: 'Əli', phone: '+994 50' });
    await add(store, { name: 'Алёна', contractNumber: 'M-7/2026', email: 'a@b.az', note: 'gecə' });
    expect(await names(store, { search: 'cinar sirketi' })).toEqual(['Çinar Şirkəti']);
    expect(await names(store, { search: '650656' })).toEqual([]);
    expect(await names(store, { search: '65662' })).toEqual(['Çinar Şirkəti']);
    expect(await names(store, { search: 'ƏLİ' })).toEqual(['Çinar Şirkəti']);
    expect(await names(store, { search: 'алена' })).toEqual(['Алёна']);
    expect(await names(store, { search: 'm-7' })).toEqual(['Алёна']);
    expect(await names(store, { search: 'GECE' })).toEqual(['Алёна']);
    expect(await names(store, { search: '%' })).toEqual([]);
    await store.write((unit) => unit.customers.update(first, { name: 'Palıd' }));
    expect(await names(store, { search: 'cinar' })).toEqual([]);
    expect(await names(store, { search: 'palid' })).toEqual(['Palıd']);
  });

  test('are listed by name, by kind and group, without those that were removed', async () => {
    const store = await openTestStore();
    const groupId = await store.write((unit) => unit.customers.insertGroup('Kuryerlər'));
    await add(store, { name: 'Vüsal', groupId });
    await add(store, { name: 'Əsgər' });
    await add(store, { name: 'Aras MMC', kind: 'company', groupId });
    const gone = await add(store, { name: 'Köhnə', removed: true });
    expect(await names(store)).toEqual(['Aras MMC', 'Əsgər', 'Vüsal']);
    expect(await names(store, { kind: 'company' })).toEqual(['Aras MMC']);
    expect(await names(store, { groupId })).toEqual(['Aras MMC', 'Vüsal']);
    expect((await store.read.customers.names()).get(gone)).toBe('Köhnə');
  });
});

describe('groups of customers', () => {
  test('are counted without removed customers, renamed and taken away', async () => {
    const store = await openTestStore();
    const groupId = await store.write((unit) => unit.customers.insertGroup('Taksi'));
    const member = await add(store, { groupId });
    await add(store, { groupId, removed: true });
    expect(await store.read.customers.groups()).toEqual([{ groupId, name: 'Taksi', customers: 1 }]);
    expect((await store.read.customers.findGroup('TAKSİ'))?.groupId).toBe(groupId);
    await store.write((unit) => unit.customers.renameGroup(groupId, 'Kuryer'));
    expect(await store.read.customers.findGroup('Taksi')).toBeNull();
    await store.write((unit) => unit.customers.removeGroup(groupId));
    expect(await store.read.customers.groups()).toEqual([]);
    expect((await store.read.customers.find(member))?.groupId).toBeNull();
  });
});

describe('cards of a customer', () => {
  test('are counted, listed and found by the name of the customer', async () => {
    const store = await openTestStore();
    const customerId = await add(store, { name: 'Şəki Tur' });
    await store.write(async (unit) => {
      await unit.idTokens.insert(idToken('A', { customerId, budgetWh: 1000, budgetMinor: 500, blockedReason: 'itib' }));
      await unit.idTokens.insert(idToken('B', { customerId }));
      await unit.idTokens.insert(idToken('C'));
    });
    expect(await store.read.idTokens.find('a')).toMatchObject({ customerId, budgetWh: 1000, blockedReason: 'itib' });
    expect(await store.read.customers.cardCounts([customerId, '99'])).toEqual(new Map([[customerId, 2]]));
    const listed = await store.read.idTokens.list({ customerId, limit: 10, offset: 0 });
    expect(listed.rows.map((card) => card.idToken)).toEqual(['A', 'B']);
    const found = await store.read.idTokens.list({ search: 'seki', limit: 10, offset: 0 });
    expect(found.total).toBe(2);
  });

  test('are found by their aliases, which go with them', async () => {
    const store = await openTestStore();
    await store.write(async (unit) => {
      await unit.idTokens.insert(idToken('04AABB'));
      await unit.idTokens.addAlias({ alias: '04aabb_17', idToken: '04AABB' });
    });
    expect((await store.read.idTokens.findByAlias('04AABB_17'))?.idToken).toBe('04AABB');
    expect((await store.read.idTokens.list({ search: 'bb_17', limit: 10, offset: 0 })).total).toBe(1);
    expect(await store.read.idTokens.aliases()).toEqual([{ alias: '04aabb_17', idToken: '04AABB' }]);
    await store.write((unit) => unit.idTokens.remove('04AABB'));
    expect(await store.read.idTokens.aliases()).toEqual([]);
    expect(await store.read.idTokens.findByAlias('04AABB_17')).toBeNull();
  });

  test('stand in line when one took the place of the other', async () => {
    const store = await openTestStore();
    await store.write(async (unit) => {
      await unit.idTokens.insert(idToken('FIRST', { replacedBy: 'SECOND' }));
      await unit.idTokens.insert(idToken('SECOND', { replacedBy: 'third' }));
      await unit.idTokens.insert(idToken('THIRD', { replacedBy: 'FIRST', createdAt: noon }));
    });
    const line = await store.read.idTokens.lineOf('third');
    expect(line.map((card) => card.idToken)).toEqual(['THIRD', 'SECOND', 'FIRST']);
    expect(await store.read.idTokens.lineOf('NOBODY')).toEqual([]);
  });
});
