import type { Params } from '../../electron/contract/api.ts';
import type { Moments } from '../components/use-period.ts';

export const directions = ['in', 'out'] as const;
export const kinds = ['call', 'result', 'error', 'invalid'] as const;

/** The filters of the log as the address holds them; empty filters nothing. */
export const noMessageFilter = {
  period: 'all',
  first: '',
  last: '',
  station: '',
  session: '',
  action: '',
  direction: '',
  kind: '',
  search: '',
};

export type MessageFilterValues = Record<keyof typeof noMessageFilter, string>;

/** The filters as the service takes them. What it does not know is left out. */
export function frameQuery(filters: MessageFilterValues, moments: Moments): Params<'frames.list'> {
  return {
    ...moments,
    stationId: filters.station || undefined,
    sessionId: filters.session || undefined,
    action: filters.action || undefined,
    direction: directions.find((direction) => direction === filters.direction),
    kind: kinds.find((kind) => kind === filters.kind),
    search: filters.search || undefined,
  };
}
