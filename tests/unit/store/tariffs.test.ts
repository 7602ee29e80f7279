import { expect, test } from 'vitest';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import type { EvseRatingRecord, TariffVersionRecord } from '../../../electron/service/store/tariff-records.ts';
import { noon, session } from './records.ts';
import { queryOne, runSql } from './folder.ts';
import { openStoreWithStation, openTestStore } from './test-store.ts';

const version = { number: 1, validFrom: noon, body: '{"use":"sale"}', createdAt: noon, operator: 'Leyla' };

/** A tariff with one version. */
async function addTariff(store: SqliteStore): Promise<Pick<TariffVersionRecord, 'tariffId' | 'versionId'>> {
  return store.write(async (unit) => {
    const tariffId = await unit.tariffs.insert({ name: 'AC', createdAt: noon, retiredAt: null });
    return { tariffId, versionId: await unit.tariffs.insertVersion({ ...version, tariffId }) };
  });
}

async function useVersion(store: SqliteStore, tariffVersionId: string): Promise<void> {
  const sessionId = await store.write((unit) => unit.sessions.insert(session()));
  const { path } = await store.size();
  await runSql(
    path,
    `INSERT INTO session_terms (session_id, tariff_version_id, billing, currency)
     VALUES (${sessionId}, ${tariffVersionId}, 'each', 'AZN')`,
  );
}

test('a tariff is listed with its versions, oldest first, and keeps its id when it is renamed or retired', async () => {
  const store = await openTestStore();
  const { tariffId, versionId } = await addTariff(store);
  const later = { ...version, tariffId, number: 2, validFrom: noon + 1 };
  const laterId = await store.write((unit) => unit.tariffs.insertVersion(later));
  await store.write((unit) => unit.tariffs.update(tariffId, { name: 'AC 22', retiredAt: noon + 2 }));
  expect(await store.read.tariffs.list()).toEqual([{ tariffId, name: 'AC 22', createdAt: noon, retiredAt: noon + 2 }]);
  expect(await store.read.tariffs.versions()).toEqual([
    { ...version, tariffId, versionId },
    { ...later, versionId: laterId },
  ]);
  expect(await store.read.tariffs.versions('99')).toEqual([]);
  expect(await store.read.tariffs.findVersion(laterId)).toEqual({ ...later, versionId: laterId });
  expect(await store.read.tariffs.findVersion('no number')).toBeNull();
});

test('a version of a tariff is never edited, whoever tries', async () => {
  const store = await openTestStore();
  const { versionId } = await addTariff(store);
  const { path } = await store.size();
  await expect(
    runSql(path, `UPDATE tariff_versions SET body_json = '{}' WHERE version_id = ${versionId}`),
  ).rejects.toThrow('a version of a tariff never changes');
});

test('a version nobody charged under can be removed, one that was used cannot', async () => {
  const store = await openStoreWithStation();
  const [unused, used] = [await addTariff(store), await addTariff(store)];
  await useVersion(store, used.versionId);
  expect(await store.read.tariffs.usedVersions()).toEqual(new Set([used.versionId]));
  await store.write((unit) => unit.tariffs.removeVersion(unused.versionId));
  await expect(store.write((unit) => unit.tariffs.removeVersion(used.versionId))).rejects.toThrow('FOREIGN KEY');
  expect((await store.read.tariffs.versions()).map(({ versionId }) => versionId)).toEqual([used.versionId]);
  expect(store.fault).toBeNull();
});

test('two versions of a tariff never have one number', async () => {
  const store = await openTestStore();
  const { tariffId } = await addTariff(store);
  await expect(store.write((unit) => unit.tariffs.insertVersion({ ...version, tariffId }))).rejects.toThrow('UNIQUE');
});

test('what an EVSE can deliver is replaced, taken back, and goes with its station', async () => {
  const store = await openStoreWithStation();
  const rating: EvseRatingRecord = { stationId: 'CP1', evseId: 1, powerClass: 'AC', maxPowerW: 22_000 };
  const other: EvseRatingRecord = { ...rating, evseId: 2, powerClass: 'DC', maxPowerW: null };
  await store.write(async (unit) => {
    await unit.evseRatings.put({ ...rating, maxPowerW: 11_000 });
    await unit.evseRatings.put(rating);
    await unit.evseRatings.put(other);
  });
  expect(await store.read.evseRatings.list()).toEqual([rating, other]);
  expect(await store.read.evseRatings.find('cp1', 1)).toEqual(rating);
  await store.write((unit) => unit.evseRatings.remove('CP1', 1));
  expect(await store.read.evseRatings.list('CP1')).toEqual([other]);
  expect(await store.read.evseRatings.find('CP1', 1)).toBeNull();
  await store.write((unit) => unit.stations.remove('CP1'));
  const { path } = await store.size();
  expect(await queryOne(path, 'SELECT count(*) FROM evse_ratings')).toBe(0);
});
