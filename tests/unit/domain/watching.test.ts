import { describe, expect, test } from 'vitest';
import { watchAbandonedSessions } from '../../../electron/service/domain/abandoned-sessions.ts';
import { closeByHand } from '../../../electron/service/domain/close-by-estimate.ts';
import { startRetention } from '../../../electron/service/domain/retention.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import type { StationTime } from '../../../ocpp/model/time.ts';
import { runSql } from '../store/folder.ts';
import { at, dialIn, handshake, noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const report = (
  station: TestStation,
  time: StationTime,
  status: EvseStatus,
  given: { evseId?: number; errorCode?: string } = {},
) =>
  station.say((rules) =>
    rules.statusNotification({
      evseId: given.evseId ?? 1,
      connectorId: 1,
      status,
      errorCode: given.errorCode ?? null,
      info: null,
      vendorId: null,
      vendorErrorCode: null,
      time,
    }),
  );

const statusOf = (site: TestSite, evseId = 1): EvseStatus | undefined =>
  site.live.station('HALL-1')?.record.evses.find((evse) => evse.evseId === evseId)?.status;

const start = async (site: TestSite, station: TestStation) =>
  station.say((rules) =>
    rules.transactionStarted({
      evseId: 1,
      transactionId: null,
      idToken: 'CARD',
      meterStartWh: 0,
      time: at(site.time.now()),
      reservationId: null,
    }),
  );

describe('the status of a connector', () => {
  test('is not put back by an older one that was queued', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(station, at(site.time.now()), 'Charging');
    await report(station, at(site.time.now() - hourMs), 'Available');
    expect(statusOf(site)).toBe('Charging');
  });

  test('goes on after the station’s clock was set back', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(station, at(site.time.now()), 'Charging');
    site.time.pass(15 * minuteMs);
    await report(station, at(site.time.now() - hourMs), 'Available');
    expect(statusOf(site)).toBe('Available');
  });

  test('goes on after the station’s clock was ahead', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(station, at(site.time.now() + 17 * minuteMs), 'Charging');
    site.time.pass(minuteMs);
    await report(station, at(site.time.now()), 'Finishing');
    expect(statusOf(site)).toBe('Finishing');
  });

  test('of the station itself is not that of its connectors', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(station, at(site.time.now()), 'Charging');
    await report(station, at(site.time.now()), 'Available', { evseId: 0 });
    expect([statusOf(site, 0), statusOf(site, 1)]).toEqual(['Available', 'Charging']);
  });
});

describe('a session whose connector is free again', () => {
  test('waits two minutes for its stop, then is closed by estimate', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    watchAbandonedSessions({ ...site, clock: site.time, scheduler: site.time.scheduler, log: console });
    const station = await site.connect('HALL-1');
    await start(site, station);
    site.time.pass(hourMs);
    const freeAt = site.time.now();
    await report(station, at(freeAt), 'Available');
    site.time.pass(110_000);
    expect((await site.sessions())[0]?.stoppedAt).toBeNull();
    site.time.pass(20_000);
    await expect.poll(async () => (await site.sessions())[0]?.stoppedAt).toBe(freeAt);
    expect((await site.sessions())[0]).toMatchObject({ verdict: 'estimated', flags: ['noStop', 'noStopMeter'] });
    expect(site.live.openSessions()).toEqual([]);
  });

  test('runs again when its readings go on', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    watchAbandonedSessions({ ...site, clock: site.time, scheduler: site.time.scheduler, log: console });
    const station = await site.connect('HALL-1');
    const { transactionId } = await start(site, station);
    site.time.pass(minuteMs);
    await report(station, at(site.time.now()), 'Available');
    site.time.pass(3 * minuteMs);
    await expect.poll(async () => (await site.sessions())[0]?.flags).toContain('noStop');
    site.time.pass(5 * minuteMs);
    const sampledValues = [
      {
        text: '700',
        value: 700,
        measurand: 'Energy.Active.Import.Register',
        unit: 'Wh',
        phase: null,
        context: 'Sample.Periodic',
        location: 'Outlet',
        format: 'Raw' as const,
      },
    ];
    await station.say((rules) =>
      rules.meterValues({ evseId: 1, transactionId, meterValues: [{ time: at(site.time.now()), sampledValues }] }),
    );
    expect(await site.sessions()).toMatchObject([{ stoppedAt: null, energyWh: 700, verdict: 'ok', flags: [] }]);
  });
});

