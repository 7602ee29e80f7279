import { describe, expect, test } from 'vitest';
import { askForFirstReports } from '../../../electron/service/domain/first-reports.ts';
import { isPlaceholder, withoutStationSuffix } from '../../../electron/service/domain/id-token-spelling.ts';
import type { TransactionEnd } from '../../../ocpp/central-system.ts';
import type { SampledValue } from '../../../ocpp/model/meter.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { eventually } from '../../harness/eventually.ts';
import { at, dialIn, noDetails, openSite, type SiteOptions, type TestSite, type TestStation } from './test-site.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Hall {
  readonly site: TestSite;
  readonly station: TestStation;
}

async function hall(options: SiteOptions = {}): Promise<Hall> {
  const site = await openSite(options);
  await site.idTokens.add({ idToken: 'CARD' });
  return { site, station: await site.connect('HALL-1') };
}

const habitsOf = async ({ site }: Hall) => (await site.habits.list('HALL-1')).map(({ habit }) => habit).sort();
const sampleOf = async ({ site }: Hall, habit: string) =>
  (await site.habits.list('HALL-1')).find((one) => one.habit === habit)?.sample;

const status = ({ site, station }: Hall, evseId: number, word: EvseStatus, errorCode: string | null = null, ago = 0) =>
  station.say((rules) =>
    rules.statusNotification({
      ...{ evseId, connectorId: 1, status: word, errorCode, info: null, vendorId: null, vendorErrorCode: null },
      time: at(site.time.now() - ago),
    }),
  );

interface Start {
  readonly idToken?: string;
  readonly meterStartWh?: number;
  readonly evseId?: number;
  readonly agoMs?: number;
}

const start = ({ site, station }: Hall, { agoMs = 0, ...given }: Start = {}) =>
  station.say((rules) =>
    rules.transactionStarted({
      ...{ evseId: 1, transactionId: null, idToken: 'CARD', meterStartWh: 1000, reservationId: null },
      time: at(site.time.now() - agoMs),
      ...given,
    }),
  );

const stop = ({ site, station }: Hall, given: Partial<TransactionEnd> = {}) =>
  station.say((rules) =>
    rules.transactionEnded({
      ...{ transactionId: '1', idToken: 'CARD', meterStopWh: 5000, reason: 'Local', meterValues: [] },
      time: at(site.time.now()),
      ...given,
    }),
  );

const sample = (given: Partial<SampledValue>): SampledValue => ({
  ...{ text: String(given.value ?? 0), value: 0, measurand: 'Energy.Active.Import.Register', unit: 'Wh', phase: null },
  ...{ context: 'Sample.Periodic', location: 'Outlet', format: 'Raw' },
  ...given,
});

const measure = (
  { site, station }: Hall,
  samples: readonly SampledValue[],
  transactionId: string | null = '1',
): Promise<void> =>
  station.say((rules) =>
    rules.meterValues({
      evseId: 1,
      transactionId,
      meterValues: [{ time: at(site.time.now()), sampledValues: samples }],
    }),
  );

describe('a station that comes back', () => {
  test('after a long while, without a boot, is known to do so', async () => {
    const one = await hall();
    await one.station.say((rules) => rules.bootNotification(noDetails));
    one.station.leave();
    one.site.time.pass(12 * minuteMs);
    const again = dialIn(one.site.central, one.site.time, 'HALL-1');
    one.site.time.pass(minuteMs);
    await again.say((rules) => rules.heartbeat());
    await again.say((rules) => rules.heartbeat());
    expect(await one.site.habits.list('HALL-1')).toMatchObject([
      { habit: 'noBootAfterReconnect', count: 1 },
      { habit: 'slowRedial', sample: '12 min' },
    ]);
  });

  test('and boots is as it should be', async () => {
    const one = await hall();
    await one.station.say((rules) => rules.bootNotification(noDetails));
    one.station.leave();
    const again = dialIn(one.site.central, one.site.time, 'HALL-1');
    await again.say((rules) => rules.bootNotification(noDetails));
    one.site.time.pass(minuteMs);
    await again.say((rules) => rules.heartbeat());
    expect(await habitsOf(one)).toEqual([]);
  });

  test('again and again is left alone by what happens by itself', async () => {
    const one = await hall();
    const sent: Command[] = [];
    one.site.answerCommands((_, command) => {
      sent.push(command);
      return { kind: 'accepted' };
    });
    for (let i = 0; i < 3; i += 1) await one.station.say((rules) => rules.bootNotification(noDetails));
    expect(await habitsOf(one)).toEqual(['bootLoop']);
    const automatic = await one.site.commands.run('HALL-1', { type: 'getLocalListVersion' }, 'automatic');
    expect(automatic.outcome).toEqual({ kind: 'failed', reason: 'stationUnstable' });
    const asked = await one.site.commands.run('HALL-1', { type: 'getLocalListVersion' });
    expect([asked.outcome.kind, sent.length]).toEqual(['accepted', 1]);
  });
});

