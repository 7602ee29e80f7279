import { OcppError } from '../model/ocpp-error.ts';
import { faultCodes } from '../model/station.ts';
import type { Notice } from '../notice.ts';
import { writeTime } from '../station-time.ts';
import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { readTime } from './times.ts';
import { knownWord, textOrNull, vocabulary } from './words.ts';

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

const noError = 'NoError';

/** OCPP 1.6 §7.6. */
const knownErrorCode = vocabulary([noError, ...faultCodes]);

/** The station's own word, also for what the specification has one for: only that there is none is read. */
function readErrorCode(text: string | undefined, notice: Notice): string | null {
  return knownWord(knownErrorCode, text, notice) === noError ? null : textOrNull(text);
}

export const heartbeat: InboundHandler<'Heartbeat'> = async (_request, rules) => {
  const { currentTime } = await rules.heartbeat();
  return { currentTime: writeTime(currentTime) };
};

export const statusNotification: InboundHandler<'StatusNotification'> = async (request, rules, notice) => {
  const { connectorId, status, errorCode } = request;
  if (connectorId === undefined) throw new OcppError('OccurrenceConstraintViolation', 'required: /connectorId');
  if (status === undefined) throw new OcppError('OccurrenceConstraintViolation', 'required: /status');
  const evseId = evseOf(connectorId);
  await rules.statusNotification({
    evseId,
    connectorId: evseId === 0 ? 0 : 1,
    status: knownWord(knownStatus, status, notice) ?? 'Unknown',
    errorCode: readErrorCode(errorCode, notice),
    info: textOrNull(request.info),
    vendorId: textOrNull(request.vendorId),
    vendorErrorCode: textOrNull(request.vendorErrorCode),
    time: readTime(request.timestamp, notice),
  });
  return {};
};

export const changeAvailability = outboundCommand<'changeAvailability', 'ChangeAvailability'>({
  action: 'ChangeAvailability',
  urgent: false,
  request: ({ evseId, operationalStatus }) => ({ connectorId: evseId ?? 0, type: operationalStatus }),
  outcome: answeredWithStatus,
});
