import { useI18n } from 'vue-i18n';
import type { SessionView } from '../../electron/contract/views.ts';
import { sessionFlags } from '../../electron/contract/words.ts';

/** Why sessions end (OCPP 1.6 §7.36); a vendor may write anything else. */
const stopReasons = [
  'DeAuthorized',
  'EmergencyStop',
  'EVDisconnected',
  'HardReset',
  'Local',
  'Other',
  'PowerLoss',
  'Reboot',
  'Remote',
  'SoftReset',
  'UnlockCommand',
] as const;

/** What is remarkable about a session, and what a person does about it. */
export interface Remark {
  readonly flag: string;
  readonly what: string;
  readonly todo: string;
}

export interface SessionText {
  /** Name of the station, or its identity where it has none. */
  place(session: SessionView): string;
  card(session: SessionView): string;
  stopReason(reason: string): string;
  remarks(session: SessionView): readonly Remark[];
}

/** What a session's codes say to a person. */
export function useSessionText(): SessionText {
  const { t } = useI18n();
  return {
    place: ({ stationName, stationId, evseId }) =>
      t('common.stationConnector', { station: stationName === '' ? stationId : stationName, n: evseId }),
    card: ({ idToken, idTokenLabel }) => {
      if (idToken === null) return t('sessions.noCard');
      return idTokenLabel === null || idTokenLabel === '' ? idToken : idTokenLabel;
    },
    stopReason: (reason) =>
      stopReasons.some((known) => known === reason) ? t(`sessions.stopReason.${reason}`) : reason,
    remarks: ({ flags }) =>
      sessionFlags
        .filter((flag) => flags.includes(flag))
        .map((flag) => ({ flag, what: t(`sessions.flagWhat.${flag}`), todo: t(`sessions.flagTodo.${flag}`) })),
  };
}
