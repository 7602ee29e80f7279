import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { Announce } from '../domain/changes.ts';
import type { Log } from '../domain/log.ts';
import type { Scheduler } from '../domain/scheduler.ts';
import { type StationFiles, tellFileGone } from '../domain/station-files.ts';
import type { FileRecord } from '../store/file-records.ts';
import type { Store } from '../store/store.ts';
import { createFileExchange, type FileExchange } from './file-exchange.ts';
import type { FileLimits } from './file-limits.ts';
import { openFileShelf } from './file-shelf.ts';
import { createFirmwareIntake } from './firmware-intake.ts';
import { createTransferMeter } from './transfer-meter.ts';

export interface FilesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
  readonly limits: FileLimits;
  /** Made when it is not there. */
  readonly folder: string;
}

/** Files for stations and from them: what lies on disk, what the operator does with it, what stations fetch and send. */
export interface Files extends StationFiles {
  readonly onRequest: FileExchange['onRequest'];
  /** Whether all of a complete file is on disk. */
  isWhole(file: FileRecord): Promise<boolean>;
  stop(): Promise<void>;
}

/** Opens the folder; what was still coming when the service ended is gone. */
export async function startFiles(deps: FilesDeps): Promise<Files> {
  const { store, clock, announce, log, limits } = deps;
  const shelf = await openFileShelf(deps.folder);
  await store.write((unit) => unit.files.removeIncomplete());
  await shelf.keepOnly(await store.read.files.ids());
  const intake = createFirmwareIntake({ ...deps, shelf });
  const exchange = createFileExchange({
    ...{ store, shelf, clock, announce, log, limits },
    find: (fileId) => store.read.files.find(fileId),
    meterOf: (transferId) =>
      createTransferMeter({ store, clock, announce, log, everyMs: limits.progressEveryMs }, transferId),
  });
  const complete = async (fileId: string): Promise<FileRecord> => {
    const file = await store.read.files.find(fileId);
    if (file?.sha256 == null) throw new AppError('notFound', { what: 'file', id: fileId });
    return file;
  };
  return {
    begin: (file) => intake.begin(file),
    append: (piece) => intake.append(piece),
    async read({ fileId, offset, length }) {
      const { sizeBytes } = await complete(fileId);
      const bytes = await shelf.read(fileId, offset, length).catch(() => {
        throw new AppError('notFound', { what: 'file', id: fileId });
      });
      return { offset, base64: Buffer.from(bytes).toString('base64'), last: offset + bytes.length >= sizeBytes };
    },
    async remove(fileId) {
      await complete(fileId);
      await store.write(async (unit) => {
        if (await unit.transfers.isInUse(fileId)) throw new AppError('conflict', { reason: 'fileInUse' });
        await unit.files.remove(fileId);
        tellFileGone(unit, announce, fileId);
      });
      // Windows keeps a file that is being read; the next start clears it away.
      await shelf.remove(fileId).catch((fault: unknown) => {
        log.warn('the content of a removed file stays for now', { fileId, fault });
      });
    },
    onRequest: (request, response) => exchange.onRequest(request, response),
    isWhole: async (file) => (await shelf.sizeOf(file.fileId)) === file.sizeBytes,
    async stop() {
      await exchange.stop();
      await intake.stop();
    },
  };
}
