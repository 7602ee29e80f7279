import { listOf, numberOf, textOf, type Fields } from './frame-fields.ts';
import { joined, placeText, type FrameWords } from './frame-words.ts';
import { measuredText } from './measured-text.ts';

type Sentence = (payload: Fields, words: FrameWords) => string;

/** The calls a station makes. */
const fromStation: Readonly<Record<string, Sentence>> = {
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
  DiagnosticsStatusNotification: (payload, { t }) =>
    t('messages.call.DiagnosticsStatusNotification', { status: textOf(payload, 'status') }),
  FirmwareStatusNotification: (payload, { t }) =>
    t('messages.call.FirmwareStatusNotification', { status: textOf(payload, 'status') }),
  SecurityEventNotification: (payload, { t }) =>
    t('messages.call.SecurityEventNotification', { what: textOf(payload, 'type') }),
};

/** The calls we make. */
const fromUs: Readonly<Record<string, Sentence>> = {
  RemoteStartTransaction: (payload, words) =>
    words.t('messages.call.RemoteStartTransaction', {
      where: 'connectorId' in payload ? placeText(payload, words) : words.t('messages.call.remoteStartAnywhere'),
      card: textOf(payload, 'idTag'),
    }),
  RemoteStopTransaction: (payload, words) =>
    words.t('messages.call.RemoteStopTransaction', { what: transactionText(payload, words) }),
  Reset: (payload, { t }) =>
    t(textOf(payload, 'type') === 'Hard' ? 'messages.call.ResetHard' : 'messages.call.ResetSoft'),
  UnlockConnector: (payload, { t }) =>
    t('messages.call.UnlockConnector', { connector: textOf(payload, 'connectorId') }),
  ChangeAvailability: (payload, words) =>
    words.t(
      textOf(payload, 'type') === 'Inoperative' ? 'messages.call.availabilityOff' : 'messages.call.availabilityOn',
      { where: placeText(payload, words) },
    ),
  GetConfiguration: (payload, { t }) => {
    const keys = listOf(payload, 'key').map(String);
    return t('messages.call.GetConfiguration', {
      what: keys.length === 0 ? t('messages.call.allKeys') : keys.join(', '),
    });
  },
  ChangeConfiguration: (payload, { t }) =>
    t('messages.call.ChangeConfiguration', { key: textOf(payload, 'key'), value: textOf(payload, 'value') }),
  ClearCache: (_, { t }) => t('messages.call.ClearCache'),
  TriggerMessage: (payload, { t }) => t('messages.call.TriggerMessage', { what: textOf(payload, 'requestedMessage') }),
  DataTransfer: (payload, { t }) => t('messages.call.DataTransferOut', { what: vendorText(payload) }),
};

/** A call in one sentence; an action without words of its own is named. */
export function describeCall(
  direction: 'in' | 'out',
  action: string | null,
  payload: Fields,
  words: FrameWords,
): string {
  const known = direction === 'in' ? fromStation : fromUs;
  const describe = action !== null && Object.hasOwn(known, action) ? known[action] : undefined;
  return describe === undefined ? words.t('messages.call.other', { action: action ?? '?' }) : describe(payload, words);
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
  const { t, te, format } = words;
  const reason = textOf(payload, 'reason');
  const reasonText = te(`sessions.stopReason.${reason}`) ? t(`sessions.stopReason.${reason}`) : reason;
  return joined([
    transactionText(payload, words),
    t('messages.part.meter', { value: format.energyKwh(numberOf(payload, 'meterStop'), 3) }),
    reason === '' ? '' : t('messages.part.reason', { value: reasonText }),
  ]);
}

function transactionText(payload: Fields, { t }: FrameWords): string {
  return t('messages.part.transaction', { value: textOf(payload, 'transactionId') });
}

function vendorText(payload: Fields): string {
  return joined([textOf(payload, 'vendorId'), textOf(payload, 'messageId')]);
}
