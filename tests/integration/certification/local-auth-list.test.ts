import { expect, it } from 'vitest';
import type { LocalListView } from '../../../electron/contract/local-lists.ts';
import { accepted, cards, useStand, type ChargePoint } from '../../harness/stand.ts';
import { asks } from '../../harness/wire.ts';

const stand = useStand();

async function listOf({ stationId }: Pick<ChargePoint, 'stationId'>): Promise<LocalListView> {
  const view = (await stand.client.call('localLists.list', {})).find((list) => list.stationId === stationId);
  if (view === undefined) throw new Error(`The console shows no list of ${stationId}`);
  return view;
}

/** The cards of the stand as a station is told of them. */
const everyCard: unknown = expect.arrayContaining([
  { idTag: cards.valid, idTagInfo: accepted },
  { idTag: cards.sibling, idTagInfo: accepted },
  { idTag: cards.blocked, idTagInfo: { status: 'Blocked' } },
]);

it('TC_042_1_CSMS get local list version, not supported', async () => {
  const { wire, ...point } = await stand.booted('TC_042_1', { profiles: ['Core', 'RemoteTrigger'] });
  const result = await point.command({ type: 'getLocalListVersion' });
  await wire.shows([asks('GetLocalListVersion', {}, { listVersion: -1 })]);
  expect(result).toMatchObject({ kind: 'accepted', response: { listVersion: -1 } });
  expect(await listOf(point)).toMatchObject({ supported: false, entries: null });
});

it('TC_042_2_CSMS get local list version, empty', async () => {
  const { wire, ...point } = await stand.booted('TC_042_2');
  const result = await point.command({ type: 'getLocalListVersion' });
  await wire.shows([asks('GetLocalListVersion', {}, { listVersion: 0 })]);
  expect(result).toMatchObject({ kind: 'accepted', response: { listVersion: 0 } });
  expect(await listOf(point)).toMatchObject({ supported: true, version: 0 });
});

it('TC_043_1_CSMS send local authorization list, not supported', async () => {
  const { wire, ...point } = await stand.booted('TC_043_1', {
    behaviour: { answers: { SendLocalList: 'NotSupported' } },
  });
  const result = await point.command({ type: 'sendLocalList', updateType: 'full' });
  expect(result).toMatchObject({ kind: 'notSupported', response: { status: 'NotSupported' } });
  await wire.shows([
    asks(
      'SendLocalList',
      { listVersion: 1, localAuthorizationList: everyCard, updateType: 'Full' },
      { status: 'NotSupported' },
    ),
  ]);
  expect(await listOf(point)).toMatchObject({ supported: false, entries: null });
});

it('TC_043_3_CSMS send local authorization list, failed', async () => {
  const { wire, ...point } = await stand.booted('TC_043_3', { behaviour: { answers: { SendLocalList: 'Failed' } } });
  const result = await point.command({ type: 'sendLocalList', updateType: 'full' });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Failed' } });
  await wire.shows([
    asks(
      'SendLocalList',
      { listVersion: 1, localAuthorizationList: everyCard, updateType: 'Full' },
      { status: 'Failed' },
    ),
  ]);
  expect(await listOf(point)).toMatchObject({ problem: 'Failed', entries: null });
});

it('TC_043_4_CSMS send local authorization list, full', async () => {
  const { station, wire, ...point } = await stand.booted('TC_043_4');
  const result = await point.command({ type: 'sendLocalList', updateType: 'full' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await wire.shows([
    asks(
      'SendLocalList',
      { listVersion: 1, localAuthorizationList: everyCard, updateType: 'Full' },
      { status: 'Accepted' },
    ),
  ]);
  const view = await listOf(point);
  expect(view).toMatchObject({ version: 1, problem: null, pending: { added: 0, changed: 0, removed: 0 } });
  expect(view.entries).toContainEqual(expect.objectContaining({ idToken: cards.valid, label: 'Leyla' }));
  station.goOffline();
  expect(await station.authorize(cards.valid)).toMatchObject({ status: 'Accepted' });
  expect(await station.authorize(cards.blocked)).toMatchObject({ status: 'Blocked' });
});

it('TC_043_5_CSMS send local authorization list, differential', async () => {
  const { station, wire, ...point } = await stand.booted('TC_043_5');
  await point.command({ type: 'sendLocalList', updateType: 'full' });
  wire.forget();
  const idTag = '04AA55AA55AA55';
  await stand.client.call('idTokens.add', { idToken: idTag, label: 'Nigar' });
  expect(await listOf(point)).toMatchObject({ pending: { added: 1, changed: 0, removed: 0 } });
  const result = await point.command({ type: 'sendLocalList', updateType: 'differential' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await wire.shows([
    asks(
      'SendLocalList',
      {
        listVersion: 2,
        localAuthorizationList: [{ idTag, idTagInfo: { status: 'Accepted' } }],
        updateType: 'Differential',
      },
      { status: 'Accepted' },
    ),
  ]);
  const view = await listOf(point);
  expect(view).toMatchObject({ version: 2, pending: { added: 0, changed: 0, removed: 0 } });
  expect(view.entries).toContainEqual(expect.objectContaining({ idToken: idTag, label: 'Nigar' }));
  station.goOffline();
  expect(await station.authorize(idTag)).toMatchObject({ status: 'Accepted' });
});
