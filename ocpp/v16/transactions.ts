import type { Notice } from '../notice.ts';
import { writeIdTagInfo } from './authorization.ts';
import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { readMeterValues } from './sampled-values.ts';
import { readTime } from './times.ts';
import { knownWord, textOrNull, vocabulary } from './words.ts';

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

function readReservation(reservationId: number | undefined, notice: Notice): number | null {
  if (reservationId === 0) notice('zeroReservations');
  return reservationId === undefined || reservationId === 0 ? null : reservationId;
}

export const startTransaction: InboundHandler<'StartTransaction'> = async (request, rules, notice) => {
  const { transactionId, idTokenInfo } = await rules.transactionStarted({
    evseId: evseOf(request.connectorId),
    transactionId: null,
    idToken: textOrNull(request.idTag) ?? '',
    meterStartWh: registerOrNull(request.meterStart),
    time: readTime(request.timestamp, notice),
    reservationId: readReservation(request.reservationId, notice),
  });
  return { idTagInfo: writeIdTagInfo(idTokenInfo), transactionId: Number(transactionId) };
};

export const stopTransaction: InboundHandler<'StopTransaction'> = async (request, rules, notice) => {
  const idTokenInfo = await rules.transactionEnded({
    transactionId: String(request.transactionId ?? 0),
    idToken: textOrNull(request.idTag),
    meterStopWh: registerOrNull(request.meterStop),
    time: readTime(request.timestamp, notice),
    reason: knownWord(knownReason, request.reason, notice) ?? textOrNull(request.reason) ?? defaultReason,
    meterValues: readMeterValues(request.transactionData, notice),
  });
  return idTokenInfo === null ? {} : { idTagInfo: writeIdTagInfo(idTokenInfo) };
};
