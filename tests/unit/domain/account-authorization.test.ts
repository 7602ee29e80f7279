import { describe, expect, test } from 'vitest';
import { remainingOf } from '../../../electron/service/domain/allowance.ts';
import { withoutSiteSuffixes } from '../../../electron/service/domain/id-token-spelling.ts';
import type { CustomerChange } from '../../../electron/service/domain/customers.ts';
import { createFakeTime } from '../../harness/fake-time.ts';
import { charge, hour, session } from '../store/records.ts';
import { at, openSite, type SiteOptions, type TestSite, type TestStation } from './test-site.ts';

interface Hall {
  readonly site: TestSite;
  readonly station: TestStation;
  readonly customerId: string;
}

/** LEYLA's card is CARD. */
async function hall(customer: CustomerChange = {}, options: SiteOptions = {}): Promise<Hall> {
  const site = await openSite(options);
  const station = await site.connect('HALL-1');
  const { customerId } = await site.customers.add({ kind: 'person', name: 'Leyla', ...customer });
  await site.idTokens.add({ idToken: 'CARD', customerId });
  return { site, station, customerId };
}

const authorize = async ({ station }: Hall, idToken = 'CARD'): Promise<string> =>
  (await station.say((rules) => rules.authorize(idToken))).status;

async function start({ site, station }: Hall, idToken = 'CARD', ago = 0, evseId = 1): Promise<string> {
  const report = { evseId, transactionId: null, idToken, meterStartWh: 0, reservationId: null };
  const time = at(site.time.now() - ago);
  return (await station.say((rules) => rules.transactionStarted({ ...report, time }))).idTokenInfo.status;
}

/** What the books hold of a session that ended. */
async function charged({ site }: Hall, given: Partial<Parameters<typeof charge>[0]> = {}): Promise<void> {
  await site.store.write(async (unit) => {
    const { idToken = 'CARD' } = given;
    const ended = session({ stationId: 'HALL-1', idToken, stoppedAt: site.time.now() });
    const sessionId = await unit.sessions.insert(ended);
    const postedAt = site.time.now() - hour;
    await unit.cdrs.append(charge({ stationId: 'HALL-1', sessionId, idToken, postedAt, ...given }));
  });
}

describe('the card of a customer', () => {
  test('who is blocked or gone is blocked, also for what is reported late', async () => {
    const one = await hall();
    await one.site.customers.block(one.customerId, 'Borc');
    expect(await authorize(one)).toBe('Blocked');
    expect(await start(one, 'CARD', hour)).toBe('Blocked');
    expect(await one.site.sessions()).toMatchObject([{ idToken: 'CARD', authorization: 'Blocked' }]);
    await one.site.customers.unblock(one.customerId);
    expect(await authorize(one)).toBe('Accepted');
    await one.site.customers.remove(one.customerId);
    expect(await authorize(one)).toBe('Blocked');
  });

  test('says so in the lists that stations hold', async () => {
    const { site, customerId } = await hall();
    await site.idTokens.addAlias('CARD', 'CARD-77');
    const pending = async () => (await site.localLists.view('HALL-1')).pending;
    const sent: unknown[] = [];
    site.answerCommands((_stationId, command) => {
      if (command.type === 'sendLocalList') sent.push(command.entries);
      return { kind: 'accepted', response: { status: 'Accepted', listVersion: 1 } };
    });
    expect(await pending()).toMatchObject({ added: 2 });
    await site.localLists.send('HALL-1', undefined);
    await site.customers.block(customerId, 'Borc');
    await site.localLists.send('HALL-1', undefined);
    const [accepted, blocked] = ['Accepted', 'Blocked'].map((status) =>
      ['CARD', 'CARD-77'].map((idToken) => ({ idToken, info: { status } })),
    );
    expect(sent).toEqual([accepted, blocked]);
  });
});

