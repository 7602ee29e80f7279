import type { ReservationView } from '../../contract/reservations.ts';
import type { ReservationRecord } from '../store/reservation-records.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

export interface ReservationNames {
  readonly stationName: string;
  readonly idTokenLabel: string | null;
}

export function reservationView(reservation: ReservationRecord, names: ReservationNames): ReservationView {
  return {
    reservationId: reservation.reservationId,
    stationId: reservation.stationId,
    stationName: names.stationName,
    evseId: reservation.evseId,
    idToken: reservation.idToken,
    idTokenLabel: names.idTokenLabel,
    parentIdToken: reservation.parentIdToken,
    state: reservation.state,
    refusal: reservation.refusal,
    createdAt: isoTime(reservation.createdAt),
    expiresAt: isoTime(reservation.expiresAt),
    endedAt: isoTimeOrNull(reservation.endedAt),
    sessionId: reservation.sessionId,
  };
}
