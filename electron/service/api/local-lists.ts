import type { LocalLists } from '../domain/local-lists.ts';
import type { LocalListAutomation } from '../domain/local-list-automation.ts';
import type { AreaHandlers } from './handlers.ts';

export function localListHandlers(
  lists: LocalLists,
  automation: Pick<LocalListAutomation, 'begin'>,
): AreaHandlers<'localLists'> {
  return {
    'localLists.list': () => lists.list(),
    async 'localLists.update'({ stationId, automatic }) {
      const view = await lists.setAutomatic(stationId, automatic);
      if (automatic) automation.begin(view.stationId);
      return view;
    },
    async 'localLists.send'({ stationId, updateType }) {
      const { outcome, commandId, effect } = await lists.send(stationId, updateType);
      return { ...outcome, commandId, effect };
    },
  };
}
