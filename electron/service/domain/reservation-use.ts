import type { ReservationRecord } from '../store/reservation-records.ts';
import type { SessionRecord } from '../store/store.ts';
import { groupOf } from './id-token-groups.ts';
import { sameAscii } from './same-text.ts';
import { changeReservation, endReservation, holds } from './reservations.ts';
import type { StationUnit } from './station-unit.ts';

/** A station's clock may be behind ours. */
const clockToleranceMs = 60_000;

/**
 * A start ends the reservation it was made for (OCPP 1.6 §5.13): the one it names, else one on this connector for this card or its group. What
 * the station says is so, even of one that had expired here before the start was reported.
 */
export async function useReservation(
  su: StationUnit,
  session: SessionRecord,
  reservationId: number | null,
): Promise<void> {
  const named = reservationId === null ? null : await su.unit.reservations.find(reservationId);
  const isOurs = named !== null && sameAscii(named.stationId, su.station.stationId) && named.sessionId === null;
  const used = isOurs ? named : await findFitting(su, session);
  if (used === null) return;
  const { sessionId, startedAt } = session;
  await changeReservation(su.unit, su.announce, used, { state: 'used', endedAt: startedAt, sessionId });
}

/** A reservation does not outlive a connector, or a station, that cannot be used (OCPP 1.6 §5.13). */
export async function dropReservations(su: StationUnit, evseId: number): Promise<void> {
  for (const reservation of await su.unit.reservations.holding(su.station.stationId)) {
    if (evseId !== 0 && reservation.evseId !== evseId) continue;
    await endReservation(su.unit, su.announce, reservation, 'cancelled', su.receivedAt);
  }
}

async function findFitting(su: StationUnit, session: SessionRecord): Promise<ReservationRecord | null> {
  const held = (await su.unit.reservations.holding(su.station.stationId)).filter((one) => fits(one, session));
  if (held.length === 0 || session.idToken === null) return null;
  const group = await groupOf(su.unit.idTokens, session.idToken);
  const forCard = held.filter((one) => isFor(one, session.idToken, group));
  return forCard.find((one) => one.evseId !== null) ?? forCard[0] ?? null;
}

function fits(reservation: ReservationRecord, { evseId, startedAt }: SessionRecord): boolean {
  if (!holds(reservation) || (reservation.evseId !== null && reservation.evseId !== evseId)) return false;
  return startedAt < reservation.expiresAt && startedAt >= reservation.createdAt - clockToleranceMs;
}

function isFor({ idToken, parentIdToken }: ReservationRecord, card: string | null, group: string | null): boolean {
  if (card !== null && sameAscii(idToken, card)) return true;
  return parentIdToken !== null && group !== null && sameAscii(parentIdToken, group);
}
