import { readStationTime } from '../station-time.ts';
import { writeIdTagInfo } from './authorization.ts';
import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { readMeterValues } from './sampled-values.ts';
import { textOrNull, vocabulary } from './words.ts';

/** OCPP 1.6 §7.36. */
const knownReason = vocabulary([
  'DeAuthorized',
  'EmergencyStop',
  'EVDisconnected',
  'HardReset',
  'Local',
  'Other',
  'PowerLoss',
  'Reboot',
  'Remote',
  'SoftReset',
  'UnlockCommand',
]);

/** OCPP 1.6 §4.10: a reason that is left out means this one. */
const defaultReason = 'Local';

/** Stations send -1 for a register they cannot read. */
const registerOrNull = (meterWh: number | undefined): number | null =>
  meterWh === undefined || meterWh < 0 ? null : meterWh;

export const startTransaction: InboundHandler<'StartTransaction'> = async (request, rules) => {
  const { transactionId, idTokenInfo } = await rules.transactionStarted({
    evseId: evseOf(request.connectorId),
    transactionId: null,
    idToken: textOrNull(request.idTag) ?? '',
    meterStartWh: registerOrNull(request.meterStart),
    time: readStationTime(request.timestamp),
    reservationId: request.reservationId === 0 ? null : (request.reservationId ?? null),
  });
  return { idTagInfo: writeIdTagInfo(idTokenInfo), transactionId: Number(transactionId) };
};

export const stopTransaction: InboundHandler<'StopTransaction'> = async (request, rules) => {
  const idTokenInfo = await rules.transactionEnded({
    transactionId: String(request.transactionId ?? 0),
    idToken: textOrNull(request.idTag),
    meterStopWh: registerOrNull(request.meterStop),
    time: readStationTime(request.timestamp),
    reason: knownReason(request.reason) ?? textOrNull(request.reason) ?? defaultReason,
    meterValues: readMeterValues(request.transactionData),
  });
  return idTokenInfo === null ? {} : { idTagInfo: writeIdTagInfo(idTokenInfo) };
};
