import { expect, test } from 'vitest';
import type { ApplicableTariff } from '../../../electron/contract/tariff-methods.ts';
import { price, tariff, times } from '../money/test-tariff.ts';
import { openApi } from './test-api.ts';

const sale = (energyPerKwhE4: number) => tariff({ elements: [price({ energyPerKwhE4 })] });

function misses({ candidates }: ApplicableTariff): readonly unknown[] {
  return candidates.map(({ name, reach, miss }) => [name, reach, miss]);
}

test('which tariff holds at a connector for a card is told, and of every other why it does not', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  await site.idTokens.add({ idToken: 'VIP', label: 'Rəşad' });
  const add = (name: string, change: Partial<ReturnType<typeof sale>['appliesTo']>) =>
    handlers['tariffs.add']({ name, body: { ...sale(3000), appliesTo: { ...sale(0).appliesTo, ...change } } });
  await add('Everyone', {});
  await add('DC', { powerClass: 'DC' });
  await add('Hall', { evses: [{ stationId: 'HALL-1', evseId: null }] });
  await add('Yard', { evses: [{ stationId: 'YARD', evseId: 2 }] });
  const vip = await add('VIP', { idTokens: ['vip'] });
  const gone = await add('Gone', {});
  await handlers['tariffs.retire']({ tariffId: gone.tariffId });
  const connector = { stationId: 'HALL-1', evseId: 1 };
  const forVip = await handlers['tariffs.applicable']({ ...connector, idToken: 'VIP' });
  expect(forVip.tariffId).toBe(vip.tariffId);
  expect(misses(forVip)).toEqual([
    ['Everyone', 'everyone', 'lessSpecific'],
    ['DC', 'powerClass', 'otherPowerClass'],
    ['Hall', 'station', 'lessSpecific'],
    ['Yard', 'evse', 'otherEvse'],
    ['VIP', 'idToken', null],
    ['Gone', 'everyone', 'retired'],
  ]);
  const forOthers = await handlers['tariffs.applicable'](connector);
  expect(misses(forOthers)).toContainEqual(['Hall', 'station', null]);
  expect(misses(forOthers)).toContainEqual(['VIP', 'idToken', 'otherIdToken']);
  const before = await handlers['tariffs.applicable']({ ...connector, at: '2020-01-01T00:00:00Z' });
  expect(before.tariffId).toBeNull();
  expect(misses(before)).toContainEqual(['Everyone', 'everyone', 'notYetInForce']);
});

test('a year of prices has every day with its hours, of a version or of what is still being written', async () => {
  const { handlers } = await openApi();
  const night = price({ energyPerKwhE4: 2000, when: times({ fromMinute: 22 * 60, toMinute: 8 * 60 }) });
  const body = tariff({ elements: [night, price({ energyPerKwhE4: 3000 })] });
  const { versions } = await handlers['tariffs.add']({ name: 'AC', body });
  const year = await handlers['tariffs.year']({ tariff: { versionId: versions[0]?.versionId ?? '' }, year: 2028 });
  expect(year).toHaveLength(366);
  expect(year[0]?.energyPerKwhE4.filter((one) => one === 2000)).toHaveLength(10);
  expect(await handlers['tariffs.year']({ tariff: { body }, year: 2028 })).toEqual(year);
  expect(() => handlers['tariffs.year']({ tariff: { versionId: '99' }, year: 2028 })).toThrow('nothing under this id');
});
