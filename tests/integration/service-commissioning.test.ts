import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { stationChecks } from '../../electron/contract/commissioning.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { type RunningService, startService } from '../harness/service.ts';

const running: RunningService[] = [];
const stations: SimulatedStation[] = [];

async function start(options: Parameters<typeof startService>[0] = {}): Promise<RunningService> {
  const service = await startService(options);
  running.push(service);
  return service;
}

function station(
  service: RunningService,
  stationId: string,
  options: Partial<SimulatedStationOptions> = {},
): SimulatedStation {
  const created = createSimulatedStation({ url: service.ocppUrl, stationId, ...options });
  stations.push(created);
  return created;
}

afterEach(async () => {
  for (const one of stations.splice(0)) one.disconnect();
  for (const service of running.splice(0)) await service.kill();
});

/** Knocks at the door, and hears with which status it is turned away. */
function knock(url: string, subprotocols: readonly string[], headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...subprotocols], { headers });
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      reject(new Error('The door was opened'));
    });
    socket.on('error', () => {
      resolve(0);
    });
  });
}

describe('a station that cannot connect', () => {
  test('is seen with where it came from, as whom, and why it was turned away', async () => {
    const service = await start();
    const { client, ocppUrl } = service;
    await client.call('stations.add', { stationId: 'HALL-1', name: '', password: 'secret-of-hall-1' });
    const wrong = { authorization: `Basic ${Buffer.from('HALL-1:wrong').toString('base64')}` };
    expect(await knock(`${ocppUrl}/HALL-1`, ['ocpp1.6'], wrong)).toBe(401);
    expect(await knock(`${ocppUrl}/HALL-1`, ['ocpp1.6'], wrong)).toBe(401);
    await knock(`${ocppUrl}/HALL-2`, ['ocpp9.9']);
    await client.event('handshakes.changed');
    const { total, rows } = await client.call('handshakes.list', {});
    expect(total).toBe(2);
    expect(rows.find(({ identity }) => identity === 'HALL-1')).toMatchObject({
      ...{ remoteAddress: '127.0.0.1', refusal: 'wrongCredentials', secure: false, count: 2 },
    });
    expect(rows.find(({ identity }) => identity === 'HALL-2')).toMatchObject({
      refusal: 'noCommonSubprotocol',
      count: 1,
    });
    const alerts = await client.event('alerts.changed', (active) =>
      active.some(({ kind }) => kind === 'handshakeFailed'),
    );
    expect(
      alerts.filter(({ kind, details }) => kind === 'handshakeFailed' && details['identity'] === 'HALL-1'),
    ).toHaveLength(1);

    expect(await client.call('handshakes.clear', {})).toBeNull();
    expect((await client.call('handshakes.list', {})).total).toBe(0);
  });
});

describe('the first contact with a station', () => {
  test('is judged, told and remembered', async () => {
    const service = await start();
    const { client } = service;
    await station(service, 'HALL-1', { connectors: 2 }).boot();
    expect(await client.call('checks.get', { stationId: 'HALL-1' })).toBeNull();
    const view = await client.call('checks.run', { stationId: 'HALL-1' });
    expect(view.results.map(({ check }) => check)).toEqual([...stationChecks]);
    const states = Object.fromEntries(view.results.map(({ check, state }) => [check, state]));
    expect(states).toMatchObject({
      ...{ connected: 'good', booted: 'good', core: 'good', firmwareManagement: 'good', localAuthList: 'good' },
      ...{
        reservation: 'good',
        smartCharging: 'good',
        remoteTrigger: 'good',
        connectors: 'good',
        statusReports: 'good',
      },
      ...{ meterValues: 'good', meterInterval: 'good', heartbeat: 'good', password: 'missing' },
    });
    expect(await client.event('checks.changed')).toEqual(view);
    expect(await client.call('checks.get', { stationId: 'HALL-1' })).toEqual(view);
  });

  test('shows what a simple station does not have', async () => {
    const service = await start();
    await station(service, 'HALL-1', { profiles: [] }).boot();
    const { results } = await service.client.call('checks.run', { stationId: 'HALL-1' });
    const missing = results.filter(({ state }) => state === 'missing').map(({ check }) => check);
    expect(missing).toEqual(
      expect.arrayContaining(['firmwareManagement', 'localAuthList', 'reservation', 'smartCharging', 'remoteTrigger']),
    );
  });

  test('needs the station', async () => {
    const { client } = await start();
    await client.call('stations.add', { stationId: 'HALL-1', name: '' });
    await expect(client.call('checks.run', { stationId: 'HALL-1' })).rejects.toMatchObject({
      details: { reason: 'stationOffline' },
    });
  });
});

describe('habits', () => {
  test('of a station are counted while it is understood all the same', async () => {
    const service = await start();
    const { client } = service;
    const charger = station(service, 'HALL-1', { subprotocols: [] });
    await charger.boot();
    charger.sendText('[2,"odd-1","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]');
    charger.sendText('[2,"odd-2","Heartbeat",null]');
    await expect
      .poll(async () => (await client.call('habits.list', { stationId: 'HALL-1' })).map(({ habit }) => habit))
      .toEqual(expect.arrayContaining(['noSubprotocol', 'brokenJson', 'nullPayload']));
  });
});

describe('the demonstration', () => {
  test('plays quirks on request, and only the demonstration does', async () => {
    const plain = await start();
    await expect(plain.client.call('demo.quirks', {})).rejects.toMatchObject({ details: { reason: 'notDemo' } });
    const { client } = await start({ flags: ['--demo'] });
    const quirks = await client.call('demo.quirks', {});
    expect(quirks.length).toBeGreaterThan(0);
    const quirk = quirks.includes(34) ? 34 : (quirks[0] ?? 0);
    const { stationId } = await client.call('demo.playQuirk', { quirk });
    await client.event(
      'stations.changed',
      (change) => change.stationId === stationId && change.station?.online === true,
    );
    await client.call('demo.playQuirk', { quirk: 14 });
    const floods = async (): Promise<readonly unknown[]> =>
      (await client.call('stations.list', {}))
        .filter((station) => station.stationId.startsWith('QUIRK-14') && station.online)
        .map((station) => station.admission);
    await expect.poll(floods).toEqual(Array.from({ length: 6 }, () => 'accepted'));
    await expect(client.call('demo.playQuirk', { quirk: 11 })).rejects.toMatchObject({ code: 'notFound' });
  });
});
