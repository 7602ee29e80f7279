import { describe, expect, test } from 'vitest';
import { stationChecks } from '../../../electron/contract/commissioning.ts';
import { createConfigurationBook } from '../../../electron/service/domain/configuration.ts';
import { type HandshakeFailures, startHandshakeFailures } from '../../../electron/service/domain/handshake-failures.ts';
import { createStationChecks, type StationChecks } from '../../../electron/service/domain/station-checks.ts';
import type { HandshakeRefusal } from '../../../ocpp/central-system.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { standardKeys } from '../../../electron/contract/configuration-keys.ts';
import { testSettings } from './test-charger.ts';
import { at, handshake, noDetails, openSite, type TestSite } from './test-site.ts';

const page = { limit: 1000, offset: 0 };

async function failures(): Promise<{ site: TestSite; book: HandshakeFailures }> {
  const site = await openSite();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return { site, book: startHandshakeFailures({ ...site, clock: site.time, scheduler: site.time.scheduler, log }) };
}

describe('connections that were refused', () => {
  const fail = ({ site, book }: Awaited<ReturnType<typeof failures>>, stationId: string, refusal: HandshakeRefusal) => {
    book.failed(handshake(site.time, stationId), refusal);
  };

  test('are one row for each address, identity and reason, with how often and when', async () => {
    const one = await failures();
    const firstAt = one.site.time.now();
    fail(one, 'HALL-1', 'wrongCredentials');
    fail(one, 'HALL-1', 'wrongCredentials');
    await one.book.list(page);
    one.site.time.pass(60_000);
    fail(one, 'HALL-1', 'wrongCredentials');
    fail(one, 'HALL-1', 'noCommonSubprotocol');
    const { total, rows } = await one.book.list(page);
    expect(total).toBe(2);
    expect(rows.find(({ refusal }) => refusal === 'wrongCredentials')).toEqual({
      ...{ remoteAddress: '192.168.1.50', identity: 'HALL-1', refusal: 'wrongCredentials', secure: false },
      ...{ firstAt, lastAt: firstAt + 60_000, count: 3 },
    });
  });

  test('are told of once, however often a device dials', async () => {
    const one = await failures();
    for (let i = 0; i < 50; i += 1) fail(one, 'HALL-1', 'wrongCredentials');
    one.site.time.pass(500);
    await one.book.stop();
    const told = one.site.changes.filter(
      (change) => change.type === 'told' && change.told.event === 'handshakes.changed',
    );
    expect(told).toHaveLength(1);
  });

  test('of a scanner do not fill the disk: the latest stay', async () => {
    const one = await failures();
    for (let i = 0; i < 700; i += 1) {
      fail(one, `STRANGER-${String(i)}`, 'unknownStation');
      if (i % 100 === 99) {
        one.site.time.pass(500);
        await one.book.list(page);
      }
    }
    const { total, rows } = await one.book.list(page);
    expect(total).toBe(500);
    expect(rows.some(({ identity }) => identity === 'STRANGER-699')).toBe(true);
  });

  test('are forgotten on request', async () => {
    const one = await failures();
    fail(one, 'HALL-1', 'wrongCredentials');
    await one.book.list(page);
    await one.book.clear();
    expect((await one.book.list(page)).total).toBe(0);
  });
});

describe('habits of a station', () => {
  test('are counted without a write for each, with the last sample, cut', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    const firstAt = site.time.now();
    for (let i = 0; i < 1000; i += 1) site.central.noticed('hall-1', 'brokenJson', `"transactionId":, ${String(i)}`);
    site.time.pass(20_000);
    site.central.noticed('HALL-1', 'brokenJson', 'x'.repeat(500));
    site.central.noticed('HALL-1', 'emptyFrames', null);
    expect(await site.habits.list('HALL-1')).toMatchObject([
      { habit: 'brokenJson', count: 1001, firstAt, lastAt: firstAt + 20_000, sample: 'x'.repeat(200) },
      { habit: 'emptyFrames', count: 1, sample: null },
    ]);
  });

  test('are those of known stations only', async () => {
    const site = await openSite();
    site.central.noticed('NOBODY', 'brokenJson', null);
    expect(await site.habits.list('NOBODY')).toEqual([]);
  });

  test('go with the station', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    site.central.noticed('HALL-1', 'emptyFrames', null);
    await site.habits.list('HALL-1');
    await site.stations.remove('HALL-1');
    await site.connect('HALL-1');
    expect(await site.habits.list('HALL-1')).toEqual([]);
  });
});

