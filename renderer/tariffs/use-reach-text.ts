import { useI18n } from 'vue-i18n';
import type { TariffBody } from '../../electron/contract/tariffs.ts';
import { stationTitle } from '../components/connector-state.ts';
import { useConsole } from '../client/connect-console.ts';
import { useLoaded } from '../client/use-loaded.ts';
import { useStations } from '../stores/stations.ts';

/** For whom and where a tariff is meant, in words; names are those of now. */
export function useReachText(): (appliesTo: TariffBody['appliesTo']) => string {
  const { t } = useI18n();
  const client = useConsole();
  const stations = useStations();
  const groups = useLoaded(() => client.call('customerGroups.list', {}), { on: ['customerGroups.changed'] });

  const connector = ({ stationId, evseId }: TariffBody['appliesTo']['evses'][number]): string => {
    const station = stations.byId.get(stationId);
    const title = station === undefined ? stationId : stationTitle(station);
    return evseId === null ? title : t('common.stationConnector', { station: title, n: evseId });
  };
  const group = (groupId: string): string =>
    (groups.data.value ?? []).find((one) => one.groupId === groupId)?.name ?? t('tariffs.reach.group');

  return ({ evses, powerClass, groupIds, customerIds, idTokens }) => {
    const parts = [
      powerClass ?? '',
      evses.map(connector).join(', '),
      groupIds.map(group).join(', '),
      customerIds.length === 0 ? '' : t('tariffs.reach.customers', { n: customerIds.length }, customerIds.length),
      idTokens.length === 0 ? '' : t('tariffs.reach.cards', { n: idTokens.length }, idTokens.length),
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('tariffs.reach.everyone') : parts.join(' · ');
  };
}
