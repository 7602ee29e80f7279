import { useI18n } from 'vue-i18n';
import type { EvseView, StationView } from '../../electron/contract/views.ts';
import { shownState } from './connector-state.ts';
import { useFaultText } from './use-fault-text.ts';
import { useNow } from '../ticker.ts';
import { useFormat } from '../use-format.ts';

/** Why a connector is as it is, in one plain sentence. */
export function useConnectorSentence(): (station: StationView, evse: EvseView) => string {
  const { t } = useI18n();
  const format = useFormat();
  const faultText = useFaultText();
  const now = useNow();

  const offline = (station: StationView, evse: EvseView): string => {
    if (station.lastSeenAt === null) return t('overview.sentence.neverSeen');
    const isToday = format.date(station.lastSeenAt) === format.date(now.value);
    const at = isToday ? format.time(station.lastSeenAt) : format.dateTime(station.lastSeenAt);
    return t(evse.session === null ? 'overview.sentence.Offline' : 'overview.sentence.offlineCharging', { at });
  };

  const faulted = (evse: EvseView): string => {
    const fault = faultText(evse);
    return fault.vendor === '' ? fault.what : `${fault.what} (${fault.vendor})`;
  };

  return (station, evse) => {
    const state = shownState(station, evse);
    if (state === 'Offline') return offline(station, evse);
    if (state === 'Faulted') return faulted(evse);
    if (state === 'Preparing' && evse.session !== null) return t('overview.sentence.preparingAuthorized');
    return t(`overview.sentence.${state}`);
  };
}
