import type { CommandReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import { commandView } from './views.ts';

export function commandHandlers(commands: CommandReads): AreaHandlers<'commands'> {
  return {
    async 'commands.list'(input) {
      const { total, rows } = await commands.list({ ...pageQuery(input), stationId: input.stationId });
      return { total, rows: rows.map(commandView) };
    },
  };
}