describe('a station that came without a word', () => {
  async function silent(answer: (command: Command) => CommandOutcome): Promise<Hall & { readonly sent: Command[] }> {
    const one = await hall();
    const sent: Command[] = [];
    one.site.answerCommands((_, command) => {
      sent.push(command);
      return answer(command);
    });
    const { time, live, link, habits } = one.site;
    const reports = askForFirstReports({ clock: time, scheduler: time.scheduler, live, link, habits });
    const come = (): void => {
      reports.apply({ type: 'stationConnected', connection: one.station.connection });
    };
    come();
    time.pass(10_000);
    expect(sent).toEqual([]);
    time.pass(20_000);
    // Answers come at once, so that all it has to ask is asked by then.
    await new Promise(setImmediate);
    expect(sent).not.toEqual([]);
    come();
    time.pass(30_000);
    await new Promise(setImmediate);
    return { ...one, sent };
  }

  test('is asked, once it has settled, who it is and how its connectors are; the first of it once a day', async () => {
    const { sent } = await silent(() => ({ kind: 'accepted' }));
    expect(sent.map((command) => command.type === 'trigger' && command.message)).toEqual([
      'BootNotification',
      'StatusNotification',
      'StatusNotification',
    ]);
  });

  test('and refuses to answer is not asked again', async () => {
    const one = await silent(() => ({ kind: 'rejected' }));
    expect(one.sent.map((command) => command.type === 'trigger' && [command.message, command.evseId])).toEqual([
      ['BootNotification', undefined],
      ['StatusNotification', undefined],
      ['StatusNotification', 1],
    ]);
    expect(await habitsOf(one)).toEqual(['refusesTriggers']);
  });
});

describe('a clock', () => {
  test('that is off by whole half hours, or was never set, is noticed', async () => {
    const one = await hall();
    for (let i = 0; i < 4; i += 1) await status(one, 1, 'Available', null, -4 * hourMs);
    await one.station.say((rules) =>
      rules.meterValues({
        evseId: 1,
        transactionId: null,
        meterValues: [{ time: at(5000), sampledValues: [sample({})] }],
      }),
    );
    expect(await habitsOf(one)).toEqual(['shiftedClock', 'unsetClock']);
    expect(await sampleOf(one, 'unsetClock')).toBe('1970-01-01T00:00:05.000Z');
  });
});

describe('a status', () => {
  test('that is older than the one we have is noticed', async () => {
    const one = await hall();
    await status(one, 1, 'Available');
    await status(one, 1, 'Preparing', null, 5 * minuteMs);
    expect(await habitsOf(one)).toEqual(['outOfOrder']);
  });

  test('with an error code that is no fault raises no alert', async () => {
    const one = await hall();
    await status(one, 1, 'Finishing', 'OtherError');
    one.site.time.pass(10_000);
    expect(await habitsOf(one)).toEqual(['harmlessErrorCodes']);
    expect(one.site.alerts.active()).toEqual([]);
  });

  test('of the station that contradicts its connectors does not mask them', async () => {
    const one = await hall();
    await status(one, 1, 'Charging');
    await status(one, 0, 'Unavailable');
    expect(await sampleOf(one, 'contradictingStatus')).toBe('Unavailable');
    expect(one.site.live.station('HALL-1')?.record.evses.map((evse) => evse.status)).toEqual([
      'Unavailable',
      'Charging',
    ]);
  });

  test('of charging without a start is tolerated for a minute, then told of, and settled by the start', async () => {
    const one = await hall();
    await status(one, 1, 'Charging');
    const since = new Date(one.site.time.now()).toISOString();
    one.site.time.pass(50_000);
    await status(one, 1, 'Charging');
    expect(one.site.alerts.active()).toEqual([]);
    one.site.time.pass(15_000);
    await eventually(() => {
      expect(one.site.alerts.active()).toMatchObject([
        { kind: 'chargingWithoutTransaction', stationId: 'HALL-1', evseId: 1, details: { since } },
      ]);
    });
    await start(one);
    one.site.time.pass(5000);
    await eventually(() => {
      expect(one.site.alerts.active()).toEqual([]);
    });
    expect(await habitsOf(one)).toEqual(['chargingBeforeStart']);
  });

  test('that an outage made known before the start is no habit', async () => {
    const one = await hall();
    await status(one, 1, 'Charging');
    await start(one, { agoMs: 20_000 });
    expect(await habitsOf(one)).toEqual([]);
  });
});

