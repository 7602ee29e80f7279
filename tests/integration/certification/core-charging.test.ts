import { expect, it } from 'vitest';
import { writeTime } from '../../../ocpp/station-time.ts';
import { accepted, cards, minuteMs, useStand } from '../../harness/stand.ts';
import { authorized, plainTime, started, status } from '../../harness/steps.ts';
import { says } from '../../harness/wire.ts';

const stand = useStand();
const idTag = cards.valid;

it('TC_001_CSMS cold boot charging station', async () => {
  const point = stand.station('TC_001', { connectors: 2 });
  await point.station.boot();
  await point.station.call('Heartbeat', {});
  await point.wire.shows([
    says(
      'BootNotification',
      { chargePointVendor: 'Nurlan Elektrik', chargePointModel: 'NE-AC22 Duo' },
      { status: 'Accepted', currentTime: plainTime, interval: 300 },
    ),
    status('Available', 0),
    status('Available', 1),
    status('Available', 2),
    says('Heartbeat', {}, { currentTime: plainTime }),
  ]);
  const { heartbeatIntervalSeconds } = await stand.client.call('settings.get', {});
  expect(heartbeatIntervalSeconds).toBe(300);
  expect(await point.view()).toMatchObject({
    online: true,
    admission: 'accepted',
    protocol: 'ocpp1.6',
    vendor: 'Nurlan Elektrik',
    model: 'NE-AC22 Duo',
    status: 'Available',
    evses: [
      { evseId: 1, status: 'Available', errorCode: null, session: null },
      { evseId: 2, status: 'Available', errorCode: null, session: null },
    ],
  });
});

it('TC_003_CSMS regular charging session, plug-in first', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_003');
  await station.plugIn(1);
  await station.presentCard(1, idTag);
  await wire.shows([
    status('Preparing'),
    authorized,
    started(idTag, accepted, { connectorId: 1, meterStart: 10_000 }),
    status('Charging'),
  ]);
  await time.advance(4 * minuteMs);
  await station.sendMeterValues(1);
  const { transaction, registerWh } = station.connector(1);
  expect(registerWh).toBeGreaterThan(10_400);
  await wire.shows([says('MeterValues', { connectorId: 1, transactionId: transaction?.transactionId })]);
  expect(await point.evse()).toMatchObject({
    status: 'Charging',
    session: {
      transactionId: String(transaction?.transactionId),
      idToken: idTag,
      idTokenLabel: 'Leyla',
      energyWh: registerWh - 10_000,
    },
  });
});

it('TC_004_1_CSMS regular charging session, identification first', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_004_1');
  await station.presentCard(1, idTag);
  await station.plugIn(1);
  await wire.shows([
    authorized,
    status('Preparing'),
    started(idTag, accepted, { connectorId: 1, meterStart: 10_000 }),
    status('Charging'),
  ]);
  await time.advance(4 * minuteMs);
  await station.presentCard(1, idTag);
  await station.unplug(1);
  const meterStop = station.connector(1).registerWh;
  await wire.shows([
    says('StopTransaction', { idTag, meterStop, reason: 'Local' }, { idTagInfo: accepted }),
    status('Finishing'),
    status('Available'),
  ]);
  expect(await point.sessions()).toMatchObject([
    {
      idToken: idTag,
      authorization: 'Accepted',
      meterStartWh: 10_000,
      meterStopWh: meterStop,
      energyWh: meterStop - 10_000,
      stopReason: 'Local',
      verdict: 'ok',
      flags: [],
    },
  ]);
});

it('TC_004_2_CSMS regular charging session, identification first, connection time-out', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_004_2');
  await station.presentCard(1, idTag);
  await wire.shows([authorized, status('Preparing')]);
  expect(await point.evse()).toMatchObject({ status: 'Preparing', session: null });
  await time.advance(minuteMs);
  await wire.shows([status('Available')]);
  expect(await point.evse()).toMatchObject({ status: 'Available', session: null });
  expect(await point.sessions()).toEqual([]);
});

