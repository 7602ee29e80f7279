import type { IdTokenReads, IdTokenRecord } from '../store/store.ts';
import type { Change } from './changes.ts';
import { foldAscii } from './same-text.ts';

const pageSize = 2000;

/** What every view of a session says of its card, of all id tokens, in memory. What stations send instead of a card counts as the card. */
export interface IdTokenLabels {
  /** Null for an id token that is not in the list, and for one without a label. */
  labelOf(idToken: string | null): string | null;
  /** Null for an id token that is not in the list, and for nobody's. */
  customerOf(idToken: string | null): string | null;
  apply(change: Change): void;
}

interface Known {
  readonly label: string;
  readonly customerId: string | null;
}

const knownOf = ({ label, customerId }: IdTokenRecord): Known => ({ label, customerId });

export async function loadIdTokenLabels(idTokens: IdTokenReads): Promise<IdTokenLabels> {
  const known = new Map<string, Known>();
  const aliases = new Map<string, string>();
  for (let offset = 0; ; offset += pageSize) {
    const page = await idTokens.list({ limit: pageSize, offset });
    for (const token of page.rows) known.set(foldAscii(token.idToken), knownOf(token));
    if (page.rows.length < pageSize) break;
  }
  for (const { alias, idToken } of await idTokens.aliases()) aliases.set(foldAscii(alias), foldAscii(idToken));

  const find = (idToken: string | null): Known | undefined => {
    if (idToken === null) return undefined;
    const sent = foldAscii(idToken);
    return known.get(sent) ?? known.get(aliases.get(sent) ?? sent);
  };

  return {
    labelOf: (idToken) => find(idToken)?.label || null,
    customerOf: (idToken) => find(idToken)?.customerId ?? null,
    apply(change) {
      if (change.type === 'idToken') {
        if (change.token === null) known.delete(foldAscii(change.idToken));
        else known.set(foldAscii(change.idToken), knownOf(change.token));
      } else if (change.type === 'idTokenAlias') {
        if (change.idToken === null) aliases.delete(foldAscii(change.alias));
        else aliases.set(foldAscii(change.alias), foldAscii(change.idToken));
      }
    },
  };
}
