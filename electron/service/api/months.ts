import type { AutomaticPacks } from '../domain/months/automatic-packs.ts';
import { periodNumber } from '../domain/months/month.ts';
import type { MonthBook } from '../domain/months/months.ts';
import type { MonthPacks } from '../domain/months/month-packs.ts';
import type { AreaHandlers } from './handlers.ts';

export interface MonthsApiDeps {
  readonly months: MonthBook;
  readonly packs: MonthPacks;
  readonly automaticPacks: AutomaticPacks;
}

export function monthHandlers({ months, packs, automaticPacks }: MonthsApiDeps): AreaHandlers<'months'> {
  return {
    'months.list': () => months.list(),
    'months.checklist': ({ period }) => months.checklist(periodNumber(period)),
    'months.close': ({ period, accepted }) => months.close(periodNumber(period), accepted),
    async 'months.pack'({ period, folder }) {
      const month = await months.month(periodNumber(period));
      return packs.make({ month, folder: folder ?? null, automatic: false });
    },
    'months.verifyPack': ({ packId }) => packs.verify(packId),
    'months.packDownload': (piece) => packs.download(piece),
    'months.settings': () => automaticPacks.settings(),
    'months.setFolder': ({ folder }) => automaticPacks.setFolder(folder),
  };
}
