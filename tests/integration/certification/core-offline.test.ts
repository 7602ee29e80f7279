import { expect, it } from 'vitest';
import { accepted, cards, minuteMs, useStand, type ChargePoint } from '../../harness/stand.ts';
import { anyNumber, bootReported, started, status } from '../../harness/steps.ts';
import { says } from '../../harness/wire.ts';

const stand = useStand();
const idTag = cards.valid;

/** Charges with that card while there is no network. */
async function chargeOffline({ station, time }: ChargePoint, card: string): Promise<void> {
  station.configure('AllowOfflineTxForUnknownId', 'true');
  station.goOffline();
  await station.plugIn(1);
  expect(await station.presentCard(1, card)).toMatchObject({ status: 'Accepted' });
  await time.advance(4 * minuteMs);
  expect(station.waitingMessages).toBe(1);
}

it('TC_032_1_CSMS power failure boot, stop transactions', async () => {
  const point = await stand.booted('TC_032_1', { connectors: 2 });
  const { station, wire, time } = point;
  const transactionId = await point.charge();
  await time.advance(2 * minuteMs);
  wire.forget();
  await station.reboot('PowerLoss');
  await point.restarted();
  await station.delivered();
  await wire.shows([
    bootReported,
    status('Available', 0),
    status('Finishing', 1),
    status('Available', 2),
    says('StopTransaction', { transactionId, reason: 'PowerLoss' }),
  ]);
  expect(await point.view()).toMatchObject({ online: true, evses: [{ status: 'Finishing', session: null }, {}] });
  expect(await point.sessions()).toMatchObject([
    { stopReason: 'PowerLoss', energyWh: station.connector(1).registerWh - 10_000, verdict: 'ok' },
  ]);
});

it('TC_037_1_CSMS offline start of a transaction, valid id tag', async () => {
  const point = await stand.booted('TC_037_1');
  const { station, wire, time } = point;
  const startedAt = new Date(Math.floor(time.now() / 1000) * 1000).toISOString();
  await chargeOffline(point, idTag);
  await station.goOnline();
  await wire.shows([status('Charging'), started()]);
  await station.sendMeterValues(1);
  await wire.shows([says('MeterValues', { connectorId: 1, transactionId: anyNumber })]);
  expect(await point.evse()).toMatchObject({
    status: 'Charging',
    session: { idToken: idTag, startedAt, energyWh: station.connector(1).registerWh - 10_000 },
  });
});

it('TC_037_3_CSMS offline start of a transaction, invalid id tag, StopTransactionOnInvalidId', async () => {
  const stranger = '04DEADBEEF0037';
  const point = await stand.booted('TC_037_3');
  const { station, wire } = point;
  await chargeOffline(point, stranger);
  await station.goOnline();
  await wire.shows([
    status('Charging'),
    started(stranger, { status: 'Invalid' }),
    says('StopTransaction', { reason: 'DeAuthorized' }),
    status('Finishing'),
  ]);
  const energyWh = station.connector(1).registerWh - 10_000;
  expect(energyWh).toBeGreaterThan(400);
  expect(await point.sessions()).toMatchObject([
    {
      idToken: stranger,
      authorization: 'Invalid',
      stopReason: 'DeAuthorized',
      energyWh,
      verdict: 'review',
      flags: ['refusedIdToken'],
    },
  ]);
  await stand.client.event('alerts.changed', (alerts) =>
    alerts.some(({ kind, details }) => kind === 'unknownIdToken' && details.idToken === stranger),
  );
});

it('TC_039_CSMS offline transaction', async () => {
  const point = await stand.booted('TC_039');
  const { station, wire } = point;
  await chargeOffline(point, idTag);
  await station.presentCard(1, idTag);
  await station.unplug(1);
  expect(station.waitingMessages).toBe(2);
  await station.goOnline();
  const meterStop = station.connector(1).registerWh;
  await wire.shows([
    started(),
    says('StopTransaction', { idTag, reason: 'Local', meterStop }, { idTagInfo: accepted }),
  ]);
  expect(await point.evse()).toMatchObject({ status: 'Available', session: null });
  expect(await point.sessions()).toMatchObject([
    { idToken: idTag, stopReason: 'Local', energyWh: meterStop - 10_000, verdict: 'ok' },
  ]);
});
