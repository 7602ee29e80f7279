import { beforeEach, describe, expect, test } from 'vitest';
import type { MeterReport, TransactionEnd, TransactionStart } from '../../../ocpp/central-system.ts';
import type { MeterValue, SampledValue } from '../../../ocpp/model/meter.ts';
import { at, handshake, noTime, openSite, type TestSite, type TestStation } from './test-site.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let site: TestSite;
let station: TestStation;

beforeEach(async () => {
  site = await openSite();
  await site.idTokens.add({ idToken: 'CARD' });
  station = await site.connect('HALL-1');
});

const start = (given: Partial<TransactionStart> = {}): TransactionStart => ({
  evseId: 1,
  transactionId: null,
  idToken: 'CARD',
  meterStartWh: 10_000,
  time: at(site.time.now()),
  reservationId: null,
  ...given,
});

const stop = (transactionId: string, given: Partial<TransactionEnd> = {}): TransactionEnd => ({
  transactionId,
  idToken: null,
  meterStopWh: 15_000,
  time: at(site.time.now()),
  reason: 'Local',
  meterValues: [],
  ...given,
});

const register = (energyWh: number, ms: number): MeterValue => {
  const value: SampledValue = {
    text: String(energyWh),
    value: energyWh,
    measurand: 'Energy.Active.Import.Register',
    unit: 'Wh',
    phase: null,
    context: 'Sample.Periodic',
    location: 'Outlet',
    format: 'Raw',
  };
  return { time: at(ms), sampledValues: [value] };
};

const readings = (transactionId: string | null, ...meterValues: MeterValue[]): MeterReport => ({
  evseId: 1,
  transactionId,
  meterValues,
});

const sayStart = (given?: Partial<TransactionStart>) => station.say((rules) => rules.transactionStarted(start(given)));
const sayStop = (id: string, given?: Partial<TransactionEnd>) =>
  station.say((rules) => rules.transactionEnded(stop(id, given)));
const sayReadings = (id: string | null, ...values: MeterValue[]) =>
  station.say((rules) => rules.meterValues(readings(id, ...values)));
const sayStatus = (status: 'Available' | 'Charging') =>
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

