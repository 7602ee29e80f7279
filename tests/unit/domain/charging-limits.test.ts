import { describe, expect, test } from 'vitest';
import type { LimitResult } from '../../../electron/contract/charging-limits.ts';
import { type ChargingLimits, createChargingLimits } from '../../../electron/service/domain/charging-limits.ts';
import type { ChargingProfile, ChargingSchedulePeriod } from '../../../ocpp/model/charging-profile.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { eventually } from '../../harness/eventually.ts';
import { at, noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

interface Charger {
  readonly site: TestSite;
  readonly station: TestStation;
  readonly limits: ChargingLimits;
  readonly installed: Map<number, ChargingProfile>;
  readonly tried: ChargingProfile[];
}

interface Manners {
  readonly takes?: (profile: ChargingProfile) => CommandOutcome['kind'] | 'NotSupported';
  /** What it says holds; by default what was installed. Null where it tells nothing. */
  readonly composite?: ((installed: ChargingProfile | undefined) => ChargingSchedulePeriod | null) | null;
  readonly clearsById?: boolean;
}

async function charger(manners: Manners = {}): Promise<Charger> {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  await station.say((rules) => rules.bootNotification({ ...noDetails, vendor: 'Acme', model: 'Box' }));
  const installed = new Map<number, ChargingProfile>();
  const tried: ChargingProfile[] = [];
  const take = (profile: ChargingProfile): CommandOutcome => {
    tried.push(profile);
    const kind = manners.takes?.(profile) ?? 'accepted';
    if (kind === 'accepted') installed.set(profile.profileId, profile);
    if (kind === 'NotSupported') return { kind: 'notSupported', response: { status: 'NotSupported' } };
    return kind === 'rejected' || kind === 'accepted' ? { kind, response: { status: kind } } : { kind };
  };
  const compose = (command: Command & { type: 'getCompositeSchedule' }): CommandOutcome => {
    if (manners.composite === null) return { kind: 'rejected', response: { status: 'Rejected' } };
    const newest = [...installed.values()].at(-1);
    const period = manners.composite === undefined ? (newest?.schedule.periods[0] ?? null) : manners.composite(newest);
    const schedule = {
      evseId: command.evseId ?? 0,
      startAt: new Date(site.time.now()).toISOString(),
      schedule: { unit: newest?.schedule.unit ?? 'A', periods: period === null ? [] : [period] },
    } as const;
    return { kind: 'accepted', response: { status: 'Accepted', schedule } };
  };
  site.answerCommands((_, command) => {
    if (command.type === 'setChargingProfile') return take(command.profile);
    if (command.type === 'getCompositeSchedule') return compose(command);
    if (command.type !== 'clearChargingProfile') return { kind: 'accepted' };
    if (command.profileId !== undefined && manners.clearsById === false) return { kind: 'rejected' };
    if (command.profileId !== undefined) installed.delete(command.profileId);
    else installed.clear();
    return { kind: 'accepted', response: { status: 'Accepted' } };
  });
  const limits = createChargingLimits({ ...site, clock: site.time });
  return { site, station, limits, installed, tried };
}

const start = async ({ station, site }: Charger, evseId = 1): Promise<string> => {
  await station.say((rules) =>
    rules.transactionStarted({
      evseId,
      transactionId: null,
      idToken: 'CARD',
      meterStartWh: 0,
      time: at(site.time.now()),
      reservationId: null,
    }),
  );
  return (await site.sessions()).at(-1)?.sessionId ?? '';
};

const stop = async ({ station, site }: Charger): Promise<void> => {
  const session = (await site.sessions()).at(-1);
  await station.say((rules) =>
    rules.transactionEnded({
      transactionId: session?.transactionId ?? '',
      idToken: null,
      meterStopWh: 100,
      time: at(site.time.now()),
      reason: 'Local',
      meterValues: [],
    }),
  );
};

const shapes = ({ attempts }: LimitResult): readonly string[] =>
  attempts.map(({ profile }) => `${profile.purpose} ${profile.kind} ${profile.schedule.unit}`);

describe('a limit', () => {
  test('of the whole station is its maximum, begins in the past and is confirmed by its schedule', async () => {
    const one = await charger();
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    expect(result).toMatchObject({
      kind: 'confirmed',
      before: null,
      profile: { purpose: 'ChargingStationMaxProfile', kind: 'Absolute', stackLevel: 0 },
    });
    expect(result.profile?.schedule.periods).toEqual([{ startSeconds: 0, limit: 32 }]);
    expect(Date.parse(result.profile?.schedule.startAt ?? '')).toBeLessThan(one.site.time.now());
    expect(await one.limits.list('HALL-1')).toMatchObject([
      { stationId: 'HALL-1', evseId: null, profile: result.profile },
    ]);
  });

  test('waits for one that is being set: what a station says of one is not taken for the other', async () => {
    const one = await charger({
      composite: (installed) => {
        const [period] = installed?.schedule.periods ?? [];
        return period === undefined || period.limit === 10 ? (period ?? null) : { ...period, limit: 99_999 };
      },
    });
    await start(one);
    const clicks = [16, 10].map((limit) => one.limits.set({ stationId: 'HALL-1', limit, unit: 'A' }));
    expect((await Promise.all(clicks)).map(({ kind }) => kind)).toEqual(['ignored', 'confirmed']);
    expect([...one.installed.values()].map(({ schedule }) => schedule.periods[0]?.limit)).toEqual([10]);
  });

  test('of a connector is the default of its sessions, with the number of phases where it was given', async () => {
    const one = await charger();
    const result = await one.limits.set({ stationId: 'HALL-1', evseId: 2, limit: 10.5, unit: 'A', phases: 3 });
    expect(result.profile).toMatchObject({
      purpose: 'TxDefaultProfile',
      schedule: { periods: [{ startSeconds: 0, limit: 10.5, phases: 3 }] },
    });
    expect(await one.limits.list('HALL-1')).toMatchObject([{ evseId: 2 }]);
  });

  test('of a session names its transaction and is gone when it ends', async () => {
    const one = await charger();
    const sessionId = await start(one);
    const result = await one.limits.set({ stationId: 'HALL-1', sessionId, limit: 7000, unit: 'W' });
    expect(result).toMatchObject({
      kind: 'confirmed',
      profile: { purpose: 'TxProfile', kind: 'Relative', transactionId: '1' },
    });
    await stop(one);
    expect(await one.limits.list('HALL-1')).toEqual([]);
    await eventually(async () => {
      expect(await one.site.store.read.profiles.list('HALL-1')).toEqual([]);
    });
    await expect(one.limits.set({ stationId: 'HALL-1', sessionId, limit: 1, unit: 'A' })).rejects.toMatchObject({
      details: { reason: 'sessionEnded' },
    });
  });

  test('of a time of day recurs, on the site’s clock, above the one that always holds', async () => {
    const one = await charger();
    const daily = { fromMinute: 22 * 60, toMinute: 6 * 60 };
    await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A', daily });
    // 08:00 UTC is noon in Baku: the last 22:00 there was 18:00 UTC of the day before.
    expect(result.profile).toMatchObject({
      kind: 'Recurring',
      recurrency: 'Daily',
      stackLevel: 1,
      schedule: { startAt: '2026-07-05T18:00:00.000Z', durationSeconds: 8 * 3600 },
    });
    expect(await one.limits.list('HALL-1')).toHaveLength(2);
  });

  test('replaces the one that was there', async () => {
    const one = await charger();
    const first = await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    const second = await one.limits.set({ stationId: 'HALL-1', limit: 20, unit: 'A' });
    expect(second.before).toEqual(first.profile);
    expect(second.profile?.profileId).toBe(first.profile?.profileId);
    expect(await one.limits.list('HALL-1')).toHaveLength(1);
  });
});

describe('a station that is particular', () => {
  test('is asked in one form after the other, and the next of its make in the right one at once', async () => {
    const one = await charger({
      takes: ({ purpose, schedule }) =>
        purpose === 'TxDefaultProfile' && schedule.unit === 'W' ? 'accepted' : 'rejected',
    });
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A', phases: 3 });
    expect(shapes(result)).toEqual([
      'ChargingStationMaxProfile Absolute A',
      'ChargingStationMaxProfile Relative A',
      'ChargingStationMaxProfile Absolute W',
      'ChargingStationMaxProfile Relative W',
      'TxDefaultProfile Absolute A',
      'TxDefaultProfile Relative A',
      'TxDefaultProfile Absolute W',
    ]);
    expect(result.profile?.schedule.periods).toEqual([{ startSeconds: 0, limit: 11_040, phases: 3 }]);
    expect((await one.site.habits.list('HALL-1'))[0]?.habit).toBe('pickyChargingProfiles');

    const other = await one.site.connect('HALL-2');
    await other.say((rules) => rules.bootNotification({ ...noDetails, vendor: 'ACME', model: 'box' }));
    const again = await one.limits.set({ stationId: 'HALL-2', limit: 10, unit: 'A', phases: 1 });
    expect(shapes(again)).toEqual(['TxDefaultProfile Absolute W']);
  });

  test('that says in which unit it takes limits is asked in that one first', async () => {
    const one = await charger();
    await one.site.store.write((unit) =>
      unit.configuration.told(
        'HALL-1',
        [{ key: 'chargingScheduleAllowedChargingRateUnit', value: 'Power', readonly: true }],
        one.site.time.now(),
      ),
    );
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A' });
    // On how many phases the car charges nobody knows: it must not get more than was allowed.
    expect(result.profile?.schedule).toMatchObject({ unit: 'W', periods: [{ startSeconds: 0, limit: 3680 }] });
  });

  test('that takes a limit and ignores it is tried on, and gets back what it had', async () => {
    let honest = true;
    const own = (newest: ChargingProfile | undefined) => (newest?.schedule.unit === 'W' ? 43_470 : 63);
    const one = await charger({
      composite: (newest) => (honest ? (newest?.schedule.periods[0] ?? null) : { startSeconds: 0, limit: own(newest) }),
    });
    await start(one);
    const first = await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    honest = false;
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 6, unit: 'A' });
    expect(result.kind).toBe('ignored');
    expect(result.attempts.length).toBeGreaterThan(1);
    expect(result.before).toEqual(first.profile);
    expect([...one.installed.values()]).toEqual([first.profile]);
    expect((await one.limits.list('HALL-1')).map(({ profile }) => profile)).toEqual([first.profile]);
  });

  test('that tells no schedule leaves the limit unverified', async () => {
    const one = await charger({ composite: null });
    expect((await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' })).kind).toBe('unverified');
  });

  test('whose schedule is empty while nobody charges may still keep to a default', async () => {
    const one = await charger({ composite: () => null });
    expect((await one.limits.set({ stationId: 'HALL-1', evseId: 1, limit: 16, unit: 'A' })).kind).toBe('unverified');
    await start(one);
    expect((await one.limits.set({ stationId: 'HALL-1', evseId: 1, limit: 16, unit: 'A' })).kind).toBe('ignored');
  });

  test('that refuses every form shows what holds instead', async () => {
    let takes: 'accepted' | 'rejected' = 'accepted';
    const one = await charger({ takes: () => takes });
    const first = await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    takes = 'rejected';
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A' });
    expect(result).toMatchObject({ kind: 'refused', profile: null, before: first.profile });
    expect(result.attempts.length).toBeLessThanOrEqual(10);
    expect(await one.limits.list('HALL-1')).toHaveLength(1);
  });

  test('that knows no smart charging, or is away, is asked once', async () => {
    const without = await charger({ takes: () => 'notSupported' });
    expect(await without.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A' })).toMatchObject({ kind: 'refused' });
    expect(without.tried).toHaveLength(1);
    const away = await charger({ takes: () => 'offline' });
    expect(await away.limits.set({ stationId: 'HALL-1', limit: 16, unit: 'A' })).toMatchObject({ kind: 'offline' });
    expect(away.tried).toHaveLength(1);
  });
});

describe('what flows', () => {
  const flow = async ({ site, station }: Charger, powerW: number): Promise<void> => {
    const reading = {
      text: String(powerW),
      value: powerW,
      measurand: 'Power.Active.Import',
      unit: 'W',
      phase: null,
    } as const;
    const register = {
      ...reading,
      text: '1',
      value: 1,
      measurand: 'Energy.Active.Import.Register',
      unit: 'Wh',
    } as const;
    const rest = { context: 'Sample.Periodic', location: 'Outlet', format: 'Raw' } as const;
    const sampledValues = [reading, register].map((one) => ({ ...one, ...rest }));
    await station.say((rules) =>
      rules.meterValues({ evseId: 1, transactionId: '1', meterValues: [{ time: at(site.time.now()), sampledValues }] }),
    );
    await site.store.read.settings.all();
  };
  const samples = async ({ site }: Charger) => (await site.habits.list('HALL-1')).map(({ sample }) => sample);

  test('shows a limit a station takes, confirms and ignores', async () => {
    const one = await charger();
    const sessionId = await start(one);
    expect((await one.limits.set({ stationId: 'HALL-1', sessionId, limit: 7000, unit: 'W' })).kind).toBe('confirmed');
    one.site.time.pass(10_000);
    await flow(one, 22_000);
    one.site.time.pass(120_000);
    await flow(one, 22_000);
    await flow(one, 22_000);
    await eventually(async () => {
      expect(await one.site.habits.list('HALL-1')).toMatchObject([
        { habit: 'pickyChargingProfiles', count: 1, sample: '22000 W > 7000 W' },
      ]);
    });
  });

  test('follows the limit of a session, which counts more than the one of its connector', async () => {
    const one = await charger();
    await one.limits.set({ stationId: 'HALL-1', evseId: 1, limit: 4000, unit: 'W' });
    const sessionId = await start(one);
    await one.limits.set({ stationId: 'HALL-1', sessionId, limit: 22_000, unit: 'W' });
    one.site.time.pass(120_000);
    await flow(one, 22_000);
    expect(await samples(one)).toEqual([]);
  });

  test('follows the highest of two limits of one purpose, and no maximum of the station is above it', async () => {
    const one = await charger();
    const byExpert = (profileId: number, stackLevel: number, limit: number): Promise<unknown> =>
      one.site.commands.run('HALL-1', {
        type: 'setChargingProfile',
        evseId: 1,
        profile: {
          ...{ profileId, stackLevel, purpose: 'TxDefaultProfile', kind: 'Relative' },
          schedule: { unit: 'W', periods: [{ startSeconds: 0, limit }] },
        },
      });
    await byExpert(71, 0, 4000);
    await byExpert(72, 3, 22_000);
    await start(one);
    one.site.time.pass(120_000);
    await flow(one, 22_000);
    expect(await samples(one)).toEqual([]);
    await one.limits.set({ stationId: 'HALL-1', limit: 11_000, unit: 'W' });
    one.site.time.pass(120_000);
    await flow(one, 22_000);
    await eventually(async () => {
      expect(await samples(one)).toEqual(['22000 W > 11000 W']);
    });
  });

  test('within the limit is as it should be', async () => {
    const one = await charger();
    const sessionId = await start(one);
    await one.limits.set({ stationId: 'HALL-1', sessionId, limit: 16, unit: 'A' });
    one.site.time.pass(120_000);
    await flow(one, 11_200);
    expect(await samples(one)).toEqual([]);
  });
});

describe('a profile', () => {
  const profile: ChargingProfile = {
    profileId: 7,
    stackLevel: 2,
    purpose: 'TxProfile',
    kind: 'Relative',
    schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 8 }] },
  };

  test('that an expert sets is kept, and forgotten when the station is told to clear its like', async () => {
    const one = await charger();
    const { site, limits } = one;
    const ofStation = { ...profile, purpose: 'TxDefaultProfile' } as const;
    await site.commands.run('HALL-1', { type: 'setChargingProfile', evseId: 1, profile: ofStation });
    expect(await limits.list('HALL-1')).toMatchObject([{ evseId: 1, profile: ofStation }]);
    await site.commands.run('HALL-1', { type: 'clearChargingProfile', evseId: 2 });
    expect(await limits.list('HALL-1')).toHaveLength(1);
    await site.commands.run('HALL-1', { type: 'clearChargingProfile', stackLevel: 2, purpose: 'TxDefaultProfile' });
    expect(await limits.list('HALL-1')).toEqual([]);
  });

  test('that an expert set under a number of his own is not pushed out by the next limit', async () => {
    const one = await charger();
    const byExpert = { ...profile, profileId: 1, purpose: 'TxDefaultProfile' } as const;
    await one.site.commands.run('HALL-1', { type: 'setChargingProfile', evseId: 2, profile: byExpert });
    const { profile: put } = await one.limits.set({ stationId: 'HALL-1', evseId: 1, limit: 16, unit: 'A' });
    expect(put?.profileId).not.toBe(1);
    expect(one.installed.get(1)).toEqual(byExpert);
    expect(await one.limits.list('HALL-1')).toHaveLength(2);
  });

  test('that goes along with a remote start ends with the session it started', async () => {
    const one = await charger();
    await one.site.commands.run('HALL-1', { type: 'remoteStart', evseId: 1, idToken: 'CARD', profile });
    await start(one);
    one.site.time.pass(3_600_000);
    expect(await one.limits.list('HALL-1')).toHaveLength(1);
    await stop(one);
    one.site.time.pass(3_600_000);
    expect(await one.limits.list('HALL-1')).toEqual([]);
  });

  test('is taken back by its place where the station does not find it by its number', async () => {
    const one = await charger({ clearsById: false });
    const result = await one.limits.set({ stationId: 'HALL-1', limit: 32, unit: 'A' });
    expect(await one.limits.clear('HALL-1', result.profile?.profileId ?? 0)).toMatchObject({ kind: 'accepted' });
    expect([one.installed.size, (await one.limits.list('HALL-1')).length]).toEqual([0, 0]);
  });
});
