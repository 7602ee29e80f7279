import { describe, expect, it } from 'vitest';
import type { ChargingProfile } from '../../ocpp/model/charging-profile.ts';
import type { Command } from '../../ocpp/model/command.ts';
import { testNow } from './ocpp/memory-central-system.ts';
import { eventually } from '../harness/eventually.ts';
import { startSite, type SimulatedSite } from './simulator/simulated-site.ts';

const minuteMs = 60_000;
const idTag = '04A2B91C5F8280';
const hungry = {
  vehicle: { name: 'Bus', batteryWh: 300_000, maxAcPowerW: 22_000, maxDcPowerW: 0 },
  socPercent: 10,
};

const profile = (details: Partial<ChargingProfile> = {}, limit = 10): ChargingProfile => ({
  profileId: 1,
  stackLevel: 0,
  purpose: 'TxDefaultProfile',
  kind: 'Absolute',
  schedule: { unit: 'A', startAt: new Date(testNow).toISOString(), periods: [{ startSeconds: 0, limit }] },
  ...details,
});

const ampsInW = (amps: number): number => amps * 690;

async function chargingSite(options?: Parameters<typeof startSite>[0]): Promise<SimulatedSite> {
  const site = await startSite(options);
  await site.station.boot();
  await site.station.plugIn(1, hungry);
  await site.station.startTransaction(1, idTag);
  await site.time.advance(minuteMs);
  return site;
}

const set = async (site: SimulatedSite, wanted: ChargingProfile, evseId?: number): Promise<string | undefined> =>
  (await site.command({ type: 'setChargingProfile', evseId, profile: wanted })).response?.status;

const clear = async (site: SimulatedSite, criteria: Partial<Command> = {}): Promise<string | undefined> =>
  (await site.command({ type: 'clearChargingProfile', ...criteria } as Command)).response?.status;

const powerAfter = async ({ station, time }: SimulatedSite, minutes: number): Promise<number> => {
  await time.advance(minutes * minuteMs);
  return station.connector(1).powerW;
};

describe('a charging profile', () => {
  it('limits the power that flows, and no longer once it is cleared', async () => {
    const site = await chargingSite();
    expect(site.station.connector(1).powerW).toBe(22_000);
    expect(await set(site, profile())).toBe('Accepted');
    expect(await powerAfter(site, 1)).toBe(ampsInW(10));
    expect(await clear(site, { profileId: 99 })).toBe('Unknown');
    expect(await clear(site, { profileId: 1 })).toBe('Accepted');
    expect(await powerAfter(site, 1)).toBe(22_000);
  });

  it('changes the power at the moments it names', async () => {
    const site = await chargingSite();
    const periods = [
      { startSeconds: 0, limit: 10 },
      { startSeconds: 600, limit: 0 },
      { startSeconds: 1200, limit: 16 },
    ];
    const startAt = new Date(testNow).toISOString();
    await set(site, profile({ schedule: { unit: 'A', startAt, durationSeconds: 1800, periods } }));
    expect(await powerAfter(site, 1)).toBe(ampsInW(10));
    expect(await powerAfter(site, 10)).toBe(0);
    await eventually(() => {
      expect(site.statuses(1).at(-1)).toBe('SuspendedEVSE');
    });
    expect(await powerAfter(site, 10)).toBe(ampsInW(16));
    expect(await powerAfter(site, 10)).toBe(22_000);
    expect(site.statuses(1).at(-1)).toBe('Charging');
  });

  it('of the charge goes before the default, and the station as a whole before both', async () => {
    const site = await chargingSite();
    await set(site, profile({ profileId: 1 }, 16));
    await set(site, profile({ profileId: 2, purpose: 'TxProfile', transactionId: '1' }, 20), 1);
    expect(await powerAfter(site, 1)).toBe(ampsInW(20));
    await set(site, profile({ profileId: 3, purpose: 'ChargingStationMaxProfile' }, 12));
    expect(await powerAfter(site, 1)).toBe(ampsInW(12));
    expect(site.station.inside().chargingProfiles).toHaveLength(3);
    await site.station.stopTransaction(1);
    expect(site.station.inside().chargingProfiles.map(({ profile: kept }) => kept.chargingProfileId)).toEqual([1, 3]);
  });

  it('with a higher stack level counts, and replaces the one of its own level', async () => {
    const site = await chargingSite();
    await set(site, profile({ profileId: 1, stackLevel: 1 }, 20));
    await set(site, profile({ profileId: 2, stackLevel: 0 }, 10));
    expect(await powerAfter(site, 1)).toBe(ampsInW(20));
    await set(site, profile({ profileId: 3, stackLevel: 1 }, 8));
    expect(await powerAfter(site, 1)).toBe(ampsInW(8));
    expect(await clear(site, { stackLevel: 1 })).toBe('Accepted');
    expect(await powerAfter(site, 1)).toBe(ampsInW(10));
  });

  it('comes along with a remote start', async () => {
    const site = await startSite();
    await site.station.boot();
    await site.station.plugIn(1, hungry);
    const wanted = profile({
      purpose: 'TxProfile',
      kind: 'Relative',
      schedule: { unit: 'W', periods: [{ startSeconds: 0, limit: 5_000 }] },
    });
    expect(await site.command({ type: 'remoteStart', evseId: 1, idToken: idTag, profile: wanted })).toMatchObject({
      kind: 'accepted',
    });
    await eventually(() => {
      expect(site.station.connector(1).transaction?.transactionId).toBe(1);
    });
    expect(await powerAfter(site, 1)).toBe(5_000);
    const other = profile({ purpose: 'TxDefaultProfile' });
    expect(await site.command({ type: 'remoteStart', evseId: 2, idToken: idTag, profile: other })).toMatchObject({
      kind: 'rejected',
    });
  });

  it.each([
    ['for a charge that is not there', profile({ purpose: 'TxProfile' }), 2],
    ['for another charge', profile({ purpose: 'TxProfile', transactionId: '99' }), 1],
    ['for the station at a connector', profile({ purpose: 'ChargingStationMaxProfile' }), 1],
    ['for a connector it has not', profile(), 9],
    ['above its highest level', profile({ stackLevel: 11 }), 1],
    ['that begins too late', profile({ schedule: { unit: 'A', periods: [{ startSeconds: 5, limit: 6 }] } }), 1],
    ['that recurs without saying how', profile({ kind: 'Recurring' }), 1],
  ])('%s is rejected', async (_, wanted, evseId) => {
    expect(await set(await chargingSite(), wanted, evseId)).toBe('Rejected');
  });

  it('is not supported without SmartCharging, is a matter of taste, and may be ignored', async () => {
    expect(await set(await chargingSite({ profiles: ['Core'] }), profile())).toBe('NotSupported');
    const picky = await chargingSite({ behaviour: { chargingProfiles: { maxStackLevel: 0, units: ['W'] } } });
    expect(await set(picky, profile())).toBe('Rejected');
    const deaf = await chargingSite({ behaviour: { ignoresLimits: true } });
    expect(await set(deaf, profile())).toBe('Accepted');
    expect(await powerAfter(deaf, 1)).toBe(22_000);
  });
});

