import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { StationView } from '../../electron/contract/views.ts';
import { shownState, stationTitle, type ShownState } from '../components/connector-state.ts';

const quietMs = 3000;
const mostAtOnce = 4;

/** What a screen reader says when connectors change their state: a few at a time, every few seconds at most. */
export function useAnnouncements(stations: () => readonly StationView[]): Readonly<ShallowRef<string>> {
  const { t } = useI18n();
  const spoken = shallowRef('');
  const waiting = new Map<string, string>();
  let known = new Map<string, ShownState>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const speak = (): void => {
    timer = undefined;
    spoken.value = [...waiting.values()].slice(0, mostAtOnce).join('. ');
    waiting.clear();
  };

  watch(
    stations,
    (list) => {
      const states = new Map<string, ShownState>();
      for (const station of list) {
        for (const evse of station.evses) {
          const place = t('common.stationConnector', { station: stationTitle(station), n: evse.evseId });
          const key = `${station.stationId}/${String(evse.evseId)}`;
          const state = shownState(station, evse);
          states.set(key, state);
          if (known.has(key) && known.get(key) !== state) waiting.set(key, `${place}: ${t(`common.state.${state}`)}`);
        }
      }
      known = states;
      if (waiting.size > 0) timer ??= setTimeout(speak, quietMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  return spoken;
}
