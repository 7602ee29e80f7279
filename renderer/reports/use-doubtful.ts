import type { ComputedRef } from 'vue';
import { useConsole } from '../client/connect-console.ts';
import { useLoaded, type Loaded } from '../client/use-loaded.ts';
import type { Moments } from '../components/use-period.ts';

/** How many sessions of a period a person should look at before the figures go anywhere. */
export function useDoubtful(moments: ComputedRef<Moments>): Loaded<number> {
  const client = useConsole();
  return useLoaded(
    async () => {
      const { from, to } = moments.value;
      if (from === undefined || to === undefined || from >= to) return 0;
      return (await client.call('sessions.list', { from, to, open: false, verdict: 'review', limit: 1 })).total;
    },
    { on: ['sessions.changed'], when: moments },
  );
}
