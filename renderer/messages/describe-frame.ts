import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { FrameView } from '../../electron/contract/views.ts';
import { describeCall } from './describe-call.ts';
import { describeResult } from './describe-result.ts';
import { readFrame, type FrameContent } from './frame-fields.ts';
import { sentence, wordOr, type FrameWords } from './frame-words.ts';

/** A frame of OCPP 1.6 in one plain sentence. */
export function describeFrame(
  frame: Pick<FrameView, 'direction' | 'kind' | 'action' | 'text'>,
  words: FrameWords,
): string {
  const { direction, kind, action } = frame;
  const { payload, error } = readFrame(frame.text);
  switch (kind) {
    case 'call':
      return sentence(describeCall(direction, action, payload, words), words.language);
    case 'result':
      return sentence(describeResult(direction, action, payload, words), words.language);
    case 'error':
      return words.t(direction === 'in' ? 'messages.problem.errorIn' : 'messages.problem.errorOut', {
        action: action === null ? '?' : `“${wordOr('messages.action', action, words)}”`,
        reason: errorText(error, words),
      });
    case 'invalid':
      return words.t('messages.problem.invalid');
    default:
      return assertNever(kind);
  }
}

/** The code in words, and what the other side wrote besides. */
function errorText({ code, description }: FrameContent['error'], words: FrameWords): string {
  const what = wordOr('messages.errorCode', code, words);
  return description === '' ? what : `${what} (${description})`;
}
