import { describe, expect, test } from 'vitest';
import { isSameValue } from '../../../electron/service/domain/command-effects.ts';
import type { CommandRecord } from '../../../electron/service/store/store.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import { at, noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

const minuteMs = 60_000;

async function recorded(site: TestSite): Promise<CommandRecord | undefined> {
  return (await site.store.read.commands.list({ limit: 1, offset: 0 })).rows[0];
}

const effect = async (site: TestSite): Promise<string | undefined> => (await recorded(site))?.effect;

const startSession = (site: TestSite, station: TestStation, idToken = 'CARD') =>
  station.say((rules) =>
    rules.transactionStarted({
      evseId: 1,
      transactionId: null,
      idToken,
      meterStartWh: 0,
      time: at(site.time.now()),
      reservationId: null,
    }),
  );

const report = (site: TestSite, station: TestStation, status: EvseStatus) =>
  station.say((rules) =>
    rules.statusNotification({
      evseId: 1,
      connectorId: 1,
      status,
      errorCode: null,
      info: null,
      vendorId: null,
      vendorErrorCode: null,
      time: at(site.time.now()),
    }),
  );

describe('a command', () => {
  test('that sets a password is sent with it and written down without', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    const sent: unknown[] = [];
    site.answerCommands((_stationId, command) => {
      sent.push(command);
      return { kind: 'rejected' };
    });
    const set = { type: 'setConfiguration', key: 'authorizationKey', value: 'a1b2c3d4e5f6a7b8' } as const;
    await site.commands.run('HALL-1', set);
    expect(sent).toEqual([set]);
    expect(JSON.parse((await recorded(site))?.request ?? '')).toEqual({ ...set, value: '' });
  });

  test('is written down with what came of it', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    site.answerCommands(() => ({ kind: 'rejected', response: { status: 'Rejected' } }));
    const record = await site.commands.run('hall-1', { type: 'reset', mode: 'soft' });
    expect(record).toMatchObject({ stationId: 'HALL-1', type: 'reset', outcome: { kind: 'rejected' }, effect: 'none' });
    expect(await recorded(site)).toEqual(record);
  });

  test('to a station nobody knows is an error', async () => {
    const site = await openSite();
    await expect(site.commands.run('NOBODY', { type: 'clearCache' })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('that starts a charge is done when a session starts on that connector', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    const station = await site.connect('HALL-1');
    site.answerCommands(() => ({ kind: 'accepted' }));
    await site.commands.run('HALL-1', { type: 'remoteStart', evseId: 1, idToken: 'CARD' });
    expect(await effect(site)).toBe('waiting');
    site.time.pass(minuteMs);
    await startSession(site, station);
    await expect.poll(() => effect(site)).toBe('seen');
    expect((await recorded(site))?.effectAt).toBe(site.time.now());
  });

  test('whose effect comes before its answer is done all the same', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    const station = await site.connect('HALL-1');
    const { transactionId } = await startSession(site, station);
    site.answerCommands(async () => {
      const time = at(site.time.now());
      const end = { transactionId, idToken: null, meterStopWh: 5, time, reason: 'Remote', meterValues: [] };
      await station.say((rules) => rules.transactionEnded(end));
      return { kind: 'accepted' };
    });
    const record = await site.commands.run('HALL-1', { type: 'remoteStop', transactionId });
    expect(record.effect).toBe('seen');
  });

  test('whose effect does not come within its time is said to have had none', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    site.answerCommands(() => ({ kind: 'accepted' }));
    await site.commands.run('HALL-1', { type: 'remoteStart', evseId: 1, idToken: 'CARD' });
    site.time.pass(10 * minuteMs);
    await expect.poll(() => effect(site)).toBe('missing');
  });

  test('to restart is done when the station boots', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    site.answerCommands(() => ({ kind: 'accepted' }));
    await site.commands.run('HALL-1', { type: 'reset', mode: 'hard' });
    site.time.pass(minuteMs);
    await station.say((rules) => rules.bootNotification(noDetails));
    await expect.poll(() => effect(site)).toBe('seen');
  });

  test('to take a connector out of service may wait for the running session', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(site, station, 'Charging');
    site.answerCommands(() => ({ kind: 'accepted', response: { status: 'Scheduled' } }));
    await site.commands.run('HALL-1', { type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' });
    site.time.pass(5 * 60 * minuteMs);
    expect(await effect(site)).toBe('waiting');
    await report(site, station, 'Unavailable');
    await expect.poll(() => effect(site)).toBe('seen');
  });

  test('for what is so already is done at once', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(site, station, 'Available');
    site.answerCommands(() => ({ kind: 'accepted' }));
    const record = await site.commands.run('HALL-1', { type: 'changeAvailability', operationalStatus: 'Operative' });
    expect(record.effect).toBe('seen');
  });

  test('to unlock a free connector has nothing to wait for', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(site, station, 'Available');
    site.answerCommands(() => ({ kind: 'accepted', response: { status: 'Unlocked' } }));
    expect((await site.commands.run('HALL-1', { type: 'unlock', evseId: 1 })).effect).toBe('none');
    await report(site, station, 'Charging');
    await site.commands.run('HALL-1', { type: 'unlock', evseId: 1 });
    await report(site, station, 'Finishing');
    await expect.poll(() => effect(site)).toBe('seen');
  });

  test('that was under way when the service stopped is told to have failed', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    site.answerCommands(() => new Promise(() => undefined));
    void site.commands.run('HALL-1', { type: 'clearCache' });
    await expect.poll(() => recorded(site)).toBeDefined();
    const again = await openSite({ store: site.store, time: site.time });
    expect(await recorded(again)).toMatchObject({ outcome: { kind: 'failed', reason: 'serviceStopped' } });
  });

  test('that was under way when the service stopped is found behind hundreds of others', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    const record: Omit<CommandRecord, 'commandId'> = {
      ...{ stationId: 'HALL-1', evseId: null, type: 'clearCache', request: '{}', sentAt: site.time.now() },
      ...{ answeredAt: null, outcome: null, effect: 'none', effectAt: null },
    };
    const first = await site.store.write(async (unit) => {
      const commandId = await unit.commands.insert(record);
      for (let count = 0; count < 450; count += 1)
        await unit.commands.insert({ ...record, outcome: { kind: 'accepted' } });
      return commandId;
    });
    const again = await openSite({ store: site.store, time: site.time });
    const { rows } = await again.store.read.commands.list({ limit: 500, offset: 0 });
    expect(rows.find(({ commandId }) => commandId === first)?.outcome).toMatchObject({ reason: 'serviceStopped' });
  });
});