describe('a start', () => {
  test('gets a number of its own and opens a session', async () => {
    const { transactionId, idTokenInfo } = await sayStart();
    expect(idTokenInfo.status).toBe('Accepted');
    expect(Number(transactionId)).toBeGreaterThan(0);
    expect(await site.sessions()).toMatchObject([
      {
        transactionId,
        stationId: 'HALL-1',
        evseId: 1,
        idToken: 'CARD',
        meterStartWh: 10_000,
        stoppedAt: null,
        flags: [],
      },
    ]);
  });

  test('sent again after a lost answer gets the same number and the same word about the card', async () => {
    const sent = start();
    const first = await sayStart(sent);
    site.time.pass(30_000);
    await site.idTokens.update('CARD', { status: 'Blocked' });
    expect(await sayStart(sent)).toEqual(first);
    expect(await site.sessions()).toHaveLength(1);
  });

  test('sent again is the same whatever the case of the card', async () => {
    const sent = start({ idToken: 'CARD' });
    const first = await sayStart(sent);
    expect((await sayStart({ ...sent, idToken: 'card' })).transactionId).toBe(first.transactionId);
  });

  test('sent again without a time within a quarter of an hour is the same', async () => {
    const first = await sayStart({ time: noTime });
    site.time.pass(minuteMs);
    expect(await sayStart({ time: noTime })).toEqual(first);
    expect((await site.sessions())[0]?.flags).toEqual(['startTimeReplaced']);
  });

  test('sent again after its session ended gets the old number, is flagged and makes no energy', async () => {
    const sent = start();
    const { transactionId } = await sayStart(sent);
    site.time.pass(hourMs);
    await sayStop(transactionId);
    expect((await sayStart(sent)).transactionId).toBe(transactionId);
    const [session, ...others] = await site.sessions();
    expect(others).toEqual([]);
    expect(session).toMatchObject({ energyWh: 5_000, verdict: 'ok', flags: ['repeatedStart'] });
  });

  test('with a refused card is numbered, kept and flagged all the same', async () => {
    const { transactionId, idTokenInfo } = await sayStart({ idToken: 'STRANGER' });
    expect(idTokenInfo.status).toBe('Invalid');
    expect(await site.sessions()).toMatchObject([
      { transactionId, authorization: 'Invalid', flags: ['refusedIdToken'] },
    ]);
  });

  test('with a refused card is for a person to look at when energy was given', async () => {
    const { transactionId } = await sayStart({ idToken: 'STRANGER' });
    site.time.pass(hourMs);
    await sayStop(transactionId);
    expect(await site.sessions()).toMatchObject([{ energyWh: 5_000, verdict: 'review', flags: ['refusedIdToken'] }]);
  });

  test('with a refused card is in order when the station stopped without giving energy', async () => {
    const { transactionId } = await sayStart({ idToken: 'STRANGER' });
    await sayStop(transactionId, { meterStopWh: 10_000, reason: 'DeAuthorized' });
    expect(await site.sessions()).toMatchObject([{ energyWh: 0, verdict: 'ok', flags: [] }]);
  });

  test('on a connector with an open session closes that one by its last reading', async () => {
    const first = await sayStart();
    site.time.pass(hourMs);
    const measuredAt = site.time.now();
    await sayReadings(first.transactionId, register(14_000, measuredAt));
    site.time.pass(hourMs);
    const second = await sayStart({ meterStartWh: 14_100 });
    expect(second.idTokenInfo.status).toBe('Accepted');
    expect(await site.sessions()).toMatchObject([
      {
        transactionId: first.transactionId,
        stoppedAt: measuredAt,
        energyWh: 4_000,
        energySource: 'reading',
        verdict: 'estimated',
        flags: ['noStopMeter', 'superseded'],
      },
      { transactionId: second.transactionId, stoppedAt: null },
    ]);
  });

  test('that was kept back and is older than the running one leaves that one alone', async () => {
    const running = await sayStart();
    await sayStart({ time: at(site.time.now() - 5 * hourMs), meterStartWh: 1_000 });
    const open = await site.store.read.sessions.open();
    expect(open).toHaveLength(2);
    expect(open.find((session) => session.transactionId === running.transactionId)?.flags).toEqual([]);
    expect(open.find((session) => session.transactionId !== running.transactionId)?.flags).toEqual(['lateArrival']);
  });

  test('never takes a number this station already used elsewhere', async () => {
    await sayStop('1', { time: at(site.time.now() - hourMs) });
    const { transactionId } = await sayStart();
    expect(transactionId).not.toBe('1');
  });

  test('with a register in fractions or beyond all reason is kept', async () => {
    await sayStart({ meterStartWh: 26_008.333 });
    await sayStart({ evseId: 2, meterStartWh: 1e300, time: at(site.time.now() + 1_000) });
    const registers = (await site.sessions()).map((session) => session.meterStartWh).sort();
    expect(registers).toEqual([26_008, null]);
  });
});

