import { describe, expect, test } from 'vitest';
import { watchReservations } from '../../../electron/service/domain/reservation-expiry.ts';
import type { ReservationRecord } from '../../../electron/service/store/reservation-records.ts';
import type { TransactionStart } from '../../../ocpp/central-system.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { EvseStatus } from '../../../ocpp/model/station.ts';
import { at, openSite, type TestSite, type TestStation } from './test-site.ts';

const minuteMs = 60_000;

interface Reserved {
  readonly site: TestSite;
  readonly station: TestStation;
  readonly reservationId: number;
}

interface Wish {
  readonly evseId?: number | undefined;
  readonly idToken?: string;
  readonly parentIdToken?: string;
  readonly outcome?: CommandOutcome;
}

/** A connector kept free for an hour. */
async function reserve({ evseId = 1, idToken = 'CARD', parentIdToken, outcome }: Wish = {}): Promise<Reserved> {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  for (const [card, parent] of [
    ['CARD', 'FLEET'],
    ['SIBLING', 'FLEET'],
    ['STRANGER', null],
  ] as const) {
    await site.idTokens.add({ idToken: card, parentIdToken: parent, label: card.toLowerCase() });
  }
  let reservationId = 0;
  site.answerCommands((_stationId, command) => {
    if (command.type === 'reserve') reservationId = command.reservationId;
    return outcome ?? { kind: 'accepted', response: { status: 'Accepted' } };
  });
  const expiresAt = new Date(site.time.now() + 60 * minuteMs).toISOString();
  const wish = { type: 'reserve', idToken, parentIdToken, expiresAt } as const;
  await site.commands.run('HALL-1', evseId === 0 ? wish : { ...wish, evseId });
  return { site, station, reservationId };
}

async function found({ site, reservationId }: Reserved): Promise<ReservationRecord> {
  const reservation = await site.store.read.reservations.find(reservationId);
  if (reservation === null) throw new Error('The reservation is gone');
  return reservation;
}

function start({ site, station }: Reserved, given: Partial<TransactionStart> = {}): Promise<unknown> {
  return station.say((rules) =>
    rules.transactionStarted({
      ...{ evseId: 1, transactionId: null, idToken: 'CARD', meterStartWh: 0, reservationId: null },
      time: at(site.time.now()),
      ...given,
    }),
  );
}

function report({ site, station }: Reserved, evseId: number, status: EvseStatus): Promise<unknown> {
  return station.say((rules) =>
    rules.statusNotification({
      ...{ evseId, connectorId: evseId, status, errorCode: null, info: null, vendorId: null, vendorErrorCode: null },
      time: at(site.time.now()),
    }),
  );
}

function told({ site }: Reserved): readonly string[] {
  return site.changes.flatMap((change) =>
    change.type === 'told' && change.told.event === 'reservations.changed' ? [change.told.data.state] : [],
  );
}

