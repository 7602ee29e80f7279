import type { ComputedRef } from 'vue';
import type { ReportName, ReportPage } from '../../electron/contract/reports.ts';
import { useConsole } from '../client/connect-console.ts';
import { useLoaded, type Loaded } from '../client/use-loaded.ts';

/** Which report of which part of the books. */
export interface ReportQuestion {
  readonly report: ReportName;
  readonly from: string;
  readonly to: string;
  readonly stationId?: string;
  readonly customerId?: string;
}

/** Null while the period has no first or no last day. */
export function useReport(
  question: ComputedRef<ReportQuestion | null>,
  slice: ComputedRef<{ readonly limit: number; readonly offset: number }>,
): Loaded<ReportPage | null> {
  const client = useConsole();
  return useLoaded(
    () =>
      question.value === null
        ? Promise.resolve(null)
        : client.call('reports.query', { ...question.value, ...slice.value }),
    { on: ['sessions.changed'], when: () => JSON.stringify([question.value, slice.value]) },
  );
}
