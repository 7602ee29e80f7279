import { writeIsoTime } from '../station-time.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';

export const reserve = outboundCommand<'reserve', 'ReserveNow'>({
  action: 'ReserveNow',
  urgent: false,
  request: ({ evseId, expiresAt, idToken, parentIdToken, reservationId }) => ({
    connectorId: evseId ?? 0,
    expiryDate: writeIsoTime(expiresAt),
    idTag: idToken,
    ...(parentIdToken !== undefined && { parentIdTag: parentIdToken }),
    reservationId,
  }),
  outcome: answeredWithStatus,
});

export const cancelReservation = outboundCommand<'cancelReservation', 'CancelReservation'>({
  action: 'CancelReservation',
  urgent: false,
  request: ({ reservationId }) => ({ reservationId }),
  outcome: answeredWithStatus,
});