describe('a reservation', () => {
  test('holds once the station took it, and consoles hear of it with its card', async () => {
    const reserved = await reserve();
    expect(await found(reserved)).toMatchObject({ state: 'active', evseId: 1, idToken: 'CARD', endedAt: null });
    expect(reserved.site.changes).toContainEqual({
      type: 'told',
      told: {
        event: 'reservations.changed',
        data: expect.objectContaining({ reservationId: reserved.reservationId, idTokenLabel: 'card' }) as unknown,
      },
    });
  });

  test('that the station refuses says why', async () => {
    const reserved = await reserve({ outcome: { kind: 'rejected', response: { status: 'Occupied' } } });
    expect(await found(reserved)).toMatchObject({ state: 'refused', refusal: 'Occupied' });
  });

  test('that was never sent never was', async () => {
    const { site, reservationId } = await reserve({ outcome: { kind: 'offline' } });
    expect(await site.store.read.reservations.find(reservationId)).toBeNull();
  });

  test('whose answer did not come may hold all the same, and is used', async () => {
    const reserved = await reserve({ outcome: { kind: 'timedOut' } });
    expect((await found(reserved)).state).toBe('requested');
    await start(reserved, { reservationId: reserved.reservationId });
    expect((await found(reserved)).state).toBe('used');
  });

  test('is used by the start that names it, whatever the card', async () => {
    const reserved = await reserve();
    await start(reserved, { idToken: 'STRANGER', reservationId: reserved.reservationId });
    const [session] = await reserved.site.sessions();
    expect(await found(reserved)).toMatchObject({ state: 'used', sessionId: session?.sessionId });
    expect(told(reserved)).toEqual(['active', 'used']);
  });

  test('is used by its card on its connector when the start names none', async () => {
    const reserved = await reserve();
    await start(reserved, { idToken: 'card' });
    expect((await found(reserved)).state).toBe('used');
  });

  test.each([
    ['another card', { idToken: 'STRANGER' }],
    ['its card on another connector', { evseId: 2 }],
  ])('is not used by %s', async (_, given) => {
    const reserved = await reserve();
    await start(reserved, given);
    expect((await found(reserved)).state).toBe('active');
  });

  test('for a group is used by any card of it, for a card by no other of its group', async () => {
    const group = await reserve({ parentIdToken: 'FLEET' });
    await start(group, { idToken: 'SIBLING' });
    expect((await found(group)).state).toBe('used');
    const card = await reserve();
    await start(card, { idToken: 'SIBLING' });
    expect((await found(card)).state).toBe('active');
  });

  test('of the whole station is used on any connector', async () => {
    const reserved = await reserve({ evseId: 0 });
    await start(reserved, { evseId: 2 });
    expect((await found(reserved)).state).toBe('used');
  });

  test('is not used by a start that was made before it and reported late', async () => {
    const reserved = await reserve();
    await start(reserved, { time: at(reserved.site.time.now() - 30 * minuteMs) });
    expect((await found(reserved)).state).toBe('active');
  });

  test.each([
    ['accepted', 'cancelled'],
    ['rejected', 'cancelled'],
    ['timedOut', 'active'],
  ] as const)('whose cancellation is %s is %s', async (kind, state) => {
    const reserved = await reserve();
    reserved.site.answerCommands(() => ({ kind }));
    const { reservationId } = reserved;
    await reserved.site.commands.run('HALL-1', { type: 'cancelReservation', reservationId });
    expect((await found(reserved)).state).toBe(state);
  });

  test('ends with a connector that breaks down, and not with another one', async () => {
    const reserved = await reserve();
    await report(reserved, 2, 'Faulted');
    expect((await found(reserved)).state).toBe('active');
    await report(reserved, 1, 'Faulted');
    expect((await found(reserved)).state).toBe('cancelled');
  });

  test('expires by the clock, even one that ran out while the service was away', async () => {
    const reserved = await reserve();
    const { store, time, announce } = reserved.site;
    const { endedAt, expiresAt } = await found(reserved);
    expect(endedAt).toBeNull();
    time.pass(2 * 60 * minuteMs);
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const stop = watchReservations({ store, clock: time, scheduler: time.scheduler, announce, log });
    await expect.poll(() => found(reserved)).toMatchObject({ state: 'expired', endedAt: expiresAt });
    stop();
    expect(told(reserved)).toEqual(['active', 'expired']);
  });

  test('that expired here was used all the same when a start that was held back names it', async () => {
    const reserved = await reserve();
    await reserved.site.store.write((unit) => unit.reservations.update(reserved.reservationId, { state: 'expired' }));
    await start(reserved, { reservationId: reserved.reservationId });
    expect((await found(reserved)).state).toBe('used');
  });
});

describe('a group', () => {
  test('is told to the station with every card, so that one may stop what the other began', async () => {
    const { station } = await reserve();
    expect(await station.say((rules) => rules.authorize('SIBLING'))).toMatchObject({
      status: 'Accepted',
      parentIdToken: 'FLEET',
    });
  });

  test('stops its session, even when the station has lost the number of it', async () => {
    const reserved = await reserve();
    const { site, station } = reserved;
    await start(reserved);
    await station.say((rules) =>
      rules.transactionEnded({
        ...{ transactionId: '-1', idToken: 'SIBLING', meterStopWh: 500, reason: 'Local', meterValues: [] },
        time: at(site.time.now() + minuteMs),
      }),
    );
    const sessions = await site.sessions();
    expect(sessions).toHaveLength(1);
    expect(sessions).toMatchObject([{ idToken: 'CARD', energyWh: 500, stopReason: 'Local' }]);
  });
});

test('a station that is removed holds no connector any more', async () => {
  const one = await reserve();
  await one.site.stations.remove('HALL-1');
  expect(await found(one)).toMatchObject({ state: 'cancelled', endedAt: one.site.time.now() });
  expect(told(one)).toEqual(['active', 'cancelled']);
});

test('a reservation that would have ended already is not asked for', async () => {
  const site = await openSite();
  await site.connect('HALL-1');
  const expiresAt = new Date(site.time.now()).toISOString();
  await expect(site.commands.run('HALL-1', { type: 'reserve', idToken: 'CARD', expiresAt })).rejects.toMatchObject({
    code: 'invalidInput',
    details: { faults: [{ path: 'command.expiresAt' }] },
  });
  expect((await site.store.read.commands.list({ limit: 1, offset: 0 })).total).toBe(0);
});
