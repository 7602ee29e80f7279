import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { Log } from './log.ts';
import { endReservation, holds } from './reservations.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

const lookEveryMs = 5000;

export interface ReservationExpiryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
}

/** Ends reservations whose time is over; no station tells. */
export function watchReservations(deps: ReservationExpiryDeps): Cancel {
  const look = (): void => {
    endOverdue(deps).catch((fault: unknown) => {
      deps.log.warn('overdue reservations could not be ended', { fault });
    });
  };
  look();
  return deps.scheduler.every(lookEveryMs, look);
}

async function endOverdue({ store, clock, announce }: ReservationExpiryDeps): Promise<void> {
  const now = clock.now();
  const overdue = (await store.read.reservations.holding()).filter(({ expiresAt }) => expiresAt <= now);
  if (overdue.length === 0) return;
  await store.write(async (unit) => {
    for (const { reservationId } of overdue) {
      const reservation = await unit.reservations.find(reservationId);
      if (reservation === null || !holds(reservation)) continue;
      await endReservation(unit, announce, reservation, 'expired', reservation.expiresAt);
    }
  });
}
