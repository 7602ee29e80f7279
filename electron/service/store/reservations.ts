import type { Reader, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import type {
  ReservationReads,
  ReservationRecord,
  ReservationState,
  ReservationWrites,
} from './reservation-records.ts';
import { idOf, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, insertInto, stationIs, update, when } from './sql.ts';

const states: Readonly<Record<ReservationState, true>> = {
  requested: true,
  active: true,
  used: true,
  expired: true,
  cancelled: true,
  refused: true,
};

const selectReservations = 'SELECT reservations.*, station_id FROM reservations JOIN stations USING (station_key)';
const isHolding = "state IN ('requested', 'active')";

export function reservationReads(reader: Reader): ReservationReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly ReservationRecord[]> =>
    (await reader.all(`${selectReservations} ${rest}`, params)).map(toReservation);
  return {
    async find(reservationId) {
      return (await select('WHERE reservation_id = ?', [reservationId]))[0] ?? null;
    },
    list({ stationId, active, ...page }) {
      const holds = active === undefined ? null : { sql: active ? isHolding : `NOT ${isHolding}`, params: [] };
      const where = allOf([when(stationId, stationIs), holds]);
      const listing = {
        table: 'reservations',
        select: selectReservations,
        where,
        order: 'created_ms DESC, reservation_id DESC',
      };
      return readPage(reader, listing, page, toReservation);
    },
    holding(stationId) {
      const found = allOf([{ sql: isHolding, params: [] }, when(stationId, stationIs)]);
      return select(`WHERE ${found.sql} ORDER BY reservation_id`, found.params);
    },
  };
}

export function reservationWrites(writer: Writer): ReservationWrites {
  return {
    async insert(reservation) {
      const { sql, params } = insertInto('reservations', {
        reservation_id: reservation.reservationId,
        station_key: await stationKey(writer, reservation.stationId),
        evse_id: reservation.evseId,
        id_token: reservation.idToken,
        parent_id_token: reservation.parentIdToken,
        state: reservation.state,
        refusal: reservation.refusal,
        created_ms: reservation.createdAt,
        expires_ms: reservation.expiresAt,
        ended_ms: reservation.endedAt,
        session_id: reservation.sessionId === null ? null : keyOf(reservation.sessionId),
      });
      await writer.run(sql, params);
    },
    async update(reservationId, change) {
      const columns = {
        state: change.state,
        refusal: change.refusal,
        ended_ms: change.endedAt,
        session_id: change.sessionId && keyOf(change.sessionId),
      };
      const statement = update('reservations', columns, { sql: 'reservation_id = ?', params: [reservationId] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async remove(reservationId) {
      await writer.run('DELETE FROM reservations WHERE reservation_id = ?', [reservationId]);
    },
  };
}

function toReservation(row: Row): ReservationRecord {
  const sessionId = integerOrNull(row, 'session_id');
  return {
    reservationId: integer(row, 'reservation_id'),
    stationId: text(row, 'station_id'),
    evseId: integerOrNull(row, 'evse_id'),
    idToken: text(row, 'id_token'),
    parentIdToken: textOrNull(row, 'parent_id_token'),
    state: word(row, 'state', states),
    refusal: textOrNull(row, 'refusal'),
    createdAt: integer(row, 'created_ms'),
    expiresAt: integer(row, 'expires_ms'),
    endedAt: integerOrNull(row, 'ended_ms'),
    sessionId: sessionId === null ? null : idOf(sessionId),
  };
}
