import { describe, expect, test } from 'vitest';
import { charge, session } from '../store/records.ts';
import { openSite, type TestSite } from './test-site.ts';

const journal = async (site: TestSite): Promise<readonly string[]> => {
  const { rows } = await site.store.read.journal.list({ limit: 100, offset: 0 });
  return rows.map(({ operator, action, subjectId, details }) => `${operator} ${action} ${subjectId} ${details}`);
};

describe('a customer', () => {
  test('is written down with what is told and nothing made up, and the journal says by whom', async () => {
    const site = await openSite();
    await site.operators.add('Aysel', true);
    const customer = await site.customers.add({ kind: 'company', name: 'Kəpəz MMC', voen: '1506566211' });
    expect(customer).toMatchObject({ billing: 'each', budgetWh: null, language: null, blockedReason: null, phone: '' });
    expect(await site.store.read.customers.find(customer.customerId)).toEqual(customer);
    expect((await journal(site))[0]).toBe(
      'Aysel customers.add 1 {"name":"Kəpəz MMC","kind":"company","billing":"each"}',
    );
    expect(site.customerNames.nameOf('1')).toBe('Kəpəz MMC');
  });

  test('changes only where it is told to, and the journal keeps how it was', async () => {
    const site = await openSite();
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla', phone: '050' });
    const changed = await site.customers.update(customerId, { name: 'Leyla M.', billing: 'prepaid', phone: undefined });
    expect(changed).toMatchObject({ name: 'Leyla M.', billing: 'prepaid', phone: '050' });
    expect((await journal(site))[0]).toBe(
      ' customers.update 1 {"before":{"name":"Leyla","billing":"each"},"after":{"name":"Leyla M.","billing":"prepaid"}}',
    );
  });

  test('is blocked for a reason and let charge again', async () => {
    const site = await openSite();
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla' });
    expect((await site.customers.block(customerId, 'Borc')).blockedReason).toBe('Borc');
    expect((await site.customers.unblock(customerId)).blockedReason).toBeNull();
  });

  test('that is gone is known to the books alone', async () => {
    const site = await openSite();
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla' });
    await site.customers.remove(customerId);
    expect((await site.store.read.customers.list({ limit: 10, offset: 0 })).total).toBe(0);
    expect(await site.store.read.customers.find(customerId)).toMatchObject({ name: 'Leyla', removed: true });
    await expect(site.customers.update(customerId, { name: 'X' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(site.idTokens.add({ idToken: 'CARD', customerId })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('stays while there is money on its account', async () => {
    const site = await openSite();
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla', billing: 'prepaid' });
    await putIn(site, customerId, 500);
    await expect(site.customers.remove(customerId)).rejects.toMatchObject({ details: { reason: 'balanceLeft' } });
    await putIn(site, customerId, -500);
    await site.customers.remove(customerId);
  });

  test('belongs to a group that is there', async () => {
    const site = await openSite();
    const { groupId } = await site.customerGroups.add('Taksi');
    await expect(site.customerGroups.add('TAKSİ')).rejects.toMatchObject({ code: 'alreadyExists' });
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla', groupId });
    await expect(site.customers.update(customerId, { groupId: '99' })).rejects.toMatchObject({ code: 'notFound' });
    await site.customerGroups.rename(groupId, 'taksi');
    expect(site.customerNames.groupNameOf(groupId)).toBe('taksi');
    await site.customerGroups.remove(groupId);
    expect(await site.store.read.customers.find(customerId)).toMatchObject({ groupId: null });
    expect(site.customerNames.groupNameOf(groupId)).toBeNull();
  });
});

describe('a lost card', () => {
  test('is blocked, and the new one takes over whose it is, until when, and what it may charge', async () => {
    const site = await openSite();
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla' });
    const expiresAt = site.time.now() + 1000;
    const lost = { label: 'Leyla', expiresAt, customerId, budgetWh: 5000, budgetMinor: 900, parentIdToken: 'FLEET' };
    await site.idTokens.add({ idToken: 'OLD', ...lost });
    const replaced = await site.idTokens.replace({ idToken: 'old', newIdToken: 'NEW', reason: 'İtib' });
    expect(replaced).toMatchObject({ idToken: 'NEW', status: 'Accepted', replacedBy: null, ...lost });
    expect(await site.store.read.idTokens.find('OLD')).toMatchObject({
      ...{ status: 'Blocked', blockedReason: 'İtib', replacedBy: 'NEW', label: 'Leyla' },
    });
    expect((await journal(site))[0]).toBe(' idTokens.replace OLD {"newIdToken":"NEW","reason":"İtib"}');
  });

  test('is replaced once, and by a card nobody has', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'OLD' });
    await site.idTokens.add({ idToken: 'OTHER' });
    const replace = (newIdToken: string) => site.idTokens.replace({ idToken: 'OLD', newIdToken, reason: 'x' });
    await expect(replace('other')).rejects.toMatchObject({ code: 'alreadyExists' });
    await site.idTokens.addAlias('OTHER', 'ALIAS');
    await expect(replace('ALIAS')).rejects.toMatchObject({ details: { reason: 'isAlias' } });
    await replace('NEW');
    await expect(replace('NEWER')).rejects.toMatchObject({ details: { reason: 'alreadyReplaced' } });
  });

  test('stands with the one that took its place in the list of its sessions', async () => {
    const site = await openSite();
    await site.connect('CP1');
    await site.idTokens.add({ idToken: 'OLD' });
    await site.idTokens.replace({ idToken: 'OLD', newIdToken: 'NEW', reason: 'x' });
    await site.store.write(async (unit) => {
      for (const idToken of ['OLD', 'NEW', 'OTHER']) await unit.sessions.insert(session({ idToken }));
    });
    const query = { limit: 10, offset: 0, idToken: 'new' };
    const listed = await site.store.read.sessions.list(query);
    expect(listed.rows.map(({ idToken }) => idToken).sort()).toEqual(['NEW', 'OLD']);
    expect((await site.store.read.sessions.totals(query)).sessions).toBe(2);
  });
});

describe('sessions of a customer', () => {
  test('are those of its account, and those of its cards where nothing was agreed', async () => {
    const site = await openSite();
    await site.connect('CP1');
    const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla' });
    await site.idTokens.add({ idToken: 'MINE', customerId });
    await site.store.write(async (unit) => {
      const own = await unit.sessions.insert(session({ idToken: 'OTHER' }));
      await unit.terms.put({ ...terms, sessionId: own, customerId });
      await unit.sessions.insert(session({ idToken: 'MINE' }));
      const before = await unit.sessions.insert(session({ idToken: 'MINE' }));
      await unit.terms.put({ ...terms, sessionId: before, customerId: null });
      await unit.sessions.insert(session({ idToken: 'OTHER' }));
    });
    const { rows } = await site.store.read.sessions.list({ limit: 10, offset: 0, customerId });
    expect(rows.map(({ sessionId }) => sessionId)).toEqual(['2', '1']);
  });

  test('that ended before anybody knew whose the card is are told of', async () => {
    const site = await openSite();
    await site.connect('CP1');
    await site.customers.add({ kind: 'person', name: 'Leyla' });
    await site.store.write(async (unit) => {
      await unit.sessions.insert(session({ idToken: 'TAPPED', stoppedAt: site.time.now() }));
      const taken = await unit.sessions.insert(session({ idToken: 'TAPPED', stoppedAt: site.time.now() }));
      await unit.sessions.insert(session({ idToken: 'TAPPED' }));
      await unit.terms.put({ ...terms, sessionId: taken, customerId: '1' });
    });
    expect(await site.store.read.customers.unassigned('tapped', 10)).toEqual(['1']);
  });
});

const terms = { tariffVersionId: null, billing: 'each', currency: 'AZN' } as const;

function putIn(site: TestSite, customerId: string, amountMinor: number): Promise<unknown> {
  const { recordedAt, postedAt, period, localDay } = charge();
  return site.store.write((unit) =>
    unit.payments.append({
      ...{ recordedAt, postedAt, period, localDay, amountMinor, customerId, currency: 'AZN', kind: 'payment' },
      ...{ method: 'cash', sessionId: null, saleId: null, reverses: null, drawerId: null },
      ...{ reference: '', note: '', operator: '', fiscalNumber: '', eInvoiceNumber: '' },
    }),
  );
}
