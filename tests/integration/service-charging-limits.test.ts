import { afterEach, expect, test } from 'vitest';
import type { LimitResult } from '../../electron/contract/charging-limits.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { type RunningService, startService } from '../harness/service.ts';

const stationId = 'HALL-1';
const running: RunningService[] = [];
const stations: SimulatedStation[] = [];

async function site(options: Partial<SimulatedStationOptions> = {}) {
  const service = await startService();
  running.push(service);
  const station = createSimulatedStation({ url: service.ocppUrl, stationId, connectors: 2, ...options });
  stations.push(station);
  await station.boot();
  return { client: service.client, station };
}

afterEach(async () => {
  for (const one of stations.splice(0)) one.disconnect();
  for (const service of running.splice(0)) await service.kill();
});

const forms = ({ attempts }: LimitResult): readonly string[] =>
  attempts.map(({ profile }) => `${profile.purpose} ${profile.kind} ${profile.schedule.unit}`);

test('a station takes a limit, says so in its schedule, and gives it back', async () => {
  const { client } = await site();
  const result = await client.call('chargingLimits.set', { stationId, limit: 16, unit: 'A' });
  expect(result).toMatchObject({ kind: 'confirmed', profile: { purpose: 'ChargingStationMaxProfile' } });
  const [profile] = await client.call('chargingLimits.list', { stationId });
  expect(profile).toMatchObject({ evseId: null, profile: result.profile });
  await client.event('chargingLimits.changed', ({ profiles }) => profiles.length === 1);

  const command = { type: 'getCompositeSchedule', durationSeconds: 600, unit: 'A' } as const;
  const composite = await client.call('stations.command', { stationId, command });
  expect(composite.response?.schedule?.schedule.periods[0]?.limit).toBe(16);

  const profileId = result.profile?.profileId ?? 0;
  expect(await client.call('chargingLimits.clear', { stationId, profileId })).toMatchObject({ kind: 'accepted' });
  expect(await client.call('chargingLimits.list', { stationId })).toEqual([]);
});

test('a running session is limited, and the limit ends with it', async () => {
  const { client, station } = await site();
  await station.plugIn(1);
  await station.presentCard(1, '04A2B91C');
  const { rows } = await client.call('sessions.list', { open: true });
  const sessionId = rows[0]?.sessionId ?? '';
  const result = await client.call('chargingLimits.set', { stationId, sessionId, limit: 6, unit: 'A' });
  expect(result).toMatchObject({
    kind: 'confirmed',
    profile: { purpose: 'TxProfile', transactionId: rows[0]?.transactionId },
  });
  expect(await client.call('chargingLimits.list', { stationId })).toMatchObject([{ evseId: 1 }]);
  await station.stopTransaction(1);
  await station.delivered();
  await client.event('chargingLimits.changed', ({ profiles }) => profiles.length === 0);
  await expect(client.call('chargingLimits.set', { stationId, sessionId, limit: 6, unit: 'A' })).rejects.toMatchObject({
    details: { reason: 'sessionEnded' },
  });
});

test('a limit of the night recurs every day', async () => {
  const { client } = await site();
  const daily = { fromMinute: 23 * 60, toMinute: 7 * 60 };
  const result = await client.call('chargingLimits.set', { stationId, evseId: 2, limit: 10, unit: 'A', daily });
  expect(['confirmed', 'unverified']).toContain(result.kind);
  expect(result.profile).toMatchObject({
    kind: 'Recurring',
    recurrency: 'Daily',
    schedule: { durationSeconds: 8 * 3600 },
  });
});

test('a station that takes limits in watts, for sessions to come and relative only, gets them so, and the next one at once', async () => {
  const taste = { purposes: ['TxDefaultProfile'], kinds: ['Relative'], units: ['W'], maxStackLevel: 0 } as const;
  const { client } = await site({ behaviour: { chargingProfiles: taste } });
  const first = await client.call('chargingLimits.set', { stationId, limit: 16, unit: 'A', phases: 3 });
  expect(['confirmed', 'unverified']).toContain(first.kind);
  expect(first.attempts.length).toBeGreaterThan(1);
  expect(first.profile).toMatchObject({
    ...{ purpose: 'TxDefaultProfile', kind: 'Relative', stackLevel: 0 },
    schedule: { unit: 'W', periods: [{ startSeconds: 0, limit: 11_040 }] },
  });
  expect(await client.call('habits.list', { stationId })).toMatchObject([{ habit: 'pickyChargingProfiles' }]);
  const second = await client.call('chargingLimits.set', { stationId, limit: 10, unit: 'A', phases: 3 });
  expect(forms(second)).toEqual(['TxDefaultProfile Relative W']);
});

test('a station without smart charging is asked once for each purpose', async () => {
  const { client } = await site({ profiles: [] });
  const result = await client.call('chargingLimits.set', { stationId, limit: 16, unit: 'A' });
  expect(result).toMatchObject({ kind: 'refused', profile: null, before: null });
  expect(forms(result)).toEqual(['ChargingStationMaxProfile Absolute A', 'TxDefaultProfile Absolute A']);
});