describe('a session', () => {
  test('that is started twice and stopped twice counts once', async () => {
    const one = await hall();
    await start(one);
    await start(one);
    await stop(one);
    await stop(one);
    expect(await habitsOf(one)).toEqual(['repeatedStarts', 'repeatedStops']);
    expect(await one.site.sessions()).toHaveLength(1);
  });

  test('whose connector is free before its stop is reported, without a card and under no number, ends all the same', async () => {
    const one = await hall();
    await start(one);
    one.site.time.pass(minuteMs);
    await status(one, 1, 'Available');
    await stop(one, { transactionId: '-1', idToken: null });
    expect(await habitsOf(one)).toEqual(['availableBeforeStop', 'stopsWithoutIdToken', 'unusableTransactionIds']);
    expect((await one.site.sessions())[0]).toMatchObject({ energyWh: 4000, verdict: 'ok' });
  });

  test('that is reported after an outage is not held against what its connector says now', async () => {
    const one = await hall();
    await status(one, 1, 'Available');
    one.site.time.pass(minuteMs);
    await start(one, { agoMs: 30 * minuteMs });
    await stop(one);
    expect(await habitsOf(one)).toEqual([]);
  });

  test('takes late readings for information, and stale ones not at all', async () => {
    const one = await hall();
    await start(one);
    one.site.time.pass(10 * minuteMs);
    await stop(one);
    one.site.time.pass(minuteMs);
    await measure(one, [sample({ value: 5100 })]);
    one.site.time.pass(10 * minuteMs);
    await measure(one, [sample({ value: 5100 })]);
    await measure(one, [sample({ value: 5100 })]);
    expect(await habitsOf(one)).toEqual(['readingsAfterStop', 'staleTransactionIds']);
    expect((await one.site.sessions())[0]?.energyWh).toBe(4000);
  });

  test('gets the readings that name no transaction', async () => {
    const one = await hall();
    await start(one);
    await measure(one, [sample({ value: 2000 })], null);
    expect(await habitsOf(one)).toEqual(['readingsWithoutTransaction']);
    expect((await one.site.sessions())[0]?.energyWh).toBe(1000);
  });

  test('of a register that begins anew is not mixed up with the one before', async () => {
    const one = await hall();
    await start(one, { meterStartWh: 0 });
    one.site.time.pass(hourMs);
    await stop(one, { meterStopWh: 4000 });
    await start(one, { meterStartWh: 0 });
    expect(await habitsOf(one)).toEqual(['resettingRegister']);
    expect((await one.site.sessions())[1]?.energyWh).toBeNull();
  });

  test('is not thrown off by a value that jumps', async () => {
    const one = await hall();
    await start(one);
    for (const value of [2000, 0, 3000]) {
      one.site.time.pass(5 * minuteMs);
      await measure(one, [sample({ value })]);
    }
    expect(await sampleOf(one, 'jumpingValues')).toBe('2000 > 0 Wh');
    expect((await one.site.sessions())[0]?.energyWh).toBe(2000);
  });

  test.each([
    ['phases only', [300, 300, 400], null, 'L1 300 Wh, L2 300 Wh, L3 400 Wh', 1000],
    ['phases that contradict the total', [300, 300, 800], 1200, '1200 Wh: L1 300 Wh, L2 300 Wh, L3 800 Wh', 1200],
    ['phases that agree with the total', [300, 300, 610], 1200, undefined, 1200],
  ])('measured by %s', async (_, phases, total, found, registerWh) => {
    const one = await hall();
    await start(one, { meterStartWh: 0 });
    one.site.time.pass(10 * minuteMs);
    const byPhase = phases.map((value, index) => sample({ value, phase: `L${String(index + 1)}` }));
    await measure(one, [...byPhase, ...(total === null ? [] : [sample({ value: total })])]);
    expect(await sampleOf(one, 'phaseEnergyOnly')).toBe(found);
    expect((await one.site.sessions())[0]?.energyWh).toBe(registerWh);
  });
});

