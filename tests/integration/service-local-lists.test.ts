import { expect, test } from 'vitest';
import type { LocalListView } from '../../electron/contract/local-lists.ts';
import { eventually } from '../harness/eventually.ts';
import { cards, useStand, type ChargePoint } from '../harness/stand.ts';

const stand = useStand();

async function viewOf({ stationId }: Pick<ChargePoint, 'stationId'>): Promise<LocalListView> {
  const view = (await stand.client.call('localLists.list', {})).find((list) => list.stationId === stationId);
  if (view === undefined) throw new Error(`The console shows no list of ${stationId}`);
  return view;
}

const send = ({ stationId }: Pick<ChargePoint, 'stationId'>) => stand.client.call('localLists.send', { stationId });
const tagsIn = ({ station }: ChargePoint): readonly string[] =>
  station
    .inside()
    .localList.cards.map(({ idTag }) => idTag)
    .sort();

test('a list sent by hand keeps its cards working while the service is away, and only what changed follows', async () => {
  const point = await stand.booted('HAND');
  expect(await send(point)).toMatchObject({ kind: 'accepted' });
  expect(tagsIn(point)).toEqual(
    Object.values(cards)
      .filter((card) => card !== cards.parent)
      .sort(),
  );
  const extra = '04DD55AA55AA55';
  await stand.client.call('idTokens.add', { idToken: extra, label: 'Nigar' });
  await stand.client.event('localLists.changed', (list) => list.stationId === 'HAND' && list.pending.added === 1);
  await send(point);
  expect(point.wire.of('SendLocalList').map(({ request }) => request)).toMatchObject([
    { updateType: 'Full' },
    { updateType: 'Differential', localAuthorizationList: [{ idTag: extra }] },
  ]);
  expect(tagsIn(point)).toContain(extra);
  await stand.client.call('idTokens.remove', { idToken: extra });
  await send(point);
  expect(tagsIn(point)).not.toContain(extra);
  point.station.goOffline();
  expect(await point.station.authorize(cards.valid)).toMatchObject({ status: 'Accepted' });
  expect(await point.station.authorize(cards.blocked)).toMatchObject({ status: 'Blocked' });
  await eventually(async () => {
    expect(await viewOf(point)).toMatchObject({ online: false, pending: { added: 0, changed: 0, removed: 0 } });
  });
});

test('a list is cut into pieces as small as the station asks for', async () => {
  const point = await stand.booted('SMALL', { configuration: { SendLocalListMaxLength: '3' } });
  expect(await send(point)).toMatchObject({ kind: 'accepted' });
  expect(point.wire.of('SendLocalList')).toHaveLength(2);
  expect(tagsIn(point)).toHaveLength(4);
  expect(await viewOf(point)).toMatchObject({ version: 2, problem: null });
});

test('a list that keeps itself in step is sent when that is turned on, and again when the station was away', async () => {
  const point = await stand.booted('AUTO');
  await stand.client.call('localLists.update', { stationId: 'AUTO', automatic: true });
  await stand.client.event('localLists.changed', (list) => list.stationId === 'AUTO' && list.version === 1);
  expect(tagsIn(point)).toContain(cards.valid);
  await point.station.reboot('PowerLoss');
  await stand.client.call('idTokens.update', { idToken: cards.sibling, status: 'Blocked' });
  await point.restarted();
  await stand.client.event('localLists.changed', (list) => list.stationId === 'AUTO' && list.version === 2);
  const held = point.station.inside().localList.cards.find(({ idTag }) => idTag === cards.sibling);
  expect(held?.info.status).toBe('Blocked');
  await stand.client.call('idTokens.update', { idToken: cards.sibling, status: 'Accepted' });
  await stand.client.call('localLists.update', { stationId: 'AUTO', automatic: false });
});

test('a station nobody asked for a list is never asked about one', async () => {
  const point = await stand.booted('LEFT');
  await stand.client.call('idTokens.update', { idToken: cards.valid, note: 'changed' });
  point.station.goOffline();
  await point.station.goOnline();
  await stand.client.event('stations.changed', (change) => change.stationId === 'LEFT');
  expect(point.wire.of('GetLocalListVersion')).toEqual([]);
  expect(point.wire.of('SendLocalList')).toEqual([]);
});
