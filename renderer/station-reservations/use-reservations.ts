import { computed, type ComputedRef } from 'vue';
import type { ReservationView } from '../../electron/contract/reservations.ts';
import { useConsole } from '../client/connect-console.ts';
import { type Loaded, useLoaded } from '../client/use-loaded.ts';
import type { Page } from '../../electron/contract/views.ts';

const shown = 20;

/** A station's latest reservations; those that still hold come first. */
export function useReservations(
  stationId: () => string,
): Loaded<Page<ReservationView>> & { readonly rows: ComputedRef<readonly ReservationView[]> } {
  const client = useConsole();
  const loaded = useLoaded(() => client.call('reservations.list', { stationId: stationId(), limit: shown }), {
    on: ['reservations.changed'],
    when: stationId,
  });
  const rows = computed(() => {
    const all = loaded.data.value?.rows ?? [];
    return [...all.filter(isOpen), ...all.filter((row) => !isOpen(row))];
  });
  return { ...loaded, rows };
}

/** It holds, or may soon. */
export const isOpen = ({ state }: ReservationView): boolean => state === 'active' || state === 'requested';
