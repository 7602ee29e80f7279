import { AppError } from '../../contract/errors.ts';
import type { Command } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { ReservationRecord, ReservationState } from '../store/reservation-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { CommandOrder } from './command-hooks.ts';
import { reservationView } from './reservation-view.ts';

export type ReserveCommand = Extract<Command, { readonly type: 'reserve' }>;

/** Notes what is asked for; consoles hear of it with the station's answer. */
export async function openReservation(
  unit: WriteUnit,
  { station, at }: CommandOrder,
  command: ReserveCommand,
): Promise<void> {
  const expiresAt = Date.parse(command.expiresAt);
  if (expiresAt <= at)
    throw new AppError('invalidInput', { faults: [{ path: 'command.expiresAt', message: 'must be in the future' }] });
  await unit.reservations.insert({
    reservationId: command.reservationId,
    stationId: station.record.stationId,
    evseId: command.evseId ?? null,
    idToken: command.idToken,
    parentIdToken: command.parentIdToken ?? null,
    state: 'requested',
    refusal: null,
    createdAt: at,
    expiresAt,
    endedAt: null,
    sessionId: null,
  });
}

/** One whose answer never came may be held by the station all the same. */
export function holds({ state }: ReservationRecord): boolean {
  return state === 'requested' || state === 'active';
}

/** Changes a reservation and tells consoles once that is on disk. */
export async function changeReservation(
  unit: WriteUnit,
  announce: Announce,
  reservation: ReservationRecord,
  change: Parameters<WriteUnit['reservations']['update']>[1],
): Promise<void> {
  await unit.reservations.update(reservation.reservationId, change);
  const stationName = (await unit.stations.find(reservation.stationId))?.name || reservation.stationId;
  const idTokenLabel = (await unit.idTokens.find(reservation.idToken))?.label || null;
  const data = reservationView({ ...reservation, ...change }, { stationName, idTokenLabel });
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'reservations.changed', data } });
  });
}

/** Ends one, at a moment, by something other than a session. */
export function endReservation(
  unit: WriteUnit,
  announce: Announce,
  reservation: ReservationRecord,
  state: Extract<ReservationState, 'expired' | 'cancelled'>,
  at: EpochMs,
): Promise<void> {
  return changeReservation(unit, announce, reservation, { state, endedAt: at });
}
