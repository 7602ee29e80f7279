import { readMoment } from '../moment.ts';
import { release, reportReserved, reserve } from '../reservations.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.13. */
export const reserveNow: Handler<'ReserveNow'> = (
  station,
  { reservationId, connectorId, idTag, parentIdTag, expiryDate },
) => {
  const status = reserve(station, {
    ...{ reservationId, connectorId, idTag, parentIdTag },
    expiresAt: readMoment(expiryDate, station.time.now()),
  });
  return { response: { status }, afterwards: () => reportReserved(station, connectorId) };
};

/** OCPP 1.6 §5.1. */
export const cancelReservation: Handler<'CancelReservation'> = (station, { reservationId }) => {
  const cancelled = release(station, reservationId);
  if (cancelled === null) return { response: { status: 'Rejected' } };
  return { response: { status: 'Accepted' }, afterwards: () => reportReserved(station, cancelled.connectorId) };
};
