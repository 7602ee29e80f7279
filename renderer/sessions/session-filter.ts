import type { Params } from '../../electron/contract/api.ts';
import type { Moments } from '../components/use-period.ts';

export const verdicts = ['ok', 'estimated', 'repaired', 'review'] as const;
export const sessionStates = ['open', 'closed'] as const;

/** The filters of the list as the address holds them; empty filters nothing. */
export const noSessionFilter = {
  period: 'all',
  first: '',
  last: '',
  station: '',
  card: '',
  state: '',
  verdict: '',
  search: '',
};

export type SessionFilterValues = Record<keyof typeof noSessionFilter, string>;

/** The filters as the service takes them. What it does not know is left out. */
export function sessionQuery(filters: SessionFilterValues, moments: Moments): Params<'sessions.list'> {
  return {
    ...moments,
    stationId: filters.station || undefined,
    idToken: filters.card || undefined,
    open: filters.state === '' ? undefined : filters.state === 'open',
    verdict: verdicts.find((verdict) => verdict === filters.verdict),
    search: filters.search || undefined,
  };
}
