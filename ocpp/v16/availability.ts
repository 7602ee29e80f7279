import { OcppError } from '../model/ocpp-error.ts';
import { readStationTime, writeTime } from '../station-time.ts';
import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { textOrNull, vocabulary } from './words.ts';

/** OCPP 1.6 §7.7, and the word 1.5 and 2.0.1 have for all that is in use. */
const knownStatus = vocabulary([
  'Available',
  'Preparing',
  'Charging',
  'SuspendedEV',
  'SuspendedEVSE',
  'Finishing',
  'Reserved',
  'Unavailable',
  'Faulted',
  'Occupied',
]);

const noError = vocabulary(['NoError']);

export const heartbeat: InboundHandler<'Heartbeat'> = async (_request, rules) => {
  const { currentTime } = await rules.heartbeat();
  return { currentTime: writeTime(currentTime) };
};

export const statusNotification: InboundHandler<'StatusNotification'> = async (request, rules) => {
  const { connectorId, status, errorCode } = request;
  if (connectorId === undefined) throw new OcppError('OccurrenceConstraintViolation', 'required: /connectorId');
  if (status === undefined) throw new OcppError('OccurrenceConstraintViolation', 'required: /status');
  const evseId = evseOf(connectorId);
  await rules.statusNotification({
    evseId,
    connectorId: evseId === 0 ? 0 : 1,
    status: knownStatus(status) ?? 'Unknown',
    errorCode: noError(errorCode) === null ? textOrNull(errorCode) : null,
    info: textOrNull(request.info),
    vendorId: textOrNull(request.vendorId),
    vendorErrorCode: textOrNull(request.vendorErrorCode),
    time: readStationTime(request.timestamp),
  });
  return {};
};

export const changeAvailability = outboundCommand<'changeAvailability', 'ChangeAvailability'>({
  action: 'ChangeAvailability',
  urgent: false,
  request: ({ evseId, operationalStatus }) => ({ connectorId: evseId ?? 0, type: operationalStatus }),
  outcome: answeredWithStatus,
});