it('TC_005_1_CSMS EV side disconnected, StopTransactionOnEVSideDisconnect', async () => {
  const { station, wire, time, ...point } = await stand.booted('TC_005_1');
  const transactionId = await point.charge();
  await time.advance(2 * minuteMs);
  wire.forget();
  const report = { connectorId: 1, errorCode: 'NoError', timestamp: writeTime(time.now()) } as const;
  await station.call('StatusNotification', { ...report, status: 'SuspendedEV' });
  expect(await point.evse()).toMatchObject({
    status: 'SuspendedEV',
    session: { transactionId: String(transactionId) },
  });
  await station.unplug(1);
  await wire.shows([
    status('SuspendedEV'),
    says('StopTransaction', { transactionId, reason: 'EVDisconnected' }),
    status('Available'),
  ]);
  expect(await point.evse()).toMatchObject({ status: 'Available', session: null });
  expect(await point.sessions()).toMatchObject([
    {
      transactionId: String(transactionId),
      stopReason: 'EVDisconnected',
      energyWh: station.connector(1).registerWh - 10_000,
      verdict: 'ok',
    },
  ]);
});

it('TC_007_CSMS regular start of a charging session, cached id', async () => {
  const { station, wire, ...point } = await stand.booted('TC_007');
  station.configure('LocalPreAuthorize', 'true');
  await station.authorize(idTag);
  wire.forget();
  await station.plugIn(1);
  await station.presentCard(1, idTag);
  await wire.shows([status('Preparing'), started(), status('Charging')]);
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: idTag, idTokenLabel: 'Leyla' } });
});

it.each([
  ['TC_023_1_CSMS start of a charging session, authorize invalid', 'TC_023_1', '04DEADBEEF0001', 'Invalid'],
  ['TC_023_2_CSMS start of a charging session, authorize expired', 'TC_023_2', cards.expired, 'Expired'],
  ['TC_023_3_CSMS start of a charging session, authorize blocked', 'TC_023_3', cards.blocked, 'Blocked'],
])('%s', async (_name, stationId, refused, word) => {
  const { station, wire, ...point } = await stand.booted(stationId);
  await station.plugIn(1);
  expect(await station.presentCard(1, refused)).toMatchObject({ status: word });
  const idTagInfo: unknown = expect.objectContaining({ status: word });
  await wire.shows([status('Preparing'), says('Authorize', { idTag: refused }, { idTagInfo })]);
  expect(await point.evse()).toMatchObject({ status: 'Preparing', session: null });
  expect(await point.sessions()).toEqual([]);
});

it('TC_024_CSMS start of a charging session, lock failure', async () => {
  const { station, wire, ...point } = await stand.booted('TC_024');
  await station.presentCard(1, idTag);
  await station.setFault(1, 'ConnectorLockFailure');
  await wire.shows([
    authorized,
    status('Preparing'),
    says('StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'ConnectorLockFailure' }),
  ]);
  expect(await point.evse()).toMatchObject({ status: 'Faulted', errorCode: 'ConnectorLockFailure', session: null });
  expect(await point.sessions()).toEqual([]);
  await stand.client.event('alerts.changed', (alerts) =>
    alerts.some((alert) => alert.kind === 'stationFaulted' && alert.stationId === 'TC_024'),
  );
});

it('TC_064_CSMS data transfer to a central system', async () => {
  const { station, wire } = await stand.booted('TC_064');
  await station.call('DataTransfer', { vendorId: 'Unrecognized.Vendor', messageId: 'Hello', data: '{"a":1}' });
  const request = { vendorId: 'Unrecognized.Vendor', messageId: 'Hello', data: '{"a":1}' };
  await wire.shows([says('DataTransfer', request, { status: 'UnknownVendorId' })]);
  const { rows } = await stand.client.call('frames.list', { stationId: 'TC_064', action: 'DataTransfer' });
  expect(rows.map(({ direction, kind }) => [direction, kind])).toEqual([
    ['out', 'result'],
    ['in', 'call'],
  ]);
});
