import { expect, it } from 'vitest';
import { minuteMs, useStand } from '../../harness/stand.ts';
import { bootReported, status } from '../../harness/steps.ts';
import { asks, says } from '../../harness/wire.ts';

const stand = useStand();

const unlock = { type: 'unlock', evseId: 1 } as const;
const unlockAsked = (word: string, connectorId = 1) => asks('UnlockConnector', { connectorId }, { status: word });

it('TC_013_CSMS hard reset', async () => {
  const { station, wire, ...point } = await stand.booted('TC_013');
  const transactionId = await point.charge();
  wire.forget();
  const result = await point.command({ type: 'reset', mode: 'hard' });
  expect(result).toMatchObject({ kind: 'accepted', effect: 'waiting' });
  await point.restarted();
  await station.delivered();
  await wire.shows([
    asks('Reset', { type: 'Hard' }, { status: 'Accepted' }),
    bootReported,
    status('Available', 0),
    status('Finishing'),
    says('StopTransaction', { transactionId, reason: 'HardReset' }),
  ]);
  await point.seen(result);
  expect(await point.view()).toMatchObject({ online: true, evses: [{ status: 'Finishing', session: null }] });
  expect(await point.sessions()).toMatchObject([{ stopReason: 'HardReset', verdict: 'ok' }]);
});

it('TC_014_CSMS soft reset', async () => {
  const { wire, ...point } = await stand.booted('TC_014');
  const transactionId = await point.charge();
  wire.forget();
  const result = await point.command({ type: 'reset', mode: 'soft' });
  expect(result).toMatchObject({ kind: 'accepted' });
  await point.restarted();
  await wire.shows([
    asks('Reset', { type: 'Soft' }, { status: 'Accepted' }),
    says('StopTransaction', { transactionId, reason: 'SoftReset' }),
    status('Finishing'),
    bootReported,
    status('Available', 0),
    status('Finishing'),
  ]);
  await point.seen(result);
  expect(await point.sessions()).toMatchObject([{ stopReason: 'SoftReset', verdict: 'ok' }]);
});

it('TC_017_1_CSMS unlock connector, no charging session, no fixed cable', async () => {
  const { wire, ...point } = await stand.booted('TC_017_1');
  const result = await point.command(unlock);
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Unlocked' } });
  await wire.shows([unlockAsked('Unlocked')]);
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_017_1' });
  expect(rows).toMatchObject([{ type: 'unlock', evseId: 1, outcome: { kind: 'accepted' } }]);
});

it('TC_017_2_CSMS unlock connector, no charging session, fixed cable', async () => {
  const { wire, ...point } = await stand.booted('TC_017_2', { make: 'dc60' });
  const result = await point.command(unlock);
  expect(result).toMatchObject({ kind: 'notSupported', response: { status: 'NotSupported' }, effect: 'none' });
  await wire.shows([unlockAsked('NotSupported')]);
});

it('TC_018_1_CSMS unlock connector, with charging session, no fixed cable', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_018_1');
  const transactionId = await point.charge();
  await time.advance(2 * minuteMs);
  wire.forget();
  const result = await point.command(unlock);
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Unlocked' } });
  await wire.shows([
    unlockAsked('Unlocked'),
    says('StopTransaction', { transactionId, reason: 'UnlockCommand' }),
    status('Finishing'),
  ]);
  await station.unplug(1);
  await wire.shows([status('Available')]);
  await point.seen(result);
  expect(await point.sessions()).toMatchObject([
    { stopReason: 'UnlockCommand', energyWh: station.connector(1).registerWh - 10_000, verdict: 'ok' },
  ]);
});

it('TC_030_CSMS unlock connector, unlock failure', async () => {
  const { station, wire, ...point } = await stand.booted('TC_030');
  await station.setFault(1, 'ConnectorLockFailure');
  wire.forget();
  const result = await point.command(unlock);
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'UnlockFailed' }, effect: 'none' });
  await wire.shows([unlockAsked('UnlockFailed')]);
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_030' });
  expect(rows).toMatchObject([{ outcome: { kind: 'rejected', response: { status: 'UnlockFailed' } } }]);
});

it('TC_031_CSMS unlock connector, unknown connector', async () => {
  const { wire, ...point } = await stand.booted('TC_031');
  const result = await point.command({ type: 'unlock', evseId: 9 });
  expect(result).toMatchObject({ kind: 'notSupported', response: { status: 'NotSupported' }, effect: 'none' });
  await wire.shows([unlockAsked('NotSupported', 9)]);
  expect((await point.view()).evses.map(({ evseId }) => evseId)).toEqual([1]);
});