describe('the composite schedule', () => {
  it('tells what will hold, in the unit asked for', async () => {
    const site = await chargingSite();
    const periods = [
      { startSeconds: 0, limit: 16 },
      { startSeconds: 1860, limit: 8 },
    ];
    await set(site, profile({ schedule: { unit: 'A', startAt: new Date(testNow).toISOString(), periods } }), 1);
    await set(site, profile({ profileId: 2, purpose: 'ChargingStationMaxProfile' }, 12));
    const asked = { type: 'getCompositeSchedule', evseId: 1, durationSeconds: 3600 } as const;
    expect((await site.command(asked)).response?.schedule?.schedule).toMatchObject({
      unit: 'A',
      durationSeconds: 3600,
      periods: [
        { startSeconds: 0, limit: 12 },
        { startSeconds: 1800, limit: 8 },
      ],
    });
    expect((await site.command({ ...asked, unit: 'W' })).response?.schedule?.schedule.periods).toEqual([
      { startSeconds: 0, limit: ampsInW(12) },
      { startSeconds: 1800, limit: ampsInW(8) },
    ]);
    expect(await site.command({ ...asked, evseId: 9 })).toMatchObject({ kind: 'rejected' });
  });

  it('follows a schedule of every day through midnight', async () => {
    const site = await chargingSite();
    const night = {
      unit: 'W',
      startAt: '2026-02-01T20:00:00Z',
      durationSeconds: 6 * 3600,
      periods: [{ startSeconds: 0, limit: 3_000 }],
    } as const;
    await set(site, profile({ kind: 'Recurring', recurrency: 'Daily', schedule: night }));
    const { response } = await site.command({
      ...{ type: 'getCompositeSchedule', evseId: 1, durationSeconds: 30 * 3600, unit: 'W' },
    });
    const hours = response?.schedule?.schedule.periods.map(({ startSeconds, limit }) => [
      Math.round(startSeconds / 3600),
      limit,
    ]);
    // Asked at 08:01: full power until 20:00, the limit until 02:00.
    expect(hours).toEqual([
      [0, 22_000],
      [12, 3_000],
      [18, 22_000],
    ]);
  });
});
