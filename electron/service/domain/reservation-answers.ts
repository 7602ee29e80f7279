import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { ReservationRecord } from '../store/reservation-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { CommandFollowUp } from './command-hooks.ts';
import { isRefused, wasNotSent } from './command-outcome.ts';
import { changeReservation, endReservation, holds } from './reservations.ts';

/** What reservations learn from how stations took them and their cancellations. */
export function followReservations(announce: Announce): CommandFollowUp {
  return {
    async answered(unit, { command, stationId, outcome, at }) {
      if (command.type !== 'reserve' && command.type !== 'cancelReservation') return;
      const reservation = await unit.reservations.find(command.reservationId);
      if (reservation?.stationId !== stationId) return;
      if (command.type === 'reserve') await reserved(unit, announce, reservation, outcome, at);
      // Who rejects a cancellation holds no such reservation (OCPP 1.6 §5.1).
      else if (holds(reservation) && (outcome.kind === 'accepted' || outcome.kind === 'rejected')) {
        await endReservation(unit, announce, reservation, 'cancelled', at);
      }
    },
  };
}

async function reserved(
  unit: WriteUnit,
  announce: Announce,
  reservation: ReservationRecord,
  outcome: CommandOutcome,
  at: EpochMs,
): Promise<void> {
  if (wasNotSent(outcome)) return unit.reservations.remove(reservation.reservationId);
  // The driver may be faster than the answer.
  if (reservation.state !== 'requested') return;
  const { kind, response, reason } = outcome;
  if (kind === 'accepted') await changeReservation(unit, announce, reservation, { state: 'active' });
  else if (isRefused(outcome)) {
    const refusal = response?.status ?? reason ?? null;
    await changeReservation(unit, announce, reservation, { state: 'refused', refusal, endedAt: at });
  }
}