describe('alerts', () => {
  const kinds = (site: TestSite): readonly string[] => site.alerts.active().map((alert) => alert.kind);

  test('tell of a station that is away for five minutes, until it is back', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    site.time.pass(minuteMs);
    station.leave();
    site.time.pass(4 * minuteMs);
    expect(kinds(site)).toEqual([]);
    site.time.pass(minuteMs + 5_000);
    await expect.poll(() => kinds(site)).toEqual(['stationOffline']);
    await site.connect('HALL-1');
    site.time.pass(5_000);
    await expect.poll(() => kinds(site)).toEqual([]);
    const history = await site.store.read.alerts.list({ limit: 10, offset: 0 });
    expect(history.rows).toMatchObject([{ kind: 'stationOffline', clearedAt: site.time.now() }]);
  });

  test('say nothing of a station that never came', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '' });
    site.time.pass(hourMs);
    expect(kinds(site)).toEqual([]);
  });

  test('tell of a fault with the station’s words, once, until it is over', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await report(station, at(site.time.now()), 'Faulted', { errorCode: 'GroundFailure' });
    await report(station, at(site.time.now()), 'Faulted', { errorCode: 'GroundFailure' });
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['stationFaulted']);
    expect(site.alerts.active()[0]).toMatchObject({ evseId: 1, details: { errorCode: 'GroundFailure' } });
    await report(station, at(site.time.now()), 'Available');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual([]);
    await report(station, at(site.time.now()), 'Faulted', { errorCode: 'GroundFailure' });
    site.time.pass(10_000);
    const raised = await site.store.read.alerts.list({ limit: 10, offset: 0 });
    expect(raised.total).toBe(1);
  });

  test('tell of a stranger that waits, until somebody decides', async () => {
    const site = await openSite();
    await site.central.admit(handshake(site.time, 'NEW'));
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['stationPending']);
    await site.stations.admit('NEW');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual([]);
  });

  test('tell of a station that boots three times in ten minutes', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    for (let boot = 0; boot < 3; boot += 1) {
      await station.say((rules) => rules.bootNotification(noDetails));
      site.time.pass(minuteMs);
    }
    await expect.poll(() => kinds(site)).toEqual(['stationUnstable']);
    site.time.pass(11 * minuteMs);
    await expect.poll(() => kinds(site)).toEqual([]);
  });

  test('tell of a message that was too long, unless a stranger sent it', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await site.central.admit(handshake(site.time, 'NEW'));
    const stranger = dialIn(site.central, site.time, 'NEW');
    for (const { connection } of [station, stranger]) site.central.disconnected(connection, 'messageTooLong');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toContain('messageTooLong');
    const told = site.alerts.active().filter(({ kind }) => kind === 'messageTooLong');
    expect(told).toMatchObject([{ stationId: 'HALL-1', details: {} }]);
  });

  test('take the repeated boots of a stranger that waits for no trouble', async () => {
    const site = await openSite();
    await site.central.admit(handshake(site.time, 'NEW'));
    const station = dialIn(site.central, site.time, 'NEW');
    for (let boot = 0; boot < 5; boot += 1) await station.say((rules) => rules.bootNotification(noDetails));
    await site.stations.admit('NEW');
    site.time.pass(5_000);
    await expect
      .poll(async () => (await site.store.read.alerts.list({ limit: 5, offset: 0 })).rows[0]?.clearedAt)
      .not.toBeNull();
    expect(kinds(site)).toEqual([]);
  });

  test('tell of a device that tries and fails, but not of one the operator turned away', async () => {
    const site = await openSite();
    site.central.handshakeFailed(handshake(site.time, 'HALL-9'), 'wrongCredentials');
    site.central.handshakeFailed(handshake(site.time, 'HALL-9'), 'wrongCredentials');
    site.central.handshakeFailed(handshake(site.time, 'GONE'), 'rejectedStation');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['handshakeFailed']);
    const told = { remoteAddress: '192.168.1.50', identity: 'HALL-9', refusal: 'wrongCredentials' };
    expect(site.alerts.active()[0]?.details).toEqual(told);
    await site.alerts.dismiss(site.alerts.active()[0]?.alertId ?? '');
    expect(kinds(site)).toEqual([]);
  });

  test('of a storm of strangers are no more than twenty, though all of them come at once', async () => {
    const site = await openSite();
    for (let number = 0; number < 50; number += 1)
      site.central.handshakeFailed(handshake(site.time, `BAD-${String(number)}`), 'badIdentity');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toHaveLength(20);
  });

  test('that could not be kept are told when they can be', async () => {
    const site = await openSite();
    const { path } = await site.store.size();
    await runSql(path, "CREATE TRIGGER refuse BEFORE INSERT ON alerts BEGIN SELECT RAISE(ABORT, 'refused'); END");
    site.central.handshakeFailed(handshake(site.time, 'HALL-9'), 'wrongCredentials');
    site.time.pass(1_000);
    await expect.poll(() => site.logged).toContainEqual(expect.stringContaining('alerts could not be kept'));
    expect(kinds(site)).toEqual([]);
    await runSql(path, 'DROP TRIGGER refuse');
    site.time.pass(5_000);
    await expect.poll(() => kinds(site)).toEqual(['handshakeFailed']);
  });

  test('stay, and the person hears of it, when waving them away cannot be kept', async () => {
    const site = await openSite();
    site.central.handshakeFailed(handshake(site.time, 'HALL-9'), 'wrongCredentials');
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['handshakeFailed']);
    await site.store.close();
    const dismissed = site.alerts.dismiss(site.alerts.active()[0]?.alertId ?? '');
    await expect(dismissed).rejects.toMatchObject({ name: 'StorageFault' });
    expect(kinds(site)).toEqual(['handshakeFailed']);
  });

  test('about a state can’t be waved away', async () => {
    const site = await openSite();
    await site.central.admit(handshake(site.time, 'NEW'));
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['stationPending']);
    const [alert] = site.alerts.active();
    await expect(site.alerts.dismiss(alert?.alertId ?? '')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('are still there after a restart, and not raised a second time', async () => {
    const site = await openSite();
    await site.central.admit(handshake(site.time, 'NEW'));
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['stationPending']);
    const again = await openSite({ store: site.store, time: site.time });
    site.time.pass(10_000);
    expect(again.alerts.active()).toEqual(site.alerts.active());
  });

  test('about an unknown card go when the card is added', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    await station.say((rules) => rules.authorize('STRANGER'));
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual(['unknownIdToken']);
    await site.idTokens.add({ idToken: 'stranger', label: 'A neighbour' });
    site.time.pass(1_000);
    await expect.poll(() => kinds(site)).toEqual([]);
  });
});