describe('a prepaid account', () => {
  test('that is empty charges nothing, and one with money does', async () => {
    const one = await hall({ billing: 'prepaid' });
    expect(await authorize(one)).toBe('Blocked');
    expect(await start(one)).toBe('Blocked');
    await putIn(one, 500);
    expect(await authorize(one)).toBe('Accepted');
  });

  test('is empty once what runs has cost all of it', async () => {
    const one = await hall({ billing: 'prepaid' });
    await one.site.idTokens.add({ idToken: 'SECOND', customerId: one.customerId });
    await putIn(one, 500);
    expect(await start(one)).toBe('Accepted');
    one.site.runningCosts.set('1', 499);
    expect(await authorize(one, 'SECOND')).toBe('Accepted');
    one.site.runningCosts.set('1', 500);
    const elsewhere = { ...one, station: await one.site.connect('HALL-2') };
    expect(await authorize(elsewhere, 'SECOND')).toBe('Blocked');
  });

  test('does not keep a card from stopping what it began', async () => {
    const one = await hall({ billing: 'prepaid' });
    await putIn(one, 500);
    await start(one);
    one.site.runningCosts.set('1', 900);
    expect(await authorize(one)).toBe('Accepted');
    expect(await authorize({ ...one, station: await one.site.connect('HALL-2') })).toBe('Blocked');
  });

  test('is not asked about what was charged before', async () => {
    const one = await hall({ billing: 'prepaid' });
    expect(await start(one, 'CARD', hour)).toBe('Accepted');
  });
});

describe('a budget', () => {
  test('of a card in kWh holds for the card alone, and over the cards it took the place of', async () => {
    const one = await hall();
    await one.site.idTokens.update('CARD', { budgetWh: 10_000 });
    await one.site.idTokens.add({ idToken: 'SECOND', customerId: one.customerId });
    await charged(one, { energyWh: 9_999, customerId: one.customerId });
    expect(await authorize(one)).toBe('Accepted');
    await charged(one, { energyWh: 1, customerId: one.customerId });
    expect(await authorize(one)).toBe('Blocked');
    expect(await authorize(one, 'SECOND')).toBe('Accepted');
    await one.site.idTokens.replace({ idToken: 'CARD', newIdToken: 'NEW', reason: 'x' });
    expect(await authorize(one, 'NEW')).toBe('Blocked');
  });

  test('of a customer in money holds over all cards', async () => {
    const one = await hall({ budgetMinor: 1000 });
    await one.site.idTokens.add({ idToken: 'SECOND', customerId: one.customerId });
    await charged(one, { grossMinor: 600, customerId: one.customerId });
    await charged(one, { grossMinor: 399, customerId: one.customerId, idToken: 'SECOND' });
    expect(await authorize(one)).toBe('Accepted');
    expect(await start(one)).toBe('Accepted');
    expect(await authorize(one, 'SECOND')).toBe('Accepted');
    one.site.runningCosts.set('3', 1);
    expect(await authorize(one, 'SECOND')).toBe('Blocked');
  });

  test('counts what a running session has drawn', async () => {
    const one = await hall({ budgetWh: 10_000 });
    await start(one);
    await one.site.store.write((unit) => unit.sessions.update('1', { energyWh: 10_000 }));
    expect(await authorize({ ...one, station: await one.site.connect('HALL-2') })).toBe('Blocked');
  });

  test('counts a charge that was taken back as nothing', async () => {
    const one = await hall({ budgetWh: 10_000, budgetMinor: 300 });
    await charged(one, { customerId: one.customerId });
    expect(await authorize(one)).toBe('Blocked');
    const credit = { kind: 'credit', reverses: '1', energyWh: -10_000, grossMinor: -300 } as const;
    await charged(one, { ...credit, customerId: one.customerId });
    expect(await authorize(one)).toBe('Accepted');
  });

  test('begins anew with the month, at midnight by the clock of the site', async () => {
    const midnight = Date.UTC(2026, 6, 31, 20);
    const one = await hall({ budgetWh: 10_000 }, { time: createFakeTime(midnight - 1) });
    await charged(one, { customerId: one.customerId, postedAt: Date.UTC(2026, 5, 30, 20) - 1 });
    expect(await authorize(one)).toBe('Accepted');
    await charged(one, { customerId: one.customerId, postedAt: Date.UTC(2026, 5, 30, 20) });
    expect(await authorize(one)).toBe('Blocked');
    one.site.time.pass(1);
    expect(await authorize(one)).toBe('Accepted');
    await charged(one, { customerId: one.customerId, postedAt: midnight });
    expect(await authorize(one)).toBe('Blocked');
  });

  test('of nothing lets nobody charge', async () => {
    expect(await authorize(await hall({ budgetMinor: 0 }))).toBe('Blocked');
  });
});

