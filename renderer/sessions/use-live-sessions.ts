import { computed, type ComputedRef } from 'vue';
import type { LiveSessionView } from '../../electron/contract/views.ts';
import { useStations } from '../stores/stations.ts';

/** The running sessions as the stations last reported them, by session id. */
export function useLiveSessions(): ComputedRef<ReadonlyMap<string, LiveSessionView>> {
  const stations = useStations();
  return computed(() => {
    const running = stations.all.flatMap(({ evses }) =>
      evses.flatMap(({ session }) => (session === null ? [] : [session])),
    );
    return new Map(running.map((session) => [session.sessionId, session]));
  });
}
