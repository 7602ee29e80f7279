import type { IdTokenReads } from '../store/store.ts';
import type { Change } from './changes.ts';
import { foldAscii } from './same-text.ts';

const pageSize = 2000;

/** The labels of all id tokens, in memory: every view of a session shows one. */
export interface IdTokenLabels {
  /** Null for an id token that is not in the list, and for one without a label. */
  labelOf(idToken: string | null): string | null;
  apply(change: Change): void;
}

export async function loadIdTokenLabels(idTokens: IdTokenReads): Promise<IdTokenLabels> {
  const labels = new Map<string, string>();
  for (let offset = 0; ; offset += pageSize) {
    const page = await idTokens.list({ limit: pageSize, offset });
    for (const token of page.rows) labels.set(foldAscii(token.idToken), token.label);
    if (page.rows.length < pageSize) break;
  }
  return {
    labelOf(idToken) {
      const label = idToken === null ? undefined : labels.get(foldAscii(idToken));
      return label === undefined || label === '' ? null : label;
    },
    apply(change) {
      if (change.type !== 'idToken') return;
      if (change.token === null) labels.delete(foldAscii(change.idToken));
      else labels.set(foldAscii(change.idToken), change.token.label);
    },
  };
}
