import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import { makeDataFolder, openDoors, type RunningService, startService } from '../harness/service.ts';

const running: RunningService[] = [];
const stations: SimulatedStation[] = [];

async function start(options: Parameters<typeof startService>[0] = {}): Promise<RunningService> {
  const service = await startService(options);
  running.push(service);
  return service;
}

function station(service: RunningService, stationId: string, connectors = 1): SimulatedStation {
  const created = createSimulatedStation({ url: service.ocppUrl, stationId, connectors, registerWh: 10_000 });
  stations.push(created);
  return created;
}

afterEach(async () => {
  for (const one of stations.splice(0)) one.disconnect();
  for (const service of running.splice(0)) await service.kill();
});

describe('a station that charges', () => {
  test('boots, authorises, starts, measures and stops, and its session is in the list', async () => {
    const service = await start();
    const { client } = service;
    const charger = station(service, 'HALL-1');
    expect((await charger.boot())?.status).toBe('Accepted');
    await charger.plugIn(1);
    expect((await charger.presentCard(1, '04A2B91C')).status).toBe('Accepted');
    await charger.sendMeterValues(1);

    const [live] = await client.call('stations.list', {});
    expect(live).toMatchObject({ stationId: 'HALL-1', online: true, admission: 'accepted', protocol: 'ocpp1.6' });
    expect(live?.evses).toHaveLength(1);
    expect(live?.evses[0]).toMatchObject({ evseId: 1, status: 'Charging', session: { idToken: '04A2B91C' } });

    await charger.stopTransaction(1);
    await charger.delivered();
    const page = await client.call('sessions.list', {});
    expect(page).toMatchObject({ total: 1, totals: { sessions: 1 } });
    const [session] = page.rows;
    expect(session).toMatchObject({
      stationId: 'HALL-1',
      evseId: 1,
      idToken: '04A2B91C',
      meterStartWh: 10_000,
      energySource: 'register',
      stopReason: 'Local',
      verdict: 'ok',
      flags: [],
      currency: 'AZN',
      grossMinor: null,
    });
    expect(session?.energyWh).toBe((session?.meterStopWh ?? 0) - 10_000);
    const series = await client.call('sessions.series', { sessionId: session?.sessionId ?? '' });
    expect(series.points.length).toBeGreaterThan(0);
    const frames = await client.call('frames.list', { sessionId: session?.sessionId ?? '', limit: 100 });
    expect(frames.rows.map((frame) => frame.action)).toEqual(
      expect.arrayContaining(['StartTransaction', 'MeterValues', 'StopTransaction']),
    );
  });

  test('is commanded from the console, and the effect is seen', async () => {
    const service = await start();
    const { client } = service;
    const charger = station(service, 'HALL-1');
    await charger.boot();
    await charger.plugIn(1);
    const { consoleIdToken } = await client.call('settings.get', {});
    const started = await client.call('stations.command', {
      stationId: 'HALL-1',
      command: { type: 'remoteStart', evseId: 1, idToken: consoleIdToken },
    });
    expect(started).toMatchObject({ kind: 'accepted' });
    await client.event(
      'commands.changed',
      (command) => command.commandId === started.commandId && command.effect === 'seen',
    );

    const [live] = await client.call('stations.list', {});
    const transactionId = live?.evses[0]?.session?.transactionId ?? '';
    const stopped = await client.call('stations.command', {
      stationId: 'HALL-1',
      command: { type: 'remoteStop', transactionId },
    });
    expect(stopped).toMatchObject({ kind: 'accepted' });
    await client.event(
      'commands.changed',
      (command) => command.commandId === stopped.commandId && command.effect === 'seen',
    );
    const closed = await client.event('sessions.changed', (session) => session.stoppedAt !== null);
    expect(closed).toMatchObject({ transactionId, stopReason: 'Remote', verdict: 'ok' });
  });

  test('has a setting changed, and reading it again shows that it took it', async () => {
    const service = await start();
    const charger = station(service, 'HALL-1');
    await charger.boot();
    const result = await service.client.call('stations.command', {
      stationId: 'HALL-1',
      command: { type: 'setConfiguration', key: 'MeterValueSampleInterval', value: '45' },
    });
    expect(result).toMatchObject({ kind: 'accepted' });
    const seen = await service.client.event(
      'commands.changed',
      ({ commandId, effect }) => commandId === result.commandId && effect !== 'none' && effect !== 'waiting',
    );
    expect(seen.effect).toBe('seen');
  });

  test('that is not connected takes no command, which is an outcome and no error', async () => {
    const service = await start();
    await service.client.call('stations.add', { stationId: 'AWAY', name: 'Away' });
    const result = await service.client.call('stations.command', {
      stationId: 'AWAY',
      command: { type: 'clearCache' },
    });
    expect(result).toMatchObject({ kind: 'offline', effect: 'none' });
  });
});

describe('two stations at once', () => {
  test('each have their own session with their own number', async () => {
    const service = await start();
    const both = ['HALL-1', 'HALL-2'].map((id) => station(service, id));
    await Promise.all(both.map((charger) => charger.boot()));
    await Promise.all(both.map((charger) => charger.plugIn(1)));
    const started = await Promise.all(
      both.map((charger, index) => charger.startTransaction(1, `CARD-${String(index)}`)),
    );
    expect(new Set(started.map(({ transactionId }) => transactionId)).size).toBe(2);
    await Promise.all(both.map((charger) => charger.stopTransaction(1)));
    const { rows } = await service.client.call('sessions.list', { open: false });
    expect(rows.map(({ stationId, idToken }) => `${stationId} ${String(idToken)}`).sort()).toEqual([
      'HALL-1 CARD-0',
      'HALL-2 CARD-1',
    ]);
  });
});

describe('a service that is killed', () => {
  test('in mid-session has lost nothing it answered, and the stop afterwards closes the same session', async () => {
    const dataFolder = await makeDataFolder();
    onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
    const first = await start({ dataFolder, flags: [...openDoors, '--ocpp-port', '0'] });
    const charger = station(first, 'HALL-1');
    await charger.boot();
    await charger.plugIn(1);
    const { transactionId } = await charger.startTransaction(1, '04A2B91C');
    await charger.sendMeterValues(1);
    const port = new URL(first.ocppUrl).port;
    await first.kill();

    const second = await start({ dataFolder, flags: [...openDoors, '--ocpp-port', port] });
    const [open] = (await second.client.call('sessions.list', { open: true })).rows;
    expect(open).toMatchObject({ stationId: 'HALL-1', transactionId: String(transactionId), idToken: '04A2B91C' });
    const { points } = await second.client.call('sessions.series', { sessionId: open?.sessionId ?? '' });
    expect(points.length).toBeGreaterThan(0);

    await charger.goOnline();
    await charger.stopTransaction(1);
    await charger.delivered();
    const all = await second.client.call('sessions.list', {});
    expect(all.total).toBe(1);
    expect(all.rows[0]).toMatchObject({ sessionId: open?.sessionId, verdict: 'ok', stopReason: 'Local' });
    await second.stop();
  });
});
