import { describe, expect, test } from 'vitest';
import { loadTariffs } from '../../../electron/service/domain/tariffs.ts';
import type { TariffBody } from '../../../electron/contract/tariffs.ts';
import type { TariffContext } from '../../../electron/service/domain/money/choose-tariff.ts';
import type { JournalRecord } from '../../../electron/service/store/book-records.ts';
import { price, tariff } from '../money/test-tariff.ts';
import { openSite, type TestSite } from './test-site.ts';

const dayMs = 24 * 60 * 60_000;

const sale = (energyPerKwhE4: number): TariffBody => tariff({ elements: [price({ energyPerKwhE4 })] });

function context(site: TestSite, change: Partial<TariffContext> = {}): TariffContext {
  const at = site.time.now();
  const nobody = { groupId: null, customerId: null, idToken: null };
  return { at, stationId: 'HALL-1', evseId: 1, powerClass: null, ...nobody, ...change };
}

async function journal(site: TestSite): Promise<readonly JournalRecord[]> {
  const { rows } = await site.store.read.journal.list({ limit: 100, offset: 0 });
  return [...rows].reverse();
}

describe('a tariff', () => {
  test('holds from now on when nothing else is said, and consoles and the journal hear of it', async () => {
    const site = await openSite();
    await site.operators.add('Leyla', true);
    expect(site.tariffs.offerFor(context(site))).toBeNull();
    const added = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    expect(added).toMatchObject({
      name: 'AC',
      retiredAt: null,
      versions: [{ number: 1, used: false, operator: 'Leyla' }],
    });
    const [version] = added.versions;
    expect(site.tariffs.offerFor(context(site))?.version.versionId).toBe(version?.versionId);
    expect(site.tariffs.nameOf(version?.versionId ?? '')).toBe('AC');
    expect(site.changes).toContainEqual({ type: 'told', told: { event: 'tariffs.changed', data: added } });
    const entry = (await journal(site)).at(-1);
    expect(entry).toMatchObject({ action: 'tariffs.add', operator: 'Leyla', subjectId: added.tariffId });
    const validFrom = site.time.now();
    expect(JSON.parse(entry?.details ?? '')).toEqual({ name: 'AC', number: 1, validFrom, body: sale(3000) });
  });

  test('may have held before it was written down here, which changes nothing for sessions that began before', async () => {
    const site = await openSite();
    const validFrom = site.time.now() - 30 * dayMs;
    await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom });
    expect(site.tariffs.offerFor(context(site, { at: validFrom }))).not.toBeNull();
    expect(site.tariffs.offerFor(context(site, { at: validFrom - 1 }))).toBeNull();
  });

  test('has a name nobody else has, until the other is retired', async () => {
    const site = await openSite();
    const first = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    const again = { name: 'AC', body: sale(2500), validFrom: null };
    const refusal = { code: 'alreadyExists', details: { what: 'tariff', id: 'AC' } };
    await expect(site.tariffs.add(again)).rejects.toMatchObject(refusal);
    await site.tariffs.retire(first.tariffId);
    const second = await site.tariffs.add(again);
    await expect(site.tariffs.restore(first.tariffId)).rejects.toMatchObject(refusal);
    await site.tariffs.rename(second.tariffId, 'AC 22');
    expect((await site.tariffs.restore(first.tariffId)).retiredAt).toBeNull();
    expect((await site.tariffs.list()).map(({ name }) => name)).toEqual(['AC', 'AC 22']);
  });

  test('that is retired takes no session any more, and keeps those that began before', async () => {
    const site = await openSite();
    const { tariffId, versions } = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    const begun = context(site);
    site.time.pass(dayMs);
    await site.tariffs.retire(tariffId);
    expect(site.tariffs.offerFor(context(site))).toBeNull();
    expect(site.tariffs.offerFor(begun)).not.toBeNull();
    expect(site.tariffs.find(versions[0]?.versionId ?? '')).not.toBeNull();
    await site.tariffs.restore(tariffId);
    expect(site.tariffs.offerFor(context(site))).not.toBeNull();
  });

  test('that nobody knows is not found', async () => {
    const { tariffs } = await openSite();
    const missing = { code: 'notFound', details: { what: 'tariff', id: '7' } };
    await expect(tariffs.get('7')).rejects.toMatchObject(missing);
    await expect(tariffs.rename('7', 'DC')).rejects.toMatchObject(missing);
    await expect(tariffs.addVersion('7', { body: sale(1), validFrom: null })).rejects.toMatchObject(missing);
  });

  test('is there again after the service was restarted, without what cannot be read', async () => {
    const site = await openSite();
    const { tariffId } = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    await site.store.write((unit) =>
      unit.tariffs.insertVersion({
        ...{ tariffId, number: 2, validFrom: site.time.now(), body: '{"use":"gift"}', createdAt: 0, operator: '' },
      }),
    );
    const logged: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => logged.push(message) };
    const { store, announce } = site;
    const again = await loadTariffs({ store, clock: site.time, announce, log, operator: () => '' });
    expect(again.offers()).toHaveLength(1);
    expect(again.offerFor(context(site))?.body).toEqual(sale(3000));
    expect(logged).toEqual(['a version of a tariff cannot be read']);
  });
});

