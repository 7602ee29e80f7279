import type { Params } from '../../electron/contract/api.ts';
import { documentKinds } from '../../electron/contract/documents.ts';
import type { Moments } from '../components/use-period.ts';

/** The filters of the list as the address holds them; empty filters nothing. */
export const noDocumentFilter = { period: 'all', first: '', last: '', kind: '', search: '' };

export type DocumentFilterValues = Record<keyof typeof noDocumentFilter, string>;

/** The filters as the service takes them. What it does not know is left out. */
export function documentQuery(filters: DocumentFilterValues, moments: Moments): Params<'documents.list'> {
  return {
    ...moments,
    kind: documentKinds.find((kind) => kind === filters.kind),
    search: filters.search || undefined,
  };
}
