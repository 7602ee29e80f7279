import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { StationView } from '../../electron/contract/views.ts';
import { useConsole } from '../client/connect-console.ts';
import { createBatch } from './batch.ts';
import { useNotices } from './notices.ts';

/** Identities are plain ASCII; their order does not depend on the language, so that no card ever moves. */
const identityOrder = new Intl.Collator('en', { numeric: true });

const inOrder = (stations: Iterable<StationView>): readonly StationView[] =>
  [...stations].sort((a, b) => identityOrder.compare(a.stationId, b.stationId));

/** All stations as the service last told them, in fixed order. */
export const useStations = defineStore('stations', () => {
  const client = useConsole();
  const notices = useNotices();
  const byId = shallowRef<ReadonlyMap<string, StationView>>(new Map());
  const loaded = shallowRef(false);
  let question = 0;

  const batch = createBatch<string, StationView | null>((changes) => {
    const next = new Map(byId.value);
    for (const [stationId, station] of changes) {
      if (station === null) next.delete(stationId);
      else next.set(stationId, station);
    }
    byId.value = next;
  });

  /** Changes that arrive while the list is on its way are newer than the list: they are applied after it. */
  const reload = async (): Promise<void> => {
    const mine = ++question;
    batch.hold();
    try {
      const list = await client.call('stations.list', {});
      if (mine !== question) return;
      byId.value = new Map(list.map((station) => [station.stationId, station]));
      loaded.value = true;
    } finally {
      if (mine === question) batch.release();
    }
  };

  client.on('stations.changed', ({ stationId, station }) => {
    batch.add(stationId, station);
  });
  client.onReload(() => {
    reload().catch(notices.showError);
  });

  const all = computed(() => inOrder(byId.value.values()));
  return {
    byId,
    loaded,
    all,
    admitted: computed(() => all.value.filter((station) => station.admission === 'accepted')),
    pending: computed(() => all.value.filter((station) => station.admission === 'pending')),
    rejected: computed(() => all.value.filter((station) => station.admission === 'rejected')),
  };
});
