import { profileText } from './charging-limit-text.ts';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from './frame-fields.ts';
import { fileName, momentText, placeText, vendorText, wordOr, type FrameWords, type Sentence } from './frame-words.ts';

const trigger: Sentence = (payload, words) =>
  words.t('messages.call.TriggerMessage', {
    what: wordOr('messages.action', textOf(payload, 'requestedMessage'), words).toLocaleLowerCase(words.language),
  });

const firmware =
  (action: 'UpdateFirmware' | 'SignedUpdateFirmware', orderOf: (payload: Fields) => Fields): Sentence =>
  (payload, words) => {
    const order = orderOf(payload);
    return words.t(`messages.call.${action}`, {
      file: fileName(textOf(order, 'location')),
      when: momentText(textOf(order, 'retrieveDate') || textOf(order, 'retrieveDateTime'), words),
    });
  };

const certificateUse = (payload: Fields, words: FrameWords): string =>
  wordOr('messages.certificateUse', textOf(payload, 'certificateType'), words);

/** The 26 calls we make. */
export const callsFromUs: Readonly<Record<string, Sentence>> = {
  RemoteStartTransaction: (payload, words) =>
    words.t('messages.call.RemoteStartTransaction', {
      where: 'connectorId' in payload ? placeText(payload, words) : words.t('messages.call.remoteStartAnywhere'),
      card: textOf(payload, 'idTag'),
    }),
  RemoteStopTransaction: (payload, { t }) =>
    t('messages.call.RemoteStopTransaction', {
      what: t('messages.part.transaction', { value: textOf(payload, 'transactionId') }),
    }),
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
  TriggerMessage: trigger,
  ExtendedTriggerMessage: trigger,
  DataTransfer: (payload, { t }) => t('messages.call.DataTransferOut', { what: vendorText(payload) }),

  GetLocalListVersion: (_, { t }) => t('messages.call.GetLocalListVersion'),
  SendLocalList: (payload, { t, format }) =>
    t(textOf(payload, 'updateType') === 'Full' ? 'messages.call.localListFull' : 'messages.call.localListChanges', {
      total: format.number(listOf(payload, 'localAuthorizationList').length),
      version: textOf(payload, 'listVersion'),
    }),

  ReserveNow: (payload, words) =>
    words.t('messages.call.ReserveNow', {
      where: placeText(payload, words),
      card: textOf(payload, 'idTag'),
      until: momentText(textOf(payload, 'expiryDate'), words),
    }),
  CancelReservation: (payload, { t }) =>
    t('messages.call.CancelReservation', { reservation: textOf(payload, 'reservationId') }),

  SetChargingProfile: (payload, words) =>
    words.t('messages.call.SetChargingProfile', {
      where: placeText(payload, words),
      ...profileText(fieldsOf(payload, 'csChargingProfiles'), words),
    }),
  ClearChargingProfile: (payload, words) =>
    'id' in payload
      ? words.t('messages.call.clearProfileById', { profile: textOf(payload, 'id') })
      : words.t('messages.call.ClearChargingProfile', { where: placeText(payload, words) }),
  GetCompositeSchedule: (payload, words) =>
    words.t('messages.call.GetCompositeSchedule', {
      where: placeText(payload, words),
      duration: words.format.duration((numberOf(payload, 'duration') ?? 0) * 1000),
    }),

  GetDiagnostics: (_, { t }) => t('messages.call.GetDiagnostics'),
  GetLog: (payload, words) =>
    words.t('messages.call.GetLog', { what: wordOr('messages.log', textOf(payload, 'logType'), words) }),
  UpdateFirmware: firmware('UpdateFirmware', (payload) => payload),
  SignedUpdateFirmware: firmware('SignedUpdateFirmware', (payload) => fieldsOf(payload, 'firmware')),

  CertificateSigned: (_, { t }) => t('messages.call.CertificateSigned'),
  InstallCertificate: (payload, words) =>
    words.t('messages.call.InstallCertificate', { use: certificateUse(payload, words) }),
  GetInstalledCertificateIds: (payload, words) =>
    words.t('messages.call.GetInstalledCertificateIds', { use: certificateUse(payload, words) }),
  DeleteCertificate: (payload, { t }) =>
    t('messages.call.DeleteCertificate', {
      serial: textOf(fieldsOf(payload, 'certificateHashData'), 'serialNumber'),
    }),
};
