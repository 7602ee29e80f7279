import { expect, it } from 'vitest';
import { cards, minuteMs, useStand } from '../../harness/stand.ts';
import { authorized, started, status } from '../../harness/steps.ts';
import { asks, says } from '../../harness/wire.ts';

const stand = useStand();
const idTag = cards.valid;
const remoteStart = { type: 'remoteStart', evseId: 1, idToken: idTag } as const;

const startAsked = (word: string) => asks('RemoteStartTransaction', { connectorId: 1, idTag }, { status: word });

it('TC_010_CSMS remote start of a charging session, cable plugged in first', async () => {
  const { station, wire, ...point } = await stand.booted('TC_010');
  station.configure('AuthorizeRemoteTxRequests', 'true');
  await station.plugIn(1);
  const result = await point.command(remoteStart);
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await wire.shows([status('Preparing'), startAsked('Accepted'), authorized, started(), status('Charging')]);
  expect(await point.seen(result)).toMatchObject({ type: 'remoteStart', evseId: 1 });
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: idTag } });
});

it('TC_011_1_CSMS remote start of a charging session, remote start first', async () => {
  const { station, wire, ...point } = await stand.booted('TC_011_1');
  station.configure('AuthorizeRemoteTxRequests', 'true');
  const result = await point.command(remoteStart);
  await wire.shows([startAsked('Accepted'), authorized, status('Preparing')]);
  expect(result).toMatchObject({ kind: 'accepted', effect: 'waiting' });
  await station.plugIn(1);
  await wire.shows([started(), status('Charging')]);
  await point.seen(result);
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: idTag } });
});

it('TC_011_2_CSMS remote start of a charging session, time-out', async () => {
  const { wire, time, ...point } = await stand.booted('TC_011_2');
  const result = await point.command(remoteStart);
  expect(result).toMatchObject({ kind: 'accepted', effect: 'waiting' });
  await wire.shows([startAsked('Accepted'), status('Preparing')]);
  await time.advance(minuteMs);
  await wire.shows([status('Available')]);
  expect(await point.evse()).toMatchObject({ status: 'Available', session: null });
  expect(await point.sessions()).toEqual([]);
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_011_2' });
  expect(rows).toMatchObject([{ commandId: result.commandId, effect: 'waiting' }]);
});

it('TC_012_CSMS remote stop of a charging session', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_012');
  const transactionId = await point.charge();
  await time.advance(2 * minuteMs);
  wire.forget();
  const result = await point.command({ type: 'remoteStop', transactionId: String(transactionId) });
  expect(result).toMatchObject({ kind: 'accepted' });
  await wire.shows([
    asks('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }),
    says('StopTransaction', { transactionId, reason: 'Remote' }),
    status('Finishing'),
  ]);
  await station.unplug(1);
  await wire.shows([status('Available')]);
  await point.seen(result);
  expect(await point.sessions()).toMatchObject([
    { stopReason: 'Remote', energyWh: station.connector(1).registerWh - 10_000, verdict: 'ok' },
  ]);
});

it('TC_026_CSMS remote start of a charging session, rejected', async () => {
  const { station, wire, ...point } = await stand.booted('TC_026');
  await station.setFault(1, 'GroundFailure');
  wire.forget();
  const result = await point.command(remoteStart);
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' }, effect: 'none' });
  await wire.shows([startAsked('Rejected')]);
  expect(await point.sessions()).toEqual([]);
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_026' });
  expect(rows).toMatchObject([{ type: 'remoteStart', outcome: { kind: 'rejected' }, effect: 'none' }]);
});

it('TC_028_CSMS remote stop of a transaction, rejected', async () => {
  const { wire, ...point } = await stand.booted('TC_028');
  const transactionId = await point.charge();
  wire.forget();
  const result = await point.command({ type: 'remoteStop', transactionId: String(transactionId + 1_000) });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' }, effect: 'none' });
  await wire.shows([asks('RemoteStopTransaction', { transactionId: transactionId + 1_000 }, { status: 'Rejected' })]);
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { transactionId: String(transactionId) } });
});
