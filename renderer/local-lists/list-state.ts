import type { LocalListView } from '../../electron/contract/local-lists.ts';

/** How a station's own list of cards stands, in one word. */
export type ListState = 'unsupported' | 'failed' | 'tooLong' | 'unknown' | 'foreign' | 'empty' | 'behind' | 'inStep';

export function listState(list: LocalListView): ListState {
  if (list.supported === false) return 'unsupported';
  if (list.problem !== null) return 'failed';
  if (list.tooLong) return 'tooLong';
  if (list.entries === null) return list.version !== null && list.version > 0 ? 'foreign' : unsentState(list);
  const { added, changed, removed } = list.pending;
  if (added + changed + removed === 0) return 'inStep';
  return list.entries.length === 0 && list.sentAt === null ? 'empty' : 'behind';
}

/** Nothing was sent: an answer to a question for its version is all that can be known. */
const unsentState = (list: LocalListView): ListState => (list.version === null ? 'unknown' : 'empty');
