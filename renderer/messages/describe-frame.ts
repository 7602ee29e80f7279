import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { FrameView } from '../../electron/contract/views.ts';
import { describeCall } from './describe-call.ts';
import { describeResult } from './describe-result.ts';
import { readFrame } from './frame-fields.ts';
import { sentence, type FrameWords } from './frame-words.ts';

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
        action: action ?? '?',
        reason: error,
      });
    case 'invalid':
      return words.t('messages.problem.invalid');
    default:
      return assertNever(kind);
  }
}