describe('a stop', () => {
  test('closes its session with the energy between its registers', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    expect(await sayStop(transactionId, { idToken: 'CARD' })).toMatchObject({ status: 'Accepted' });
    expect(await site.sessions()).toMatchObject([
      {
        stoppedAt: site.time.now(),
        energyWh: 5_000,
        energySource: 'register',
        stopReason: 'Local',
        verdict: 'ok',
        flags: [],
      },
    ]);
  });

  test('without a card asks nothing about one', async () => {
    const { transactionId } = await sayStart();
    expect(await sayStop(transactionId)).toBeNull();
  });

  test('sent again changes nothing', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    const sent = stop(transactionId);
    await sayStop(transactionId, sent);
    const before = await site.sessions();
    site.time.pass(minuteMs);
    await sayStop(transactionId, sent);
    expect(await site.sessions()).toEqual(before);
  });

  test('that contradicts the first one is flagged for a person, and the first one counts', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    await sayStop(transactionId);
    site.time.pass(minuteMs);
    await sayStop(transactionId, { meterStopWh: 99_000 });
    expect(await site.sessions()).toMatchObject([{ energyWh: 5_000, verdict: 'review', flags: ['conflictingStop'] }]);
  });

  test('with its readings in it keeps them', async () => {
    const { transactionId } = await sayStart();
    const startedAt = site.time.now();
    site.time.pass(hourMs);
    await sayStop(transactionId, { meterValues: [register(10_000, startedAt), register(15_000, site.time.now())] });
    const [session] = await site.sessions();
    expect(await site.store.read.readings.series(session?.sessionId ?? '', 10)).toHaveLength(2);
  });

  test.each(['-1', '0'])('with the number %s closes the session of its card on that station', async (transactionId) => {
    await sayStart();
    const other = await site.connect('HALL-2');
    await site.idTokens.add({ idToken: 'OTHER' });
    await other.say((rules) => rules.transactionStarted(start({ idToken: 'OTHER' })));
    site.time.pass(hourMs);
    const sent = stop(transactionId, { idToken: 'card' });
    await sayStop(transactionId, sent);
    await sayStop(transactionId, sent);
    const sessions = await site.sessions();
    expect(sessions).toHaveLength(2);
    expect(sessions.map((session) => [session.stationId, session.energyWh])).toEqual(
      expect.arrayContaining([
        ['HALL-1', 5_000],
        ['HALL-2', null],
      ]),
    );
  });

  test('never closes a session of another station', async () => {
    const other = await site.connect('HALL-2');
    const { transactionId } = await other.say((rules) => rules.transactionStarted(start()));
    site.time.pass(hourMs);
    await sayStop(transactionId, { idToken: 'CARD' });
    const sessions = await site.sessions();
    expect(sessions.find((session) => session.stationId === 'HALL-2')?.stoppedAt).toBeNull();
    expect(sessions.find((session) => session.stationId === 'HALL-1')).toMatchObject({ verdict: 'review' });
  });

  test('of an unknown transaction is answered and kept once for a person to look at', async () => {
    await sayStatus('Available');
    const earlier = await sayStart({ meterStartWh: 9_000 });
    site.time.pass(hourMs);
    await sayStop(earlier.transactionId, { meterStopWh: 12_000 });
    site.time.pass(hourMs);
    const sent = stop('4711', { idToken: 'CARD', meterStopWh: 12_500 });
    expect(await sayStop('4711', sent)).toMatchObject({ status: 'Accepted' });
    await sayStop('4711', sent);
    const sessions = await site.sessions();
    expect(sessions).toHaveLength(2);
    expect(sessions.find((session) => session.transactionId === '4711')).toMatchObject({
      evseId: 1,
      meterStartWh: 12_000,
      meterStopWh: 12_500,
      energyWh: 500,
      verdict: 'review',
      flags: ['unknownStart'],
    });
  });

  test('before its start is flagged', async () => {
    const { transactionId } = await sayStart();
    await sayStop(transactionId, { time: at(site.time.now() - hourMs) });
    expect((await site.sessions())[0]).toMatchObject({ verdict: 'review' });
    expect((await site.sessions())[0]?.flags).toContain('timesReversed');
  });

  test.each([
    [999, false],
    [1000, true],
  ])('%i ms before its start is a time cut to whole seconds only within the second', async (earlierMs, isFlagged) => {
    const { transactionId } = await sayStart({ meterStartWh: 1_000 });
    await sayStop(transactionId, { meterStopWh: 1_000, time: at(site.time.now() - earlierMs) });
    expect((await site.sessions())[0]?.flags.includes('timesReversed')).toBe(isFlagged);
  });

  test('with a register below the start never makes negative energy', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    await sayStop(transactionId, { meterStopWh: 3 });
    expect(await site.sessions()).toMatchObject([
      { energyWh: 0, meterStopWh: 3, verdict: 'review', flags: ['meterRollback'] },
    ]);
  });

  test('that comes after the session was closed by estimate replaces the estimate', async () => {
    const first = await sayStart();
    site.time.pass(hourMs);
    const sent = stop(first.transactionId);
    await sayReadings(first.transactionId, register(14_000, site.time.now()));
    site.time.pass(hourMs);
    await sayStart({ meterStartWh: 15_000 });
    await sayStop(first.transactionId, sent);
    const closed = (await site.sessions()).find((session) => session.transactionId === first.transactionId);
    expect(closed).toMatchObject({ energyWh: 5_000, energySource: 'register', verdict: 'repaired' });
    expect(closed?.flags).toEqual(['lateArrival', 'lateStop']);
  });

  test('with a time of 1970 is taken as of now', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    await sayStop(transactionId, { time: { text: '1970-01-01T00:00:05Z', at: 5_000, zoneMissing: false } });
    expect(await site.sessions()).toMatchObject([
      { stoppedAt: site.time.now(), stoppedText: '1970-01-01T00:00:05Z', verdict: 'ok', flags: ['stopTimeReplaced'] },
    ]);
  });
});

