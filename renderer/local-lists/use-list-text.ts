import { useI18n } from 'vue-i18n';
import type { LocalListView } from '../../electron/contract/local-lists.ts';
import { useFormat } from '../use-format.ts';
import { listState } from './list-state.ts';

/** Status words of SendLocalList with a sentence of their own (OCPP 1.6 §7.44). */
const problems = ['VersionMismatch', 'Failed', 'NotSupported'] as const;

/** What a charger's list being so means for a person. */
export function useListText(): (list: LocalListView) => string {
  const { t } = useI18n();
  const format = useFormat();
  return (list) => {
    const state = listState(list);
    switch (state) {
      case 'failed': {
        const known = problems.find((word) => word === list.problem);
        return t(`localLists.problem.${known ?? 'other'}`, { problem: list.problem ?? '' });
      }
      case 'tooLong':
        return list.maxLength === null
          ? t('localLists.state.tooLongUnknown')
          : t('localLists.state.tooLongText', { max: format.number(list.maxLength) });
      case 'behind':
        return t('localLists.state.behindText', { ...list.pending });
      case 'inStep': {
        const total = list.entries?.length ?? 0;
        return t('localLists.state.inStepText', { n: format.number(total) }, total);
      }
      case 'unsupported':
      case 'unknown':
      case 'foreign':
      case 'empty':
        return t(`localLists.state.${state}Text`);
    }
  };
}
