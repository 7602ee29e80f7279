import { fieldsOf, isFields, listOf, textOf, type Fields } from './frame-fields.ts';
import { statusText, type FrameWords } from './frame-words.ts';

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

function stationAnswer(action: string, payload: Fields, words: FrameWords): string {
  const { t, format } = words;
  if (action === 'GetConfiguration') {
    return t('messages.answer.configuration', { total: format.number(listOf(payload, 'configurationKey').length) });
  }
  const status = textOf(payload, 'status');
  return t('messages.answer.status', { status: status === '' ? '—' : statusText(status, words) });
}

function authorizationText(payload: Fields, { t, te }: FrameWords): string {
  if (!isFields(payload['idTagInfo'])) return '';
  const status = textOf(fieldsOf(payload, 'idTagInfo'), 'status');
  return te(`sessions.authorization.${status}`) ? t(`sessions.authorization.${status}`) : status;
}
