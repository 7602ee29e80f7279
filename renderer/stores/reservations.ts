import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ReservationView } from '../../electron/contract/reservations.ts';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';

/** The most the service gives at once; a site has fewer connectors than that. */
const most = 500;

/** The reservations that hold now, as the service last told them. */
export const useReservationsStore = defineStore('reservations', () => {
  const client = useConsole();
  const notices = useNotices();
  const active = shallowRef<readonly ReservationView[]>([]);
  let question = 0;

  const reload = async (): Promise<void> => {
    const mine = ++question;
    const { rows } = await client.call('reservations.list', { active: true, limit: most });
    if (mine === question) active.value = rows;
  };

  const reloadNow = (): void => {
    reload().catch(notices.showError);
  };
  client.on('reservations.changed', reloadNow);
  client.onReload(reloadNow);

  return {
    active,
    /** The reservation that keeps a connector; null when none of ours does. */
    of: (stationId: string, evseId: number): ReservationView | null =>
      active.value.find((one) => one.stationId === stationId && one.evseId === evseId) ?? null,
  };
});