test('what is left is the least of what card, customer and account leave', async () => {
  const one = await hall({ billing: 'prepaid', budgetWh: 30_000, budgetMinor: 1000 });
  await one.site.idTokens.update('CARD', { budgetWh: 12_000 });
  await putIn(one, 400);
  const { store, time, runningCost } = one.site;
  const context = { reads: store.read, at: time.now(), timeZone: 'Asia/Baku', runningCost };
  expect(await remainingOf(context, { idToken: 'CARD' })).toEqual({
    ...{ energyWh: 12_000, amountMinor: 400, balanceMinor: 400 },
  });
  await charged(one, { customerId: one.customerId });
  expect(await remainingOf(context, { idToken: 'card' })).toMatchObject({ energyWh: 2_000, amountMinor: 400 });
  await start(one);
  one.site.runningCosts.set('2', 450);
  expect(await remainingOf(context, { idToken: null, customerId: one.customerId })).toEqual({
    ...{ energyWh: 20_000, amountMinor: -50, balanceMinor: -50 },
  });
  expect(await remainingOf(context, { idToken: 'STRANGER' })).toEqual({
    ...{ energyWh: null, amountMinor: null, balanceMinor: null },
  });
});

describe('what stations send instead of a card', () => {
  test('is the card where somebody said so, from the question to the session', async () => {
    const one = await hall();
    expect(await authorize(one, 'E004FF')).toBe('Invalid');
    await one.site.idTokens.addAlias('CARD', 'e004ff');
    expect(await authorize(one, 'E004FF')).toBe('Accepted');
    await start(one, 'E004FF');
    expect((await one.site.sessions())[0]?.idToken).toBe('CARD');
    await one.site.idTokens.removeAlias('E004FF');
    expect(await authorize(one, 'E004FF')).toBe('Invalid');
  });

  test('is neither a card nor two cards', async () => {
    const { site } = await hall();
    await site.idTokens.add({ idToken: 'OTHER' });
    await expect(site.idTokens.addAlias('CARD', 'OTHER')).rejects.toMatchObject({ code: 'alreadyExists' });
    await site.idTokens.addAlias('CARD', 'ALIAS');
    await expect(site.idTokens.addAlias('OTHER', 'alias')).rejects.toMatchObject({ details: { id: 'CARD' } });
    await expect(site.idTokens.add({ idToken: 'Alias' })).rejects.toMatchObject({ details: { reason: 'isAlias' } });
    await expect(site.idTokens.removeAlias('NONE')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('puts an end to the alert about it', async () => {
    const one = await hall();
    await authorize(one, 'E004FF');
    one.site.time.pass(1_000);
    await expect.poll(() => one.site.alerts.active()).toHaveLength(1);
    await one.site.idTokens.addAlias('CARD', 'E004FF');
    one.site.time.pass(1_000);
    await expect.poll(() => one.site.alerts.active()).toHaveLength(0);
  });

  test('loses what the site’s stations put behind it, unless it is a card as it is', async () => {
    const one = await hall();
    expect(await authorize(one, 'CARD_KEBA1')).toBe('Invalid');
    await one.site.settings.update({ idTokenSuffixes: [{ cut: 'from', text: '_' }] });
    expect(await authorize(one, 'CARD_KEBA1')).toBe('Accepted');
    expect(await authorize(one, 'OTHER_KEBA1')).toBe('Invalid');
    await start(one, 'card_keba1');
    expect((await one.site.sessions())[0]?.idToken).toBe('CARD');
    await one.site.idTokens.add({ idToken: 'CARD_KEBA1', status: 'Blocked' });
    expect(await authorize(one, 'CARD_KEBA1')).toBe('Blocked');
  });

  test.each([
    ['CARD_1', 'from', '_', ['CARD']],
    ['CA_RD_1', 'from', '_', ['CA_RD']],
    ['_1', 'from', '_', []],
    ['CARD', 'from', '_', []],
    ['cardXY', 'exact', 'xy', ['card']],
    ['CARDXYZ', 'exact', 'XY', []],
    ['XY', 'exact', 'XY', []],
  ] as const)('%s with the rule %s %s', (sent, cut, text, cards) => {
    expect(withoutSiteSuffixes(sent, [{ cut, text }])).toEqual(cards);
  });
});

function putIn({ site, customerId }: Hall, amountMinor: number): Promise<unknown> {
  const { recordedAt, postedAt, period, localDay } = charge();
  return site.store.write((unit) =>
    unit.payments.append({
      ...{ recordedAt, postedAt, period, localDay, amountMinor, customerId, currency: 'AZN', kind: 'payment' },
      ...{ method: 'cash', sessionId: null, saleId: null, reverses: null, drawerId: null },
      ...{ reference: '', note: '', operator: '', fiscalNumber: '', eInvoiceNumber: '' },
    }),
  );
}
