import { useI18n } from 'vue-i18n';
import type { EvseView, StationView } from '../../electron/contract/views.ts';
import { shownState } from './connector-state.ts';
import { useFaultText } from './use-fault-text.ts';
import { useReservationsStore } from '../stores/reservations.ts';
import { useNow } from '../ticker.ts';
import { useFormat } from '../use-format.ts';

/** Why a connector is as it is, in one plain sentence. */
export function useConnectorSentence(): (station: StationView, evse: EvseView) => string {
  const { t } = useI18n();
  const format = useFormat();
  const faultText = useFaultText();
  const now = useNow();
  const reservations = useReservationsStore();

  const timeOrDate = (at: string): string =>
    format.date(at) === format.date(now.value) ? format.time(at) : format.dateTime(at);

  const offline = (station: StationView, evse: EvseView): string => {
    if (station.lastSeenAt === null) return t('overview.sentence.neverSeen');
    const at = timeOrDate(station.lastSeenAt);
    return t(evse.session === null ? 'overview.sentence.Offline' : 'overview.sentence.offlineCharging', { at });
  };

  const faulted = (evse: EvseView): string => {
    const fault = faultText(evse);
    return fault.vendor === '' ? fault.what : `${fault.what} (${fault.vendor})`;
  };

  const reserved = (station: StationView, evse: EvseView): string => {
    const reservation = reservations.of(station.stationId, evse.evseId);
    if (reservation === null) return t('overview.sentence.Reserved');
    const card = reservation.idTokenLabel || reservation.idToken;
    return t('overview.sentence.reservedFor', { card, until: timeOrDate(reservation.expiresAt) });
  };

  return (station, evse) => {
    const state = shownState(station, evse);
    if (state === 'Offline') return offline(station, evse);
    if (state === 'Faulted') return faulted(evse);
    if (state === 'Reserved') return reserved(station, evse);
    if (state === 'Preparing' && evse.session !== null) return t('overview.sentence.preparingAuthorized');
    return t(`overview.sentence.${state}`);
  };
}
