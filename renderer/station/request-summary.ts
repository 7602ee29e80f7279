import { useI18n } from 'vue-i18n';
import type { CommandView } from '../../electron/contract/views.ts';

/** Keys whose value is a secret (OCPP 1.6 security whitepaper §5). */
const secretKeys: readonly unknown[] = ['AuthorizationKey'];
const words = ['mode', 'operationalStatus'];

/** What a command asked for, in short. */
export function useRequestSummary(): (command: CommandView) => string {
  const { t } = useI18n();

  const part = (name: string, value: unknown, request: CommandView['request']): string => {
    if (name === 'evseId') return t('common.connector', { n: String(value) });
    if (name === 'value' && secretKeys.includes(request['key'])) return '= ••••';
    if (name === 'value') return `= ${String(value)}`;
    return words.includes(name) ? t(`station.choice.${String(value)}`) : String(value);
  };

  return ({ request }) =>
    Object.entries(request)
      .filter(([name, value]) => name !== 'type' && value !== undefined && value !== null)
      .map(([name, value]) => part(name, value, request))
      .join(' ');
}
