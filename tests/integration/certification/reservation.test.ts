import { expect, it } from 'vitest';
import { writeIsoTime } from '../../../ocpp/station-time.ts';
import type { ReservationView } from '../../../electron/contract/reservations.ts';
import { eventually } from '../../harness/eventually.ts';
import { accepted, cards, minuteMs, useStand, type ChargePoint } from '../../harness/stand.ts';
import { anyNumber, authorized, started, status } from '../../harness/steps.ts';
import { asks, says } from '../../harness/wire.ts';

const stand = useStand();

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minuteMs).toISOString();

type Reserve = Parameters<ChargePoint['command']>[0] & { readonly type: 'reserve' };

const forLeyla = (details: Partial<Reserve> = {}): Reserve => ({
  type: 'reserve',
  evseId: 1,
  idToken: cards.valid,
  expiresAt: inMinutes(60),
  ...details,
});

const reserveAsked = (command: Reserve, word: string) =>
  asks(
    'ReserveNow',
    {
      connectorId: command.evseId ?? 0,
      expiryDate: writeIsoTime(command.expiresAt),
      idTag: command.idToken,
      ...(command.parentIdToken !== undefined && { parentIdTag: command.parentIdToken }),
      reservationId: anyNumber,
    },
    { status: word },
  );

async function reservation({ stationId }: Pick<ChargePoint, 'stationId'>): Promise<ReservationView> {
  const { rows } = await stand.client.call('reservations.list', { stationId });
  const [only] = rows;
  if (only === undefined || rows.length > 1) throw new Error(`${String(rows.length)} reservations of ${stationId}`);
  return only;
}

/** A connector reserved for the valid card. */
async function reserved(stationId: string, details: Partial<Reserve> = {}): Promise<ChargePoint> {
  const point = await stand.booted(stationId);
  const command = forLeyla(details);
  expect(await point.command(command)).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await point.wire.shows([reserveAsked(command, 'Accepted'), status('Reserved')]);
  expect(await point.evse()).toMatchObject({ status: 'Reserved' });
  expect(await reservation(point)).toMatchObject({ state: 'active', idToken: cards.valid, idTokenLabel: 'Leyla' });
  return point;
}

async function refused(point: ChargePoint, word: string, command: Reserve = forLeyla()): Promise<void> {
  point.wire.forget();
  const result = await point.command(command);
  expect(result).toMatchObject({ kind: 'rejected', response: { status: word }, effect: 'none' });
  await point.wire.shows([reserveAsked(command, word)]);
  expect(await reservation(point)).toMatchObject({ state: 'refused', refusal: word });
}

it('TC_046_CSMS reservation of a connector, transaction', async () => {
  const { station, wire, ...point } = await reserved('TC_046');
  const { reservationId } = await reservation(point);
  await station.presentCard(1, cards.valid);
  await station.plugIn(1);
  await wire.shows(
    [authorized, started(cards.valid, accepted, { connectorId: 1, reservationId })],
    ['StatusNotification'],
  );
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: cards.valid } });
  const [session] = await point.sessions();
  expect(await reservation(point)).toMatchObject({ state: 'used', sessionId: session?.sessionId });
});

it('TC_047_CSMS reservation of a connector, expire', async () => {
  const { wire, time, ...point } = await reserved('TC_047', { expiresAt: new Date(Date.now() + 5_000).toISOString() });
  await time.advance(20 * minuteMs);
  await wire.shows([status('Available')], ['Heartbeat']);
  await stand.client.event(
    'reservations.changed',
    ({ stationId, state }) => stationId === 'TC_047' && state === 'expired',
  );
  expect(await reservation(point)).toMatchObject({ state: 'expired', sessionId: null });
  expect(await point.evse()).toMatchObject({ status: 'Available' });
});

it('TC_048_1_CSMS reservation of a connector, faulted', async () => {
  const point = await stand.booted('TC_048_1');
  await point.station.setFault(1, 'GroundFailure');
  await refused(point, 'Faulted');
});

it('TC_048_2_CSMS reservation of a connector, occupied', async () => {
  const point = await stand.booted('TC_048_2');
  await point.station.plugIn(1);
  await refused(point, 'Occupied');
});

it('TC_048_3_CSMS reservation of a connector, unavailable', async () => {
  const point = await stand.booted('TC_048_3');
  const closed = await point.command({ type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' });
  await point.wire.shows([
    asks('ChangeAvailability', { connectorId: 1, type: 'Inoperative' }, { status: 'Accepted' }),
    status('Unavailable'),
  ]);
  await point.seen(closed);
  await refused(point, 'Unavailable');
});

it('TC_048_4_CSMS reservation of a connector, rejected', async () => {
  const point = await stand.booted('TC_048_4');
  point.station.configure('ReserveConnectorZeroSupported', 'false');
  await refused(point, 'Rejected', forLeyla({ evseId: undefined }));
});

it('TC_049_CSMS reservation of a charge point, transaction', async () => {
  const point = await stand.booted('TC_049', { connectors: 2 });
  const command = forLeyla({ evseId: undefined });
  const result = await point.command(command);
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await point.wire.shows([reserveAsked(command, 'Accepted')], ['StatusNotification']);
  const { reservationId, ...held } = await reservation(point);
  expect(held).toMatchObject({ state: 'active', evseId: null });
  await point.station.presentCard(2, cards.valid);
  await point.station.plugIn(2);
  const start = started(cards.valid, accepted, { connectorId: 2, reservationId });
  await point.wire.shows([authorized, start], ['StatusNotification']);
  expect(await point.evse(2)).toMatchObject({ status: 'Charging', session: { idToken: cards.valid } });
  expect(await reservation(point)).toMatchObject({ state: 'used' });
});

it('TC_051_CSMS cancel reservation', async () => {
  const { wire, ...point } = await reserved('TC_051');
  const { reservationId } = await reservation(point);
  expect(await point.command({ type: 'cancelReservation', reservationId })).toMatchObject({ kind: 'accepted' });
  await wire.shows([asks('CancelReservation', { reservationId }, { status: 'Accepted' }), status('Available')]);
  expect(await reservation(point)).toMatchObject({ state: 'cancelled', sessionId: null });
  expect(await point.evse()).toMatchObject({ status: 'Available' });
});

it('TC_052_CSMS cancel reservation, rejected', async () => {
  const { wire, ...point } = await reserved('TC_052');
  const reservationId = (await reservation(point)).reservationId + 1_000;
  const result = await point.command({ type: 'cancelReservation', reservationId });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' }, effect: 'none' });
  await wire.shows([asks('CancelReservation', { reservationId }, { status: 'Rejected' })]);
  expect(await reservation(point)).toMatchObject({ state: 'active' });
});

it('TC_053_CSMS use a reserved connector with a parent id tag', async () => {
  const { station, wire, ...point } = await reserved('TC_053', { parentIdToken: cards.parent });
  const { reservationId, parentIdToken } = await reservation(point);
  expect(parentIdToken).toBe(cards.parent);
  await station.presentCard(1, cards.sibling);
  await station.plugIn(1);
  await wire.shows(
    [
      says('Authorize', { idTag: cards.sibling }, { idTagInfo: accepted }),
      started(cards.sibling, accepted, { connectorId: 1, reservationId }),
    ],
    ['StatusNotification'],
  );
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: cards.sibling } });
  await eventually(async () => {
    expect(await reservation(point)).toMatchObject({ state: 'used' });
  });
});
