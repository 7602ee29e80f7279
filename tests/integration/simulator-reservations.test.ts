import { expect, it } from 'vitest';
import type { Command } from '../../ocpp/model/command.ts';
import { testNow } from './ocpp/memory-central-system.ts';
import { eventually } from '../harness/eventually.ts';
import { startSite, type SimulatedSite } from './simulator/simulated-site.ts';

const minuteMs = 60_000;
const mine = '04A2B91C5F8280';
const stranger = '9C41E7B2';

type Reserve = Extract<Command, { readonly type: 'reserve' }>;

const reserve = (details: Partial<Reserve> = {}): Reserve => ({
  type: 'reserve',
  reservationId: 7,
  evseId: 1,
  idToken: mine,
  expiresAt: new Date(testNow + 30 * minuteMs).toISOString(),
  ...details,
});

const answer = async (site: SimulatedSite, command: Command): Promise<string | undefined> =>
  (await site.command(command)).response?.status;

async function reservedSite(details?: Partial<Reserve>): Promise<SimulatedSite> {
  const site = await startSite();
  await site.station.boot();
  expect(await answer(site, reserve(details))).toBe('Accepted');
  return site;
}

it('a reserved connector says so, and is only for the card it is kept for', async () => {
  const { station, statuses, calls } = await reservedSite();
  await eventually(() => {
    expect(statuses(1)).toEqual(['Available', 'Reserved']);
  });
  await station.plugIn(1);
  await station.presentCard(1, stranger);
  expect(calls('StartTransaction')).toEqual([]);
  await station.presentCard(1, mine);
  expect(calls('StartTransaction')).toEqual([expect.objectContaining({ idTag: mine, reservationId: 7 })]);
  expect(station.inside().reservations).toEqual([]);
});

it('a card of the reserved group uses the reservation', async () => {
  const { station, centralSystem, calls } = await reservedSite({ parentIdToken: 'FLEET' });
  centralSystem.overrides.authorize = () =>
    Promise.resolve({ status: 'Accepted', expiresAt: null, parentIdToken: 'FLEET' });
  await station.plugIn(1);
  await station.presentCard(1, stranger);
  expect(calls('StartTransaction')).toEqual([expect.objectContaining({ idTag: stranger, reservationId: 7 })]);
});

it('a reservation expires by itself, and is cancelled once', async () => {
  const site = await reservedSite();
  await site.time.advance(30 * minuteMs);
  await eventually(() => {
    expect(site.statuses(1)).toEqual(['Available', 'Reserved', 'Available']);
  });
  expect(await answer(site, { type: 'cancelReservation', reservationId: 7 })).toBe('Rejected');
  const later = new Date(testNow + 60 * minuteMs).toISOString();
  expect(await answer(site, reserve({ expiresAt: later }))).toBe('Accepted');
  expect(await answer(site, { type: 'cancelReservation', reservationId: 7 })).toBe('Accepted');
  await eventually(() => {
    expect(site.statuses(1).at(-1)).toBe('Available');
  });
});

it('a reservation of the whole station leaves a connector free for it', async () => {
  const { station, calls } = await reservedSite({ evseId: undefined });
  await station.plugIn(1);
  await station.presentCard(1, stranger);
  await station.plugIn(2);
  await station.presentCard(2, '5D20A8F3');
  expect(calls('StartTransaction').map(({ connectorId }) => connectorId)).toEqual([1]);
  await station.presentCard(2, mine);
  expect(calls('StartTransaction').at(-1)).toMatchObject({ connectorId: 2, idTag: mine, reservationId: 7 });
});

it.each([
  ['Faulted', async ({ station }: SimulatedSite) => station.setFault(1, 'GroundFailure')],
  ['Occupied', async ({ station }: SimulatedSite) => station.plugIn(1)],
  [
    'Unavailable',
    async ({ command }: SimulatedSite) =>
      command({ type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' }),
  ],
  ['Occupied', async (site: SimulatedSite) => answer(site, reserve({ reservationId: 6 }))],
])('a reservation is refused with %s', async (status, prepare) => {
  const site = await startSite();
  await site.station.boot();
  await prepare(site);
  expect(await answer(site, reserve())).toBe(status);
});

it('a reservation is rejected for a connector that is not there, for the past, and for connector 0 where that is off', async () => {
  const site = await startSite({ configuration: { ReserveConnectorZeroSupported: 'false' } });
  await site.station.boot();
  expect(await answer(site, reserve({ evseId: 9 }))).toBe('Rejected');
  expect(await answer(site, reserve({ expiresAt: new Date(testNow - 1).toISOString() }))).toBe('Rejected');
  expect(await answer(site, reserve({ evseId: undefined }))).toBe('Rejected');
});

it('a station without the profile does not know the message', async () => {
  const site = await startSite({ profiles: ['Core'] });
  await site.station.boot();
  expect(await site.command(reserve())).toMatchObject({ kind: 'notSupported' });
});