describe('a session whose stop will not come any more', () => {
  test('is closed by hand with what its last reading told, once', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    const station = await site.connect('HALL-1');
    await start(site, station);
    station.leave();
    site.time.pass(hourMs);
    const [open] = await site.sessions();
    const close = () => closeByHand(site, open?.sessionId ?? '', site.time.now());
    expect(await close()).toMatchObject({ stoppedAt: site.time.now(), verdict: 'estimated' });
    expect((await site.sessions())[0]?.flags).toEqual(['closedByHand', 'noStopMeter']);
    expect(site.live.openSessions()).toEqual([]);
    await expect(close()).rejects.toMatchObject({ code: 'conflict', details: { reason: 'sessionEnded' } });
  });
});

test('raw frames go when they are older than the settings say, a few at a time', async () => {
  const site = await openSite({ settings: { frameRetentionDays: 30 } });
  const station = await site.connect('HALL-1');
  const first = site.time.now();
  for (const day of [0, 1, 2]) {
    site.time.set(first + day * dayMs);
    await station.say((rules) => rules.heartbeat());
  }
  site.time.set(first + 31 * dayMs);
  const stop = startRetention({ ...site, clock: site.time, scheduler: site.time.scheduler, log: console });
  const count = async (): Promise<number> => (await site.store.read.frames.list({ limit: 1, offset: 0 })).total;
  site.time.pass(2 * minuteMs);
  await expect.poll(count).toBe(2);
  stop();
});
