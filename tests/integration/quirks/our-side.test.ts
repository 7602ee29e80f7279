import { networkInterfaces } from 'node:os';
import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createSimulatedStation } from '../../../ocpp/simulator/simulated-station.ts';
import { writeTime } from '../../../ocpp/station-time.ts';
import { eventually } from '../../harness/eventually.ts';
import { cards, useStand } from '../../harness/stand.ts';
import { makeDataFolder, startService } from '../../harness/service.ts';
import { plainTime, started } from '../../harness/steps.ts';
import { asks, says } from '../../harness/wire.ts';

/** Rows of the catalogue that no charger can play: what chargers do to a central system that is not careful is ours to avoid. */
const stand = useStand();

it('quirks 8, 9 and 69: a station that boots, charges and comes back is asked for nothing and told nothing unasked', async () => {
  const { station, wire, ...point } = await stand.booted('OURS-09');
  await point.charge();
  station.goOffline();
  await station.goOnline();
  await station.stopTransaction(1);
  await station.unplug(1);
  const { total } = await stand.client.call('commands.list', { stationId: 'OURS-09' });
  expect(total).toBe(0);
  expect(wire.exchanges.filter(({ by }) => by === 'centralSystem')).toEqual([]);
  expect(await point.sessions()).toMatchObject([{ verdict: 'ok' }]);
});

it('quirk 11: the addresses to type into a charger are those of network cards, never this machine’s name for itself', async () => {
  const service = await startService({ flags: ['--ocpp-host', '0.0.0.0', '--ocpp-port', '0'] });
  onTestFinished(() => service.stop());
  const cardsHere = Object.values(networkInterfaces())
    .flatMap((card = []) => card)
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  const addresses = await service.client.call('system.addresses', {});
  expect(addresses.map(({ address }) => address).sort()).toEqual([...cardsHere].sort());
  for (const { ocppUrl, address } of addresses) expect(ocppUrl).toMatch(new RegExp(`^ws://${address}:\\d+/ocpp$`));
});

it('quirk 14: twenty stations that boot in the same moment are all answered', async () => {
  const points = Array.from({ length: 20 }, (_, index) => stand.station(`OURS-14-${String(index)}`, { connectors: 2 }));
  const boots = await Promise.all(points.map(({ station }) => station.boot()));
  expect(boots.map((boot) => boot?.status)).toEqual(points.map(() => 'Accepted'));
  for (const { wire, ...point } of points) {
    expect(wire.exchanges.map(({ action, answer }) => [action, typeof answer])).toEqual([
      ['BootNotification', 'object'],
      ['StatusNotification', 'object'],
      ['StatusNotification', 'object'],
      ['StatusNotification', 'object'],
    ]);
    expect(await point.view()).toMatchObject({
      online: true,
      evses: [{ status: 'Available' }, { status: 'Available' }],
    });
  }
});

it('quirk 25: a station that asks while we wait for its answer is answered at once, and our command still gets its own', async () => {
  const socket = new WebSocket(`${stand.service.ocppUrl}/OURS-25`, ['ocpp1.6']);
  onTestFinished(() => {
    socket.terminate();
  });
  const heard: (readonly unknown[])[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as readonly unknown[]));
  await new Promise((resolve) => socket.once('open', resolve));
  const result = stand.client.call('stations.command', { stationId: 'OURS-25', command: { type: 'clearCache' } });
  const asked = await eventually(() => {
    const call = heard.find(([type, , action]) => type === 2 && action === 'ClearCache');
    if (call === undefined) throw new Error('Nothing was asked');
    return call;
  });
  socket.send(JSON.stringify([2, 'meanwhile', 'Heartbeat', {}]));
  await eventually(() => {
    expect(heard.at(-1)).toEqual([3, 'meanwhile', { currentTime: plainTime }]);
  });
  socket.send(JSON.stringify([3, asked[1], { status: 'Accepted' }]));
  expect(await result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
});

it('quirk 31: the time is told without fractions and without an offset', async () => {
  const { station, wire } = stand.station('OURS-31');
  await station.boot();
  await station.call('Heartbeat', {});
  const [boot] = wire.of('BootNotification');
  expect(boot?.answer).toMatchObject({ currentTime: plainTime });
  expect(wire.of('Heartbeat')).toEqual([says('Heartbeat', {}, { currentTime: plainTime })]);
});

it('quirk 47: numbers of transactions are never given twice, not even after a power cut', async () => {
  const dataFolder = await makeDataFolder();
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const given: (number | null)[] = [];
  for (const stationId of ['OURS-47-A', 'OURS-47-B', 'OURS-47-C']) {
    const service = await startService({ dataFolder });
    const station = createSimulatedStation({ url: service.ocppUrl, stationId });
    await station.boot();
    await station.plugIn(1);
    given.push((await station.startTransaction(1, cards.valid)).transactionId);
    station.disconnect();
    await service.kill();
  }
  expect(new Set(given).size).toBe(3);
  for (const number of given) expect(number).toSatisfy((id: number) => Number.isInteger(id) && id > 0 && id < 2 ** 31);
});

it('quirk 48: a session on a connector that was never reported is answered like any other, and its energy is counted', async () => {
  const { station, wire, ...point } = await stand.booted('OURS-48');
  const start = { connectorId: 7, idTag: cards.valid, meterStart: 5_000, timestamp: writeTime(Date.now() - 60_000) };
  const outcome = await station.call('StartTransaction', start);
  const transactionId = outcome.kind === 'answered' ? outcome.response.transactionId : 0;
  const stop = { transactionId, meterStop: 5_750, timestamp: writeTime(Date.now()), reason: 'Local' } as const;
  await station.call('StopTransaction', stop);
  await wire.shows([
    started(cards.valid, expect.anything(), { connectorId: 7 }),
    says('StopTransaction', { transactionId, meterStop: 5_750 }),
  ]);
  expect(await point.sessions()).toMatchObject([{ evseId: 7, energyWh: 750, stopReason: 'Local' }]);
});

it('quirk 72: a start from the console bears the console’s own card, which is short enough for every charger', async () => {
  const { station, wire, ...point } = await stand.booted('OURS-72');
  const { consoleIdToken } = await stand.client.call('settings.get', {});
  expect(consoleIdToken.length).toBeLessThanOrEqual(20);
  await expect(stand.client.call('settings.update', { consoleIdToken: 'A-TOKEN-OF-21-LETTERS' })).rejects.toMatchObject(
    { code: 'invalidInput' },
  );
  await station.plugIn(1);
  wire.forget();
  const result = await point.command({ type: 'remoteStart', evseId: 1, idToken: consoleIdToken });
  await wire.shows(
    [
      asks('RemoteStartTransaction', { connectorId: 1, idTag: consoleIdToken }, { status: 'Accepted' }),
      started(consoleIdToken, { status: 'Accepted' }),
    ],
    ['StatusNotification'],
  );
  await point.seen(result);
  expect(await point.evse()).toMatchObject({ session: { idToken: consoleIdToken } });
});