describe('a version', () => {
  test('takes the place of the one before from its own moment on', async () => {
    const site = await openSite();
    const { tariffId } = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    const validFrom = site.time.now() + dayMs;
    const changed = await site.tariffs.addVersion(tariffId, { body: sale(3500), validFrom });
    expect(changed.versions.map(({ number }) => number)).toEqual([1, 2]);
    const priceAt = (at: number): number | undefined =>
      site.tariffs.offerFor(context(site, { at }))?.body.elements[0]?.energyPerKwhE4;
    expect([priceAt(validFrom - 1), priceAt(validFrom)]).toEqual([3000, 3500]);
  });

  test('never changes what has held so far', async () => {
    const site = await openSite();
    const { tariffId } = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    const past = { body: sale(9000), validFrom: site.time.now() - 1 };
    await expect(site.tariffs.addVersion(tariffId, past)).rejects.toMatchObject({
      code: 'invalidInput',
      details: { faults: [{ path: 'validFrom' }] },
    });
  });

  test('can be removed before it is in force, and then no more', async () => {
    const site = await openSite();
    const added = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom: null });
    const later = { body: sale(3500), validFrom: site.time.now() + dayMs };
    const { versions } = await site.tariffs.addVersion(added.tariffId, later);
    const [first, second] = versions.map(({ versionId }) => versionId);
    const refusal = { code: 'conflict', details: { reason: 'versionInForce' } };
    await expect(site.tariffs.removeVersion(first ?? '')).rejects.toMatchObject(refusal);
    expect((await site.tariffs.removeVersion(second ?? '')).versions).toHaveLength(1);
    await expect(site.tariffs.removeVersion(second ?? '')).rejects.toMatchObject({ code: 'notFound' });
    const again = (await site.tariffs.addVersion(added.tariffId, later)).versions[1];
    site.time.pass(dayMs);
    await expect(site.tariffs.removeVersion(again?.versionId ?? '')).rejects.toMatchObject(refusal);
    expect((await journal(site)).map(({ action }) => action)).toEqual([
      ...['tariffs.add', 'tariffs.addVersion', 'tariffs.removeVersion', 'tariffs.addVersion'],
    ]);
  });

  test('that is the only one stays', async () => {
    const site = await openSite();
    const validFrom = site.time.now() + dayMs;
    const { versions } = await site.tariffs.add({ name: 'AC', body: sale(3000), validFrom });
    await expect(site.tariffs.removeVersion(versions[0]?.versionId ?? '')).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'onlyVersion' },
    });
  });
});

test('a tariff for one power class is meant for the EVSEs of which the operator says so', async () => {
  const site = await openSite();
  await site.connect('HALL-1');
  await site.tariffs.add({ name: 'All', body: sale(3000), validFrom: null });
  const dc = await site.tariffs.add({
    ...{ name: 'DC', validFrom: null },
    body: { ...sale(4000), appliesTo: { ...sale(0).appliesTo, powerClass: 'DC' } },
  });
  await site.stations.setRating('hall-1', 1, { powerClass: 'DC', maxPowerW: 60_000 });
  expect(site.live.station('HALL-1')?.ratings.get(1)).toEqual({ powerClass: 'DC', maxPowerW: 60_000 });
  const rating = await site.store.read.evseRatings.find('HALL-1', 1);
  const chosen = site.tariffs.offerFor(context(site, { powerClass: rating?.powerClass ?? null }));
  expect(chosen?.version.tariffId).toBe(dc.tariffId);
  await site.stations.setRating('HALL-1', 1, null);
  expect(site.live.station('HALL-1')?.ratings.size).toBe(0);
  await expect(site.stations.setRating('NOBODY', 1, null)).rejects.toMatchObject({ code: 'notFound' });
});
