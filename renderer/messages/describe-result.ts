import { noLocalList } from '../../ocpp/model/local-list.ts';
import { chargingLimitText } from './charging-limit-text.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf, type Fields } from './frame-fields.ts';
import { statusText, type FrameWords, type Sentence } from './frame-words.ts';

/** Our own and the station's answers, in one sentence. */
export function describeResult(
  direction: 'in' | 'out',
  action: string | null,
  payload: Fields,
  words: FrameWords,
): string {
  if (action === null) return words.t('messages.answer.unmatched');
  return direction === 'out' ? ourAnswer(action, payload, words) : stationAnswer(action, payload, words);
}

function ourAnswer(action: string, payload: Fields, words: FrameWords): string {
  const { t, format } = words;
  const cardStatus = authorizationText(payload, words);
  if (action === 'BootNotification') {
    return t('messages.answer.BootNotification', {
      status: statusText(textOf(payload, 'status'), words),
      seconds: textOf(payload, 'interval'),
    });
  }
  if (action === 'Heartbeat') {
    return t('messages.answer.Heartbeat', { time: format.timeWithSeconds(textOf(payload, 'currentTime')) });
  }
  if (action === 'StartTransaction') {
    return t('messages.answer.StartTransaction', { transaction: textOf(payload, 'transactionId'), status: cardStatus });
  }
  if (cardStatus !== '') return t('messages.answer.card', { status: cardStatus });
  const status = textOf(payload, 'status');
  return status === ''
    ? t('messages.answer.noted')
    : t('messages.answer.statusOut', { status: statusText(status, words) });
}

/** Answers that say more than a status. */
const stationAnswers: Readonly<Record<string, Sentence>> = {
  GetConfiguration: (payload, { t, format }) =>
    t('messages.answer.configuration', { total: format.number(listOf(payload, 'configurationKey').length) }),
  GetLocalListVersion: (payload, { t }) => {
    const version = numberOf(payload, 'listVersion');
    return version === noLocalList
      ? t('messages.answer.noList')
      : t('messages.answer.listVersion', { version: version ?? '—' });
  },
  GetDiagnostics: fileAnswer,
  GetLog: (payload, words) =>
    textOf(payload, 'filename') === '' ? plainAnswer(payload, words) : fileAnswer(payload, words),
  GetInstalledCertificateIds: (payload, { t, format }) =>
    t('messages.answer.certificates', { total: format.number(listOf(payload, 'certificateHashData').length) }),
  GetCompositeSchedule: (payload, words) =>
    isFields(payload['chargingSchedule'])
      ? words.t('messages.answer.schedule', { limit: chargingLimitText(fieldsOf(payload, 'chargingSchedule'), words) })
      : plainAnswer(payload, words),
};

function stationAnswer(action: string, payload: Fields, words: FrameWords): string {
  const describe = Object.hasOwn(stationAnswers, action) ? stationAnswers[action] : undefined;
  return describe === undefined ? plainAnswer(payload, words) : describe(payload, words);
}

function plainAnswer(payload: Fields, words: FrameWords): string {
  // An answer without a status, as to UpdateFirmware, cannot refuse.
  const status = textOf(payload, 'status') || 'Accepted';
  return words.t('messages.answer.status', { status: statusText(status, words) });
}

/** OCPP 1.6 spells it `fileName`, the security whitepaper `filename`. */
function fileAnswer(payload: Fields, { t }: FrameWords): string {
  const file = textOf(payload, 'fileName') || textOf(payload, 'filename');
  return file === '' ? t('messages.answer.noFile') : t('messages.answer.file', { file });
}

function authorizationText(payload: Fields, { t, te }: FrameWords): string {
  if (!isFields(payload['idTagInfo'])) return '';
  const status = textOf(fieldsOf(payload, 'idTagInfo'), 'status');
  return te(`sessions.authorization.${status}`) ? t(`sessions.authorization.${status}`) : status;
}
