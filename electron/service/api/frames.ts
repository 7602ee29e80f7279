import type { FrameReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMsIfGiven } from './iso-time.ts';
import { pageQuery } from './page.ts';
import { frameView } from './views.ts';

export function frameHandlers(frames: FrameReads): AreaHandlers<'frames'> {
  return {
    async 'frames.list'({ limit, offset, from, to, ...filter }) {
      const query = { ...filter, from: epochMsIfGiven(from), to: epochMsIfGiven(to) };
      const { total, rows } = await frames.list({ ...query, ...pageQuery({ limit, offset }) });
      return { total, rows: rows.map(frameView) };
    },
    'frames.actions': () => frames.actions(),
  };
}
