import { longestListedId, type LocalListView } from '../../electron/contract/local-lists.ts';
import type { IdTokenView } from '../../electron/contract/id-tokens.ts';
import { listState } from './list-state.ts';

/** What a station would do with a card while this PC is off. `notYet`: it would know it once the list is sent. */
export type OfflineAnswer = 'yes' | 'no' | 'refused' | 'notYet' | 'unknown';

export function offlineAnswer(list: LocalListView, card: IdTokenView, nowMs: number): OfflineAnswer {
  if (list.supported === false) return 'no';
  const held = list.entries?.find(({ idToken }) => idToken.toLowerCase() === card.idToken.toLowerCase());
  if (held !== undefined) return held.status === 'Accepted' && !isPast(held.expiresAt, nowMs) ? 'yes' : 'refused';
  if (card.idToken.length > longestListedId) return 'no';
  const state = listState(list);
  if (state === 'unknown' || state === 'foreign') return 'unknown';
  return card.status === 'Accepted' && !isPast(card.expiresAt, nowMs) ? 'notYet' : 'no';
}

const isPast = (moment: string | null, nowMs: number): boolean => moment !== null && Date.parse(moment) <= nowMs;
