import { fileView, transferView } from '../domain/file-views.ts';
import type { StationFiles } from '../domain/station-files.ts';
import type { FileRecord } from '../store/file-records.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

export interface FilesApiDeps {
  readonly read: Pick<StoreReads, 'files' | 'transfers'>;
  readonly files: StationFiles;
  readonly naming: Naming;
}

export function fileHandlers({ read, files, naming }: FilesApiDeps): AreaHandlers<'files'> & AreaHandlers<'transfers'> {
  const view = (file: FileRecord) =>
    fileView(file, file.stationId === null ? null : naming.stationName(file.stationId));
  return {
    async 'files.list'({ kind, stationId, ...page }) {
      const { total, rows } = await read.files.list({ ...pageQuery(page), kind, stationId });
      return { total, rows: rows.map(view) };
    },
    'files.read': (piece) => files.read(piece),
    'files.begin': async (file) => view(await files.begin(file)),
    'files.append': async ({ fileId, offset, base64 }) =>
      view(await files.append({ fileId, offset, bytes: Buffer.from(base64, 'base64') })),
    async 'files.remove'({ fileId }) {
      await files.remove(fileId);
      return null;
    },
    async 'transfers.list'({ stationId, ...page }) {
      const { total, rows } = await read.transfers.list({ ...pageQuery(page), stationId });
      const views = rows.map(async (transfer) =>
        transferView(
          transfer,
          await read.transfers.statuses(transfer.transferId),
          naming.stationName(transfer.stationId),
        ),
      );
      return { total, rows: await Promise.all(views) };
    },
  };
}