const values = {
  ...Object.fromEntries(
    standardKeys.filter(({ required, group }) => required && group === 'core').map(({ key }) => [key, '60']),
  ),
  NumberOfConnectors: '2',
  SupportedFeatureProfiles: 'Core,SmartCharging',
  MeterValuesSampledData: 'Energy.Active.Import.Register,Power.Active.Import',
};

interface Checked {
  readonly site: TestSite;
  readonly checks: StationChecks;
  readonly heard: Command[];
}

async function checked(
  settings: Readonly<Record<string, string>> = values,
  otherwise: (command: Command) => CommandOutcome = () => ({ kind: 'notSupported' }),
): Promise<Checked> {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  await station.say((rules) => rules.bootNotification({ ...noDetails, vendor: 'Acme', model: 'Box' }));
  const charger = testSettings({ values: settings });
  const heard: Command[] = [];
  site.answerCommands((id, command) => {
    heard.push(command);
    return command.type === 'getConfiguration' ? charger.answer(id, command) : otherwise(command);
  });
  for (const evseId of [0, 1, 2]) {
    await station.say((rules) =>
      rules.statusNotification({
        ...{ evseId, connectorId: 1, status: 'Available', errorCode: null, info: null },
        ...{ vendorId: null, vendorErrorCode: null, time: at(site.time.now()) },
      }),
    );
  }
  const parts = { ...site, clock: site.time, stationClocks: { skewMs: () => 2000 } };
  return { site, heard, checks: createStationChecks({ ...parts, configuration: createConfigurationBook(parts) }) };
}

const states = async ({ checks }: Checked): Promise<Record<string, string>> => {
  const { results } = await checks.run('HALL-1');
  return Object.fromEntries(results.map(({ check, state }) => [check, state]));
};

describe('the first contact with a station', () => {
  test('is judged by every point of the list, and remembered', async () => {
    const one = await checked();
    const view = await one.checks.run('HALL-1');
    expect(view.results.map(({ check }) => check)).toEqual([...stationChecks]);
    expect(Object.fromEntries(view.results.map(({ check, state, found }) => [check, [state, found]]))).toMatchObject({
      connected: ['good', 'ocpp1.6, 192.168.1.50'],
      booted: ['good', 'Acme Box'],
      clock: ['good', '2'],
      core: ['good', null],
      smartCharging: ['good', 'SmartCharging'],
      remoteTrigger: ['missing', null],
      security: ['missing', null],
      connectors: ['good', '2'],
      statusReports: ['good', '1 Available, 2 Available'],
      meterValues: ['good', 'Energy.Active.Import.Register,Power.Active.Import'],
      meterInterval: ['good', '60'],
      password: ['missing', null],
    });
    expect(await one.checks.find('hall-1')).toEqual(view);
  });

  test('finds what is to be done', async () => {
    const one = await checked({
      ...values,
      NumberOfConnectors: '3',
      MeterValuesSampledData: 'SoC',
      MeterValueSampleInterval: '0',
    });
    expect(await states(one)).toMatchObject({ connectors: 'bad', meterValues: 'bad', meterInterval: 'bad' });
  });

  test('asks a station that does not say what it can do, and changes nothing', async () => {
    const one = await checked({ ...values, SupportedFeatureProfiles: '' }, (command) => {
      if (command.type === 'getLocalListVersion') return { kind: 'accepted', response: { listVersion: 3 } };
      return command.type === 'trigger'
        ? { kind: 'rejected', response: { status: 'Rejected' } }
        : { kind: 'notSupported' };
    });
    expect(await states(one)).toMatchObject({
      ...{ localAuthList: 'good', smartCharging: 'missing', remoteTrigger: 'good' },
      ...{ firmwareManagement: 'unknown', reservation: 'unknown' },
    });
    const asking = ['getConfiguration', 'getLocalListVersion', 'getCompositeSchedule', 'trigger'];
    expect(one.heard.filter(({ type }) => !asking.includes(type))).toEqual([]);
  });

  test('judges a station that answers nothing at all', async () => {
    const one = await checked();
    one.site.answerCommands(() => ({ kind: 'timedOut' }));
    expect(await states(one)).toMatchObject({ core: 'bad', meterValues: 'unknown', localAuthList: 'unknown' });
  });

  test('needs the station to be there', async () => {
    const site = await openSite();
    (await site.connect('HALL-1')).leave();
    const parts = { ...site, clock: site.time, stationClocks: { skewMs: () => null } };
    const checks = createStationChecks({ ...parts, configuration: createConfigurationBook(parts) });
    await expect(checks.run('HALL-1')).rejects.toMatchObject({ details: { reason: 'stationOffline' } });
    expect(await checks.find('HALL-1')).toBeNull();
    await expect(checks.find('HALL-9')).rejects.toMatchObject({ code: 'notFound' });
  });
});