describe('kWh that are called Wh', () => {
  test('show by what the power makes of the time, and count once a person says so', async () => {
    const one = await hall();
    await start(one, { meterStartWh: 1000 });
    one.site.time.pass(hourMs);
    await measure(one, [sample({ value: 7000, measurand: 'Power.Active.Import', unit: 'W' })]);
    await stop(one, { meterStopWh: 1007 });
    expect((await one.site.sessions())[0]).toMatchObject({ energyWh: 7, verdict: 'review', flags: ['unitMismatch'] });
    expect(await habitsOf(one)).toEqual(['mixedEnergyUnits']);

    await one.site.stations.update('HALL-1', { registersInKwh: true });
    await start(one, { meterStartWh: 1007 });
    one.site.time.pass(hourMs);
    await measure(one, [sample({ value: 1010 })], '2');
    expect((await one.site.sessions())[1]?.energyWh).toBe(3000);
    await stop(one, { transactionId: '2', meterStopWh: 1014 });
    expect((await one.site.sessions())[1]).toMatchObject({ energyWh: 7000, verdict: 'ok' });
  });
});

describe('an id token', () => {
  test('with the station’s serial number behind it is the card it stands for', async () => {
    const one = await hall();
    await one.station.say((rules) => rules.bootNotification({ ...noDetails, serialNumber: '17619300' }));
    expect(await one.station.say((rules) => rules.authorize('CARD_176193'))).toMatchObject({ status: 'Accepted' });
    await start(one, { idToken: 'card_176193' });
    await stop(one, { idToken: 'CARD_176193' });
    expect((await one.site.sessions())[0]).toMatchObject({ idToken: 'CARD', authorization: 'Accepted', verdict: 'ok' });
    expect(await habitsOf(one)).toEqual(['idTokenSuffix']);
    expect(await one.station.say((rules) => rules.authorize('OTHER_176193'))).toMatchObject({ status: 'Invalid' });
    expect(await one.station.say((rules) => rules.authorize('CARD_999999'))).toMatchObject({ status: 'Invalid' });
  });

  test.each([
    ['CARD_SN12345', 'CARD'],
    ['CARD-BOX-7', null],
    ['CARD_12', null],
    ['CARD', null],
    ['04:A2:B9:SN12345', '04:A2:B9'],
  ])('%s stands for %s', (idToken, card) => {
    expect(withoutStationSuffix(idToken, { stationId: 'HALL-1', serialNumber: 'SN12345X' })).toBe(card);
  });

  test.each([
    ['', true],
    ['00000000', true],
    ['FFFF', true],
    ['no card', true],
    ['Free_Vend', true],
    ['04A2B91C', false],
    ['F', false],
  ])('“%s” stands for nobody: %s', (idToken, is) => {
    expect(isPlaceholder(idToken)).toBe(is);
  });
});

describe('a connector that charges whoever comes', () => {
  test('takes any card, and its sessions say why', async () => {
    const one = await hall();
    await one.site.stations.update('HALL-1', { freeVending: [2] });
    expect(await one.station.say((rules) => rules.authorize('STRANGER'))).toMatchObject({ status: 'Accepted' });
    expect(await start(one, { idToken: '00000000', evseId: 2 })).toMatchObject({ idTokenInfo: { status: 'Accepted' } });
    expect(await start(one, { idToken: 'STRANGER', evseId: 1 })).toMatchObject({ idTokenInfo: { status: 'Invalid' } });
    expect((await one.site.sessions()).map(({ evseId, flags, verdict }) => [evseId, flags, verdict])).toEqual([
      [2, ['freeVending'], 'ok'],
      [1, ['refusedIdToken'], 'review'],
    ]);
    expect(await habitsOf(one)).toEqual(['placeholderIdTokens']);
  });
});

describe('an answer to a command', () => {
  test('tells which questions and measurands a station refuses', async () => {
    const one = await hall();
    one.site.answerCommands(() => ({ kind: 'rejected' }));
    await one.site.commands.run('HALL-1', { type: 'trigger', message: 'Heartbeat' });
    await one.site.commands.run('HALL-1', { type: 'setConfiguration', key: 'StopTxnSampledData', value: 'SoC,RPM' });
    expect(await habitsOf(one)).toEqual(['refusesMeasurands', 'refusesTriggers']);
    expect(await sampleOf(one, 'refusesMeasurands')).toBe('SoC,RPM');
  });

  test('to a triggered message is followed by that message', async () => {
    const one = await hall();
    one.site.answerCommands(() => ({ kind: 'accepted' }));
    const { commandId, effect } = await one.site.commands.run('HALL-1', { type: 'trigger', message: 'Heartbeat' });
    expect(effect).toBe('waiting');
    await one.station.say((rules) => rules.heartbeat());
    await eventually(() => {
      expect(one.site.changes).toContainEqual(
        expect.objectContaining({
          type: 'command',
          command: expect.objectContaining({ commandId, effect: 'seen' }) as unknown,
        }),
      );
    });
  });
});