describe('readings', () => {
  test('show the energy and the power of a running session', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(10 * minuteMs);
    await sayReadings(transactionId, register(11_000, site.time.now()));
    site.time.pass(10 * minuteMs);
    await sayReadings(transactionId, register(12_000, site.time.now()));
    expect(await site.sessions()).toMatchObject([{ energyWh: 2_000, lastMeterWh: 12_000, lastPowerW: 6_000 }]);
  });

  test('without a number belong to the open session of their connector', async () => {
    await sayStart();
    site.time.pass(minuteMs);
    await sayReadings(null, register(10_100, site.time.now()), register(9_000, site.time.now() - hourMs));
    const [session] = await site.sessions();
    expect(session?.lastMeterWh).toBe(10_100);
    expect(await site.store.read.readings.series(session?.sessionId ?? '', 10)).toHaveLength(1);
  });

  test('of connector 0 are nobody’s: some stations send the sum of all', async () => {
    const { transactionId } = await sayStart();
    await station.say((rules) =>
      rules.meterValues({ evseId: 0, transactionId, meterValues: [register(99_000, site.time.now())] }),
    );
    expect((await site.sessions())[0]?.lastMeterWh).toBeNull();
  });

  test('sent twice are kept once', async () => {
    const { transactionId } = await sayStart();
    const value = register(10_100, site.time.now());
    await sayReadings(transactionId, value);
    await sayReadings(transactionId, value);
    const [session] = await site.sessions();
    expect(await site.store.read.readings.series(session?.sessionId ?? '', 10)).toHaveLength(1);
  });

  test('shortly after the stop are kept but change nothing; later ones are left', async () => {
    const { transactionId } = await sayStart();
    site.time.pass(hourMs);
    await sayStop(transactionId);
    const [before] = await site.sessions();
    site.time.pass(minuteMs);
    await sayReadings(transactionId, register(15_001, site.time.now()));
    site.time.pass(hourMs);
    await sayReadings(transactionId, register(15_002, site.time.now()));
    expect(await site.sessions()).toEqual([before]);
    expect(await site.store.read.readings.series(before?.sessionId ?? '', 10)).toHaveLength(1);
    expect(site.logged.join()).toContain('has ended');
  });

  test('of a session we never heard of, while its connector charges, make one', async () => {
    await sayStatus('Charging');
    await sayReadings('815', register(50_000, site.time.now()));
    site.time.pass(hourMs);
    await sayReadings('815', register(57_000, site.time.now()));
    expect(await site.sessions()).toMatchObject([
      { transactionId: '815', idToken: null, energyWh: 7_000, stoppedAt: null, flags: ['recovered'] },
    ]);
    await sayStop('815', { meterStopWh: 58_000 });
    expect(await site.sessions()).toMatchObject([
      { energyWh: 8_000, energySource: 'reading', flags: ['noStartMeter', 'recovered'], verdict: 'estimated' },
    ]);
  });

  test('of an unknown transaction on a free connector make no session', async () => {
    await sayStatus('Available');
    await sayReadings('815', register(50_000, site.time.now()));
    expect(await site.sessions()).toEqual([]);
  });
});

test('a message that fails halfway leaves its frames and nothing else', async () => {
  const failing = station.say(async (rules) => {
    await rules.transactionStarted(start());
    throw new Error('a bug');
  });
  await expect(failing).rejects.toThrow('a bug');
  expect(await site.sessions()).toEqual([]);
  const frames = await site.store.read.frames.list({ limit: 10, offset: 0 });
  expect(frames.rows.map((frame) => frame.kind)).toEqual(['error', 'call']);
  expect((await sayStart()).transactionId).toBeDefined();
});

test('after a restart everything is as it was', async () => {
  const { transactionId } = await sayStart();
  await sayStatus('Charging');
  await sayReadings(transactionId, register(10_700, site.time.now()));
  const again = await openSite({ store: site.store, time: site.time });
  expect(again.live.openSessions()).toEqual(site.live.openSessions());
  expect(again.live.station('hall-1')?.record).toEqual(site.live.station('HALL-1')?.record);
});

test('when nothing can be stored the station hears nothing, so that it keeps its message', async () => {
  await site.store.close();
  const heard: unknown[] = [];
  const received = {
    connection: station.connection,
    frame: { at: site.time.now(), direction: 'in', kind: 'call', messageId: '1', action: 'Heartbeat', text: '[]' },
  } as const;
  const exchange = site.central.exchange(
    received,
    async (rules) => {
      await rules.heartbeat();
      return { ...received.frame, direction: 'out' };
    },
    (fault) => {
      heard.push(fault);
      return { ...received.frame, direction: 'out' };
    },
  );
  await expect(exchange).rejects.toMatchObject({ name: 'StorageFault' });
  expect(heard).toEqual([]);
  expect(await site.central.admit(handshake(site.time, 'NEW'))).toMatchObject({ refusal: 'storageFault' });
});
