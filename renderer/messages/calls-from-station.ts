import { numberOf, textOf, type Fields } from './frame-fields.ts';
import { joined, placeText, statusText, vendorText, wordOr, type Sentence, type FrameWords } from './frame-words.ts';
import { measuredText } from './measured-text.ts';

/** The 14 calls a station makes. */
export const callsFromStation: Readonly<Record<string, Sentence>> = {
  BootNotification: (payload, { t }) =>
    t('messages.call.BootNotification', {
      what: [textOf(payload, 'chargePointVendor'), textOf(payload, 'chargePointModel')].join(' ').trim(),
    }),
  Heartbeat: (_, { t }) => t('messages.call.Heartbeat'),
  StatusNotification: (payload, words) =>
    words.t('messages.call.StatusNotification', {
      where: placeText(payload, words),
      status: reportedStatus(payload, words),
    }),
  Authorize: (payload, { t }) => t('messages.call.Authorize', { card: textOf(payload, 'idTag') }),
  StartTransaction: (payload, { t, format }) =>
    t('messages.call.StartTransaction', {
      connector: textOf(payload, 'connectorId'),
      card: textOf(payload, 'idTag'),
      meter: format.energyKwh(numberOf(payload, 'meterStart'), 3),
    }),
  StopTransaction: (payload, words) => words.t('messages.call.StopTransaction', { what: stopText(payload, words) }),
  MeterValues: (payload, words) => {
    const connector = textOf(payload, 'connectorId');
    const what = measuredText(payload, words);
    return what === ''
      ? words.t('messages.call.meterValuesEmpty', { connector })
      : words.t('messages.call.MeterValues', { connector, what });
  },
  DataTransfer: (payload, { t }) => t('messages.call.DataTransferIn', { what: vendorText(payload) }),
  DiagnosticsStatusNotification: progress('DiagnosticsStatusNotification'),
  LogStatusNotification: progress('LogStatusNotification'),
  FirmwareStatusNotification: progress('FirmwareStatusNotification'),
  SignedFirmwareStatusNotification: progress('SignedFirmwareStatusNotification'),
  SecurityEventNotification: (payload, { t, te }) => {
    const type = textOf(payload, 'type');
    const key = `alerts.securityEventType.${type}`;
    return t('messages.call.SecurityEventNotification', {
      what: joined([te(key) ? t(key) : type, textOf(payload, 'techInfo')]),
    });
  },
  SignCertificate: (_, { t }) => t('messages.call.SignCertificate'),
};

function progress(action: string): Sentence {
  return (payload, words) =>
    words.t(`messages.call.${action}`, { status: statusText(textOf(payload, 'status'), words) });
}

function reportedStatus(payload: Fields, { t, te }: FrameWords): string {
  const status = textOf(payload, 'status');
  const fault = textOf(payload, 'errorCode');
  const details = [fault === 'NoError' ? '' : fault, textOf(payload, 'info'), textOf(payload, 'vendorErrorCode')];
  const faultText = details.filter((part) => part !== '').join(' / ');
  return joined([
    te(`common.state.${status}`) ? t(`common.state.${status}`) : status,
    faultText === '' ? '' : t('messages.part.fault', { value: faultText }),
  ]);
}

function stopText(payload: Fields, words: FrameWords): string {
  const { t, format } = words;
  const reason = textOf(payload, 'reason');
  return joined([
    t('messages.part.transaction', { value: textOf(payload, 'transactionId') }),
    t('messages.part.meter', { value: format.energyKwh(numberOf(payload, 'meterStop'), 3) }),
    reason === '' ? '' : t('messages.part.reason', { value: wordOr('sessions.stopReason', reason, words) }),
  ]);
}
