import { useI18n } from 'vue-i18n';
import type { CheckResult } from '../../electron/contract/commissioning.ts';
import { useFormat } from '../use-format.ts';

/** What a check found, as far as it says something to a person; empty where the row's own sentence says it all. */
export function useFoundText(): (result: CheckResult) => string {
  const i18n = useI18n();
  const format = useFormat();

  const duration = (seconds: string): string =>
    /^-?\d+$/.test(seconds) ? format.duration(Math.abs(Number(seconds)) * 1000) : seconds;
  const states = (text: string): string =>
    text
      .replace(/\b(\d+) /g, '$1: ')
      .replace(/[A-Za-z]+/g, (word) =>
        i18n.te(`common.state.${word}`) ? i18n.t(`common.state.${word}`).toLocaleLowerCase(i18n.locale.value) : word,
      );

  return ({ check, state, found }) => {
    if (found === null) return '';
    switch (check) {
      case 'connected':
        return found.replace(/^ocpp(?=\d)/, 'OCPP ');
      case 'booted':
      case 'connectors':
        return found;
      case 'statusReports':
        return states(found);
      case 'clock':
      case 'meterInterval':
      case 'heartbeat':
        return duration(found);
      case 'meterValues':
        return state === 'bad' ? found : '';
      case 'core':
      case 'firmwareManagement':
      case 'localAuthList':
      case 'reservation':
      case 'smartCharging':
      case 'remoteTrigger':
      case 'security':
      case 'password':
        return '';
    }
  };
}
