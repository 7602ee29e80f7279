import type { ComputedRef } from 'vue';
import { useConsole } from '../client/connect-console.ts';
import { useLoaded, type Loaded } from '../client/use-loaded.ts';
import type { Moments } from '../components/use-period.ts';

/** What an export of a period will hold, counted by the service. */
export interface ReportPreview {
  readonly sessions: number;
  readonly energyWh: number;
  readonly toReview: number;
  readonly estimated: number;
}

/** Null while the period has no first or no last day. */
export function useReportPreview(moments: ComputedRef<Moments>): Loaded<ReportPreview | null> {
  const client = useConsole();
  return useLoaded(
    async () => {
      const { from, to } = moments.value;
      if (from === undefined || to === undefined || from >= to) return null;
      const finished = { from, to, open: false, limit: 1 };
      const [all, review, estimated] = await Promise.all([
        client.call('sessions.list', finished),
        client.call('sessions.list', { ...finished, verdict: 'review' }),
        client.call('sessions.list', { ...finished, verdict: 'estimated' }),
      ]);
      return { ...all.totals, toReview: review.total, estimated: estimated.total };
    },
    { on: ['sessions.changed'], when: moments },
  );
}