describe('a setting', () => {
  const set = { type: 'setConfiguration', key: 'HeartbeatInterval', value: '60' } as const;
  const told = (value: string | null) => ({
    kind: 'accepted' as const,
    response: { configuration: [{ key: 'heartbeatinterval', value, readonly: false }] },
  });

  test.each([
    ['that the station tells again is set', '60', 'seen'],
    ['that the station keeps as it was is not', '300', 'missing'],
    ['that can’t be read can’t be checked', null, 'none'],
  ] as const)('%s', async (_, value, expected) => {
    const site = await openSite();
    await site.connect('HALL-1');
    site.answerCommands((_station, command) =>
      command.type === 'getConfiguration' ? told(value) : { kind: 'accepted' },
    );
    await site.commands.run('HALL-1', set);
    await expect.poll(() => effect(site)).toBe(expected);
  });

  test('that needs a restart is looked at again after the restart', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    let value = '300';
    site.answerCommands((_station, command) =>
      command.type === 'getConfiguration' ? told(value) : { kind: 'accepted', response: { status: 'RebootRequired' } },
    );
    await site.commands.run('HALL-1', set);
    await expect.poll(() => effect(site)).toBe('waiting');
    value = '60';
    await station.say((rules) => rules.bootNotification(noDetails));
    await expect.poll(() => effect(site)).toBe('seen');
  });

  test.each([
    ['true', 'True', true],
    ['60', '60.0', true],
    ['abc', ' "abc" ', true],
    ['60', '61', false],
    ['', '0', false],
  ])('%j told as %j is the same: %s', (asked, answered, same) => {
    expect(isSameValue(asked, answered)).toBe(same);
  });
});
