import { callsFromStation } from './calls-from-station.ts';
import { callsFromUs } from './calls-from-us.ts';
import type { Fields } from './frame-fields.ts';
import type { FrameWords } from './frame-words.ts';

/** A call in one sentence; an action without words of its own is named. */
export function describeCall(
  direction: 'in' | 'out',
  action: string | null,
  payload: Fields,
  words: FrameWords,
): string {
  const known = direction === 'in' ? callsFromStation : callsFromUs;
  const describe = action !== null && Object.hasOwn(known, action) ? known[action] : undefined;
  return describe === undefined ? words.t('messages.call.other', { action: action ?? '?' }) : describe(payload, words);
}
