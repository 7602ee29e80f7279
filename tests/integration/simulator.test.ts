import { describe, expect, it } from 'vitest';
import { writeTime } from '../../ocpp/station-time.ts';
import { acceptedToken, testNow } from './ocpp/memory-central-system.ts';
import { eventually } from '../harness/eventually.ts';
import { rebootMs, startSite } from './simulator/simulated-site.ts';

const idTag = '04A2B91C5F8280';
const minuteMs = 60_000;

const timeAfter = (minutes: number): string => writeTime(testNow + minutes * minuteMs);

describe('a simulated station', () => {
  it('reports in, tells what it is and the status of all its connectors', async () => {
    const { station, statuses, calls } = await startSite();
    expect(await station.boot()).toMatchObject({ status: 'Accepted', interval: 300 });
    expect(calls('BootNotification')).toEqual([
      expect.objectContaining({
        chargePointVendor: 'Nurlan Elektrik',
        chargePointModel: 'NE-AC22 Duo',
        firmwareVersion: '3.4.1',
      }),
    ]);
    expect([0, 1, 2].map(statuses)).toEqual([['Available'], ['Available'], ['Available']]);
  });

  it('charges, and every status, register and time adds up', async () => {
    const { station, statuses, time, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    expect(await station.authorize(idTag)).toMatchObject({ status: 'Accepted' });
    const started = await station.startTransaction(1, idTag);
    expect(started).toMatchObject({ transactionId: 1, authorization: 'Accepted' });
    await time.advance(30 * minuteMs);
    await station.delivered();
    await station.stopTransaction(1);
    await station.unplug(1);

    expect(statuses(1)).toEqual(['Available', 'Preparing', 'Charging', 'Finishing', 'Available']);
    const [start] = calls('StartTransaction');
    const [stop] = calls('StopTransaction');
    expect(start).toMatchObject({ connectorId: 1, idTag, meterStart: 0, timestamp: timeAfter(0) });
    expect(stop).toMatchObject({ transactionId: 1, reason: 'Local', timestamp: timeAfter(30) });
    // A car that takes 7 kW, for half an hour.
    expect(stop?.meterStop).toBeGreaterThan(3_490);
    expect(stop?.meterStop).toBeLessThan(3_500);
    const samples = calls('MeterValues');
    const registers = samples.map(({ meterValue }) => Number(meterValue?.[0]?.sampledValue?.[0]?.value));
    expect(registers).toHaveLength(30);
    expect(new Set(samples.map(({ transactionId }) => transactionId))).toEqual(new Set([1]));
    expect(registers).toEqual([...registers].sort((a, b) => a - b));
    expect(stop?.transactionData?.map(({ sampledValue }) => sampledValue?.[0]?.context)).toEqual([
      'Transaction.Begin',
      'Transaction.End',
    ]);
  });

  it('gives no energy before the charge and none after it, though the car stays', async () => {
    const { station, time } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await time.advance(60 * minuteMs);
    expect(station.connector(1)).toMatchObject({ registerWh: 0, powerW: 0 });
    await station.startTransaction(1, idTag);
    await time.advance(10 * minuteMs);
    await station.stopTransaction(1);
    const { registerWh } = station.connector(1);
    expect(registerWh).toBeGreaterThan(1_000);
    await time.advance(60 * minuteMs);
    expect(station.connector(1)).toMatchObject({ registerWh, powerW: 0 });
  });

  it('says SuspendedEV when the battery is full, and goes on when nobody unplugs', async () => {
    const { station, statuses, time } = await startSite();
    await station.boot();
    await station.plugIn(1, { socPercent: 99 });
    await station.startTransaction(1, idTag);
    await time.advance(60 * minuteMs);
    await eventually(() => {
      expect(statuses(1).at(-1)).toBe('SuspendedEV');
    });
    expect(station.connector(1)).toMatchObject({ powerW: 0, transaction: { transactionId: 1 } });
  });

  it('starts by card, before or after the plug, and stops by the same card', async () => {
    const { station, statuses, calls } = await startSite();
    await station.boot();
    await station.presentCard(1, idTag);
    expect(statuses(1).at(-1)).toBe('Preparing');
    await station.plugIn(1);
    expect(statuses(1).at(-1)).toBe('Charging');
    await station.presentCard(1, idTag);
    expect(calls('StopTransaction')).toEqual([expect.objectContaining({ reason: 'Local', idTag })]);
    expect(calls('Authorize')).toEqual([{ idTag }]);
  });

  it('does not start for a card that is refused', async () => {
    const { station, centralSystem, calls } = await startSite();
    centralSystem.overrides.authorize = () => Promise.resolve({ ...acceptedToken, status: 'Blocked' });
    await station.boot();
    await station.plugIn(1);
    expect(await station.presentCard(1, idTag)).toMatchObject({ status: 'Blocked' });
    expect(calls('StartTransaction')).toEqual([]);
  });

  it('gives up waiting for a car after ConnectionTimeOut', async () => {
    const { station, statuses, time, calls } = await startSite();
    await station.boot();
    await station.presentCard(1, idTag);
    await time.advance(minuteMs);
    await eventually(() => {
      expect(statuses(1)).toEqual(['Available', 'Preparing', 'Available']);
    });
    await station.plugIn(1);
    expect(calls('StartTransaction')).toEqual([]);
  });

  it('ends the charge of a pulled cable with EVDisconnected, and of a refused card with DeAuthorized', async () => {
    const { station, centralSystem, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    await station.unplug(1);
    centralSystem.overrides.transactionStarted = () =>
      Promise.resolve({ transactionId: '77', idTokenInfo: { ...acceptedToken, status: 'Blocked' } });
    await station.plugIn(2);
    await station.startTransaction(2, idTag);
    await station.delivered();
    expect(calls('StopTransaction').map(({ reason }) => reason)).toEqual(['EVDisconnected', 'DeAuthorized']);
  });

  it('sends heartbeats at the interval the boot gave it', async () => {
    const { station, centralSystem, time, calls } = await startSite();
    centralSystem.overrides.bootNotification = () =>
      Promise.resolve({ status: 'Accepted', currentTime: testNow, intervalSeconds: 45 });
    await station.boot();
    await time.advance(10 * 45_000);
    await eventually(() => {
      expect(calls('Heartbeat')).toHaveLength(10);
    });
  });

  it('keeps reporting in at the interval given until it is accepted, and says nothing else meanwhile', async () => {
    const { station, centralSystem, time, calls, actions } = await startSite();
    const pending = { status: 'Pending', currentTime: testNow, intervalSeconds: 20 } as const;
    centralSystem.overrides.bootNotification = () => Promise.resolve(pending);
    expect(await station.boot()).toMatchObject({ status: 'Pending' });
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    centralSystem.overrides.bootNotification = () => Promise.resolve({ ...pending, status: 'Accepted' });
    await time.advance(19_000);
    expect(new Set(actions())).toEqual(new Set(['BootNotification']));
    await time.advance(1_000);
    await eventually(() => {
      expect(calls('StartTransaction')).toHaveLength(1);
    });
    expect(calls('BootNotification')).toHaveLength(2);
  });
});

describe('without a connection', () => {
  it('a charge goes on, and is delivered afterwards in order, with its own times and transaction id', async () => {
    const { station, centralSystem, time, calls, actions } = await startSite();
    await station.boot();
    await station.authorize(idTag);
    station.goOffline();
    await station.plugIn(1);
    expect(await station.presentCard(1, idTag)).toMatchObject({ status: 'Accepted' });
    await time.advance(3 * minuteMs);
    await station.stopTransaction(1);
    expect(station.waitingMessages).toBe(5);
    expect(calls('StartTransaction')).toEqual([]);

    centralSystem.overrides.transactionStarted = () =>
      Promise.resolve({ transactionId: '4711', idTokenInfo: acceptedToken });
    await station.goOnline();
    const replayed = actions().filter((action) => /Transaction|MeterValues/.test(action));
    expect(replayed).toEqual(['StartTransaction', 'MeterValues', 'MeterValues', 'MeterValues', 'StopTransaction']);
    expect(calls('StartTransaction')[0]?.timestamp).toBe(timeAfter(0));
    expect(calls('MeterValues').map(({ transactionId }) => transactionId)).toEqual([4711, 4711, 4711]);
    expect(calls('StopTransaction')[0]).toMatchObject({
      transactionId: 4711,
      timestamp: timeAfter(3),
    });
    expect(calls('BootNotification')).toHaveLength(1);
  });

  it('a card that charged before is let in again', async () => {
    const { station } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    await station.stopTransaction(1);
    station.goOffline();
    expect(await station.authorize(idTag.toLowerCase())).toMatchObject({ status: 'Accepted' });
  });

  it('a card nobody knows does not charge unless AllowOfflineTxForUnknownId says so', async () => {
    const { station } = await startSite();
    await station.boot();
    station.goOffline();
    await station.plugIn(1);
    expect(await station.presentCard(1, 'STRANGER')).toEqual({ status: 'Invalid' });
    station.configure('AllowOfflineTxForUnknownId', 'true');
    expect(await station.presentCard(1, 'STRANGER')).toEqual({ status: 'Accepted' });
    expect(station.connector(1).status).toBe('Charging');
  });

  it('it comes back by itself when the server drops it, without booting again, and tells what has changed', async () => {
    const { station, calls, statuses, time, drop } = await startSite();
    await station.boot();
    drop();
    await eventually(() => {
      expect(station.connected).toBe(false);
    });
    await station.plugIn(2);
    await time.advance(2_000);
    await eventually(() => {
      expect(statuses(2)).toEqual(['Available', 'Preparing']);
    });
    expect(statuses(1)).toEqual(['Available']);
    expect(calls('BootNotification')).toHaveLength(1);
  });

  it('a message the server cannot store is sent again, and then dropped', async () => {
    const { station, centralSystem, time, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    let failures = 0;
    centralSystem.overrides.transactionStarted = () => {
      failures += 1;
      return Promise.reject(new Error('disk'));
    };
    await station.startTransaction(1, idTag);
    await time.advance(60_000);
    await eventually(() => {
      expect(failures).toBe(2);
    });
    await time.advance(119_000);
    expect(failures).toBe(2);
    await time.advance(1_000);
    await eventually(() => {
      expect(failures).toBe(3);
    });
    await station.stopTransaction(1);
    await station.delivered();
    expect(failures).toBe(3);
    expect(calls('StopTransaction')[0]).toMatchObject({ transactionId: -1 });
  });
});

describe('a command takes effect', () => {
  it('RemoteStartTransaction starts where a car waits', async () => {
    const { station, command, calls } = await startSite();
    await station.boot();
    await station.plugIn(2);
    expect(await command({ type: 'remoteStart', idToken: idTag })).toMatchObject({ kind: 'accepted' });
    await eventually(() => {
      expect(calls('StartTransaction')).toEqual([expect.objectContaining({ connectorId: 2, idTag })]);
    });
    expect(await command({ type: 'remoteStart', evseId: 2, idToken: idTag })).toMatchObject({ kind: 'rejected' });
    expect(await command({ type: 'remoteStart', evseId: 9, idToken: idTag })).toMatchObject({ kind: 'rejected' });
  });

  it('RemoteStartTransaction waits for a car, and asks about the card when told to', async () => {
    const { station, command, statuses, calls } = await startSite();
    await station.boot();
    await command({ type: 'setConfiguration', key: 'AuthorizeRemoteTxRequests', value: 'true' });
    await command({ type: 'remoteStart', evseId: 1, idToken: idTag });
    await eventually(() => {
      expect(statuses(1)).toEqual(['Available', 'Preparing']);
    });
    expect(calls('Authorize')).toEqual([{ idTag }]);
    await station.plugIn(1);
    expect(statuses(1).at(-1)).toBe('Charging');
  });

  it('RemoteStopTransaction stops that transaction, and no other', async () => {
    const { station, command, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    expect(await command({ type: 'remoteStop', transactionId: '999' })).toMatchObject({ kind: 'rejected' });
    expect(await command({ type: 'remoteStop', transactionId: '1' })).toMatchObject({ kind: 'accepted' });
    await eventually(() => {
      expect(calls('StopTransaction')).toEqual([expect.objectContaining({ reason: 'Remote' })]);
    });
  });

  it.each([
    ['soft', 'SoftReset'],
    ['hard', 'HardReset'],
  ] as const)('a %s Reset ends the charge, disconnects, comes back and boots', async (mode, reason) => {
    const { station, centralSystem, command, statuses, time, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    expect(await command({ type: 'reset', mode })).toMatchObject({ kind: 'accepted' });
    await eventually(() => {
      expect(centralSystem.disconnections).toHaveLength(1);
    });
    expect(calls('StopTransaction')).toHaveLength(mode === 'soft' ? 1 : 0);
    await time.advance(rebootMs);
    await eventually(() => {
      expect(calls('StopTransaction')).toEqual([expect.objectContaining({ reason, transactionId: 1 })]);
      expect(statuses(2)).toEqual(['Available', 'Available']);
    });
    expect(calls('BootNotification')).toHaveLength(2);
    expect(statuses(1).at(-1)).toBe('Finishing');
  });

  it('UnlockConnector ends the charge at a socket, and is not supported by a fixed cable or an unknown connector', async () => {
    const socket = await startSite();
    await socket.station.boot();
    await socket.station.plugIn(1);
    await socket.station.startTransaction(1, idTag);
    expect(await socket.command({ type: 'unlock', evseId: 1 })).toMatchObject({ response: { status: 'Unlocked' } });
    await eventually(() => {
      expect(socket.calls('StopTransaction')[0]).toMatchObject({ reason: 'UnlockCommand' });
    });
    expect(await socket.command({ type: 'unlock', evseId: 7 })).toMatchObject({ kind: 'notSupported' });
    await socket.station.setFault(2, 'ConnectorLockFailure');
    expect(await socket.command({ type: 'unlock', evseId: 2 })).toMatchObject({ response: { status: 'UnlockFailed' } });

    const cable = await startSite({ make: 'dc60' });
    await cable.station.boot();
    expect(await cable.command({ type: 'unlock', evseId: 1 })).toMatchObject({ kind: 'notSupported' });
  });

  it('ChangeAvailability waits for the charge to end, and outlives a restart', async () => {
    const { station, command, statuses, time } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    const inoperative = { type: 'changeAvailability', operationalStatus: 'Inoperative' } as const;
    expect(await command({ type: 'changeAvailability', evseId: 1, operationalStatus: 'Operative' })).toMatchObject({
      response: { status: 'Accepted' },
    });
    expect(await command({ ...inoperative, evseId: 1 })).toMatchObject({ response: { status: 'Scheduled' } });
    expect(station.connector(1).status).toBe('Charging');
    expect(await command({ ...inoperative, evseId: 2 })).toMatchObject({ response: { status: 'Accepted' } });
    await eventually(() => {
      expect(statuses(2).at(-1)).toBe('Unavailable');
    });
    await station.stopTransaction(1);
    expect(statuses(1).at(-1)).toBe('Unavailable');
    expect(await command({ type: 'remoteStart', evseId: 1, idToken: idTag })).toMatchObject({ kind: 'rejected' });
    await station.reboot('PowerLoss');
    await time.advance(rebootMs);
    await eventually(() => {
      expect([statuses(0).at(-1), statuses(2).slice(-2)]).toEqual(['Unavailable', ['Unavailable', 'Unavailable']]);
    });
    expect(await command({ type: 'changeAvailability', operationalStatus: 'Operative' })).toMatchObject({
      response: { status: 'Accepted' },
    });
    await eventually(() => {
      expect([0, 1, 2].map((id) => statuses(id).at(-1))).toEqual(['Available', 'Finishing', 'Available']);
    });
  });

  it('GetConfiguration tells what ChangeConfiguration set, and an interval counts from now on', async () => {
    const { station, command, time, calls } = await startSite();
    await station.boot();
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    expect(await command({ type: 'setConfiguration', key: 'MeterValueSampleInterval', value: '5' })).toMatchObject({
      kind: 'accepted',
    });
    expect(await command({ type: 'getConfiguration', keys: ['MeterValueSampleInterval', 'Nonsense'] })).toMatchObject({
      response: {
        configuration: [{ key: 'MeterValueSampleInterval', value: '5', readonly: false }],
        unknownKeys: ['Nonsense'],
      },
    });
    await time.advance(30_000);
    await station.delivered();
    expect(calls('MeterValues')).toHaveLength(6);
    const all = await command({ type: 'getConfiguration' });
    expect(all.response?.configuration?.length).toBeGreaterThan(25);
  });

  it('ChangeConfiguration is refused where it must be, and waits for a restart where it says so', async () => {
    const { station, command, time, calls } = await startSite({ make: 'dc60' });
    await station.boot();
    const set = (key: string, value: string) => command({ type: 'setConfiguration', key, value });
    expect(await set('NumberOfConnectors', '9')).toMatchObject({ kind: 'rejected' });
    expect(await set('HeartbeatInterval', 'often')).toMatchObject({ kind: 'rejected' });
    expect(await set('Nonsense', '1')).toMatchObject({ kind: 'notSupported' });
    expect(await set('MaxPower', '20000')).toMatchObject({ response: { status: 'RebootRequired' } });
    await command({ type: 'reset', mode: 'soft' });
    await eventually(() => {
      expect(station.connected).toBe(false);
    });
    await time.advance(rebootMs);
    await eventually(() => {
      expect(calls('BootNotification')).toHaveLength(2);
    });
    await station.plugIn(1);
    await station.startTransaction(1, idTag);
    await time.advance(5 * minuteMs);
    expect(station.connector(1).powerW).toBe(20_000);
  });

  it('a new AuthorizationKey is used from the next connection on', async () => {
    const { station, centralSystem, command, time } = await startSite({ password: 'first password' });
    await station.boot();
    const key = '00112233445566778899aabbccddeeff';
    expect(await command({ type: 'setConfiguration', key: 'AuthorizationKey', value: key })).toMatchObject({
      kind: 'accepted',
    });
    await time.advance(5_000);
    await eventually(async () => {
      await time.advance(1_000);
      expect(centralSystem.handshakes).toHaveLength(2);
    });
    const [before, after] = centralSystem.handshakes.map(({ credentials }) => Buffer.from(credentials?.password ?? []));
    expect(before?.toString()).toBe('first password');
    expect(after?.toString('hex')).toBe(key);
  });

  it('ClearCache forgets what was said of cards', async () => {
    const { station, command } = await startSite();
    await station.boot();
    await station.authorize(idTag);
    expect(await command({ type: 'clearCache' })).toMatchObject({ kind: 'accepted' });
    station.goOffline();
    expect(await station.authorize(idTag)).toEqual({ status: 'Invalid' });
  });

  it('DataTransfer is answered by vendor and message', async () => {
    const { station, command } = await startSite();
    await station.boot();
    const transfer = { type: 'dataTransfer', vendorId: 'Nurlan Elektrik' } as const;
    expect(await command({ ...transfer, messageId: 'Echo', data: 'salam' })).toMatchObject({
      kind: 'accepted',
      response: { data: 'salam' },
    });
    expect(await command({ ...transfer, messageId: 'Other' })).toMatchObject({
      response: { status: 'UnknownMessageId' },
    });
    expect(await command({ ...transfer, vendorId: 'x' })).toMatchObject({ response: { status: 'UnknownVendorId' } });
  });
});
