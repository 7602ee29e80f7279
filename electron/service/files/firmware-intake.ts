import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { Announce } from '../domain/changes.ts';
import type { Cancel, Scheduler } from '../domain/scheduler.ts';
import { type StationFiles, tellFile } from '../domain/station-files.ts';
import type { FileRecord } from '../store/file-records.ts';
import { IncomingFile } from './incoming-file.ts';
import { requireRoom, type RoomDeps } from './room.ts';

export interface FirmwareIntakeDeps extends RoomDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
}

/** Takes firmware files from consoles, piece by piece. */
export interface FirmwareIntake extends Pick<StationFiles, 'begin' | 'append'> {
  /** Gives up what is still coming. */
  stop(): Promise<void>;
}

interface Coming {
  readonly record: FileRecord;
  readonly file: IncomingFile;
  /** The piece that is being written, and those behind it. */
  turn: Promise<unknown>;
  cancelLimit: Cancel;
}

export function createFirmwareIntake(deps: FirmwareIntakeDeps): FirmwareIntake {
  const { store, shelf, limits, announce } = deps;
  const coming = new Map<string, Coming>();

  async function giveUp(one: Coming): Promise<void> {
    if (!coming.delete(one.record.fileId)) return;
    one.cancelLimit();
    await one.file.discard();
    await store.write((unit) => unit.files.remove(one.record.fileId));
  }

  function limitTime(one: Coming): void {
    one.cancelLimit();
    one.cancelLimit = deps.scheduler.after(limits.abandonedMs, () => {
      // What is left behind goes with the next start.
      giveUp(one).catch(() => undefined);
    });
  }

  async function append(one: Coming, offset: number, bytes: Uint8Array): Promise<FileRecord> {
    const { record, file } = one;
    if (offset !== file.received) throw new AppError('conflict', { reason: 'wrongOffset' });
    try {
      await file.write(bytes);
      if (file.received === record.sizeBytes) return await complete(one);
    } catch (fault) {
      await giveUp(one);
      throw fault;
    }
    limitTime(one);
    return record;
  }

  async function complete(one: Coming): Promise<FileRecord> {
    one.cancelLimit();
    const whole = { ...one.record, sha256: await one.file.finish() };
    await store.write(async (unit) => {
      await unit.files.update(whole.fileId, { sha256: whole.sha256 });
      await tellFile(unit, announce, whole);
    });
    coming.delete(whole.fileId);
    return whole;
  }

  return {
    async begin({ fileName, sizeBytes }) {
      if (sizeBytes > limits.maxFirmwareBytes) throw new AppError('conflict', { reason: 'fileTooBig' });
      await requireRoom(deps, sizeBytes);
      const record = { kind: 'firmware', stationId: null, fileName, sizeBytes, sha256: null } as const;
      const given = { ...record, createdAt: deps.clock.now() };
      const fileId = await store.write((unit) => unit.files.insert(given));
      const file = await IncomingFile.open(shelf, fileId, sizeBytes).catch(async (fault: unknown) => {
        await store.write((unit) => unit.files.remove(fileId));
        throw fault;
      });
      const one: Coming = { record: { ...given, fileId }, file, turn: Promise.resolve(), cancelLimit: () => undefined };
      coming.set(fileId, one);
      limitTime(one);
      return one.record;
    },
    append({ fileId, offset, bytes }) {
      const one = coming.get(fileId);
      if (one === undefined) return Promise.reject(new AppError('notFound', { what: 'file', id: fileId }));
      const turn = one.turn.then(() => append(one, offset, bytes));
      one.turn = turn.catch(() => undefined);
      return turn;
    },
    async stop() {
      for (const one of [...coming.values()]) await giveUp(one);
    },
  };
}
