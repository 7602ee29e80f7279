import { afterEach, expect, test } from 'vitest';
import type { ConfigurationView } from '../../electron/contract/configuration.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { eventually } from '../harness/eventually.ts';
import { type RunningService, startService } from '../harness/service.ts';

const stationId = 'HALL-1';
const running: RunningService[] = [];
const stations: SimulatedStation[] = [];

async function site(options: Partial<SimulatedStationOptions> = {}) {
  const service = await startService();
  running.push(service);
  const station = createSimulatedStation({ url: service.ocppUrl, stationId, rebootMs: 10, ...options });
  stations.push(station);
  await station.boot();
  return { service, client: service.client, station };
}

afterEach(async () => {
  for (const one of stations.splice(0)) one.disconnect();
  for (const service of running.splice(0)) await service.kill();
});

const entryOf = (view: ConfigurationView, key: string) => view.entries.find((entry) => entry.key === key);

test('all settings of a station are read, kept and told to every console', async () => {
  const { client } = await site();
  const empty = await client.call('configuration.get', { stationId });
  expect(empty).toEqual({ stationId, readAt: null, entries: [] });
  const view = await client.call('configuration.read', { stationId });
  expect(view.readAt).not.toBeNull();
  expect(entryOf(view, 'NumberOfConnectors')).toMatchObject({ value: '1', readonly: true });
  expect(await client.event('configuration.changed', ({ readAt }) => readAt !== null)).toEqual(view);
  expect(await client.call('configuration.get', { stationId })).toEqual(view);
});

test('a station that hides its settings is asked for them by name', async () => {
  const { client } = await site({ behaviour: { hidesConfiguration: true } });
  const view = await client.call('configuration.read', { stationId });
  expect(entryOf(view, 'HeartbeatInterval')?.value).toMatch(/^\d+$/);
  expect(await client.call('habits.list', { stationId })).toMatchObject([{ habit: 'oddConfiguration' }]);
});

test('a station that writes keys in lower case and values in quotes is understood', async () => {
  const { client } = await site({ behaviour: { quotesConfiguration: true } });
  await client.call('configuration.read', { stationId });
  const interval = await client.call('configuration.want', { stationId, key: 'HeartbeatInterval', value: '7200' });
  expect(interval.entries.find(({ key }) => key.toLowerCase() === 'heartbeatinterval')).toMatchObject({ drifts: true });
  expect(await client.call('configuration.apply', { stationId })).toMatchObject([{ outcome: { kind: 'accepted' } }]);
  await client.event('configuration.changed', ({ entries }) =>
    entries.some(({ value, drifts }) => value === '"7200"' && !drifts),
  );
});

test('what drifts is written, and read again', async () => {
  const { client } = await site();
  await client.call('configuration.read', { stationId });
  await client.call('configuration.want', { stationId, key: 'MeterValueSampleInterval', value: '45' });
  const applied = await client.call('configuration.apply', { stationId });
  expect(applied).toEqual([
    { key: 'MeterValueSampleInterval', outcome: { kind: 'accepted', response: { status: 'Accepted' } } },
  ]);
  const view = await client.event(
    'configuration.changed',
    (one) => entryOf(one, 'MeterValueSampleInterval')?.value === '45',
  );
  expect(entryOf(view, 'MeterValueSampleInterval')).toMatchObject({ wanted: '45', drifts: false });
  const { rows } = await client.call('commands.list', { stationId });
  expect(rows.map(({ type }) => type)).toEqual(['setConfiguration']);
});

test('a value that cannot be right is refused before it is sent, but an expert may send it', async () => {
  const { client } = await site();
  await expect(
    client.call('configuration.want', { stationId, key: 'MeterValueSampleInterval', value: '-1' }),
  ).rejects.toMatchObject({ code: 'invalidInput', details: { faults: [{ path: 'value', message: 'tooSmall' }] } });
  const command = { type: 'setConfiguration', key: 'MeterValueSampleInterval', value: '-1' } as const;
  expect(await client.call('stations.command', { stationId, command })).toMatchObject({ kind: 'rejected' });
});

test('a password is never among the settings', async () => {
  const { service, client } = await site();
  const key = 'AB'.repeat(16);
  const command = { type: 'setConfiguration', key: 'AuthorizationKey', value: key } as const;
  await client.call('stations.command', { stationId, command });
  const view = await client.call('configuration.read', { stationId });
  expect(entryOf(view, 'AuthorizationKey')?.value ?? null).toBeNull();
  expect(JSON.stringify(client.events)).not.toContain(key);
  expect(service.output().stderr).not.toContain(key);
});

test('measurands are tried until the station has those it takes', async () => {
  const { client } = await site({ behaviour: { refusedMeasurands: ['Temperature'] } });
  const measurands = ['Energy.Active.Import.Register', 'Temperature', 'Voltage'];
  const trial = await client.call('configuration.tryMeasurands', {
    stationId,
    key: 'MeterValuesSampledData',
    measurands,
  });
  expect(trial).toMatchObject({
    taken: ['Energy.Active.Import.Register', 'Voltage'],
    refused: ['Temperature'],
    outcome: { kind: 'accepted' },
  });
  await eventually(async () => {
    const view = await client.call('configuration.get', { stationId });
    expect(entryOf(view, 'MeterValuesSampledData')?.value).toBe('Energy.Active.Import.Register,Voltage');
  });
});

test('settings outlive the service, and a station that is away is not asked', async () => {
  const { client, station } = await site();
  await client.call('configuration.read', { stationId });
  station.disconnect();
  await client.event('stations.changed', (change) => change.station?.online === false);
  await expect(client.call('configuration.read', { stationId })).rejects.toMatchObject({
    code: 'conflict',
    details: { reason: 'stationOffline' },
  });
  expect((await client.call('configuration.get', { stationId })).entries.length).toBeGreaterThan(20);
});
