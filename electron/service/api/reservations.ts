import { reservationView } from '../domain/reservation-view.ts';
import type { ReservationReads } from '../store/reservation-records.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

export function reservationHandlers(reservations: ReservationReads, naming: Naming): AreaHandlers<'reservations'> {
  return {
    async 'reservations.list'({ stationId, active, ...page }) {
      const { total, rows } = await reservations.list({ ...pageQuery(page), stationId, active });
      const views = rows.map((reservation) =>
        reservationView(reservation, {
          stationName: naming.stationName(reservation.stationId),
          idTokenLabel: naming.labelOf(reservation.idToken),
        }),
      );
      return { total, rows: views };
    },
  };
}
