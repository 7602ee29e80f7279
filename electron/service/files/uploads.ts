import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { Announce } from '../domain/changes.ts';
import { tellFile } from '../domain/station-files.ts';
import { changeTransfer } from '../domain/transfers.ts';
import type { FileRecord, TransferRecord } from '../store/file-records.ts';
import { nameForPeople } from './file-name.ts';
import { answer } from './http-answer.ts';
import { IncomingFile } from './incoming-file.ts';
import { boundaryOf, fileInForm, MultipartError } from './multipart.ts';
import { requireRoom, type RoomDeps } from './room.ts';
import type { TransferMeter } from './transfer-meter.ts';

export interface UploadDeps extends RoomDeps {
  readonly clock: Clock;
  readonly announce: Announce;
  readonly meterOf: (transferId: string) => TransferMeter;
}

/** What a file sent to us is called, if anybody said. */
interface Naming {
  fileName: string | null;
}

/** Takes one file of a station: the body as it is, or the first file of a form. Rejects when the connection breaks; nothing is then kept. */
export async function receiveUpload(
  deps: UploadDeps,
  transfer: TransferRecord,
  nameInPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // One address takes one file, also when that was removed since.
  if (transfer.fileId !== null || transfer.state === 'done') {
    answer(request, response, 409);
    return;
  }
  try {
    const naming: Naming = { fileName: nameForPeople(nameInPath) };
    await keep(deps, transfer, request, naming);
    answer(request, response, 200);
  } catch (fault) {
    const status = statusOf(fault);
    if (status === null) throw fault;
    answer(request, response, status);
  }
}

const statusByReason: ReadonlyMap<string | undefined, number> = new Map([
  ['fileTooBig', 413],
  ['diskFull', 507],
  ['fileInUse', 409],
]);

/** Null for what nobody expected. */
function statusOf(fault: unknown): number | null {
  if (fault instanceof MultipartError) return 400;
  return fault instanceof AppError ? (statusByReason.get(fault.details.reason) ?? 400) : null;
}

async function keep(
  deps: UploadDeps,
  transfer: TransferRecord,
  request: IncomingMessage,
  naming: Naming,
): Promise<void> {
  const { store, shelf, limits } = deps;
  const expected = expectedBytes(request, limits.maxUploadBytes);
  await requireRoom(deps, expected);
  const { kind, stationId } = transfer;
  const coming = { kind, stationId, fileName: '', sizeBytes: expected, sha256: null, createdAt: deps.clock.now() };
  const fileId = await store.write((unit) => unit.files.insert(coming));
  let file: IncomingFile | null = null;
  try {
    file = await IncomingFile.open(shelf, fileId, limits.maxUploadBytes);
    await writeAll(deps.meterOf(transfer.transferId), request, file, naming);
    if (file.received === 0) throw new AppError('invalidInput');
    const { received } = file;
    const whole = { ...coming, fileId, fileName: nameOf(naming, transfer), sizeBytes: received };
    await commit(deps, transfer.transferId, { ...whole, sha256: await file.finish() });
  } catch (fault) {
    await file?.discard();
    await store.write((unit) => unit.files.remove(fileId));
    throw fault;
  }
}

/** A body without a length may become as big as any may. */
function expectedBytes(request: IncomingMessage, maxBytes: number): number {
  const told = Number(request.headers['content-length'] ?? maxBytes);
  if (!Number.isSafeInteger(told) || told > maxBytes) throw new AppError('conflict', { reason: 'fileTooBig' });
  return told;
}

async function writeAll(
  meter: TransferMeter,
  request: IncomingMessage,
  file: IncomingFile,
  naming: Naming,
): Promise<void> {
  // Leaving early must not cut the connection: the station is still to hear why.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  const boundary = boundaryOf(request.headers['content-type']);
  const content =
    boundary === null
      ? body
      : fileInForm(body, boundary, (name) => {
          naming.fileName = (name === null ? null : nameForPeople(name)) ?? naming.fileName;
        });
  for await (const bytes of content) {
    await file.write(bytes);
    meter.moved(file.received);
  }
}

function nameOf({ fileName }: Naming, transfer: TransferRecord): string {
  return fileName ?? transfer.fileName ?? `${transfer.kind}-${transfer.transferId}`;
}

/** The file is there and the transfer has ended, or neither. */
async function commit({ store, clock, announce }: UploadDeps, transferId: string, file: FileRecord): Promise<void> {
  await store.write(async (unit) => {
    const transfer = await unit.transfers.find(transferId);
    if (transfer === null || transfer.fileId !== null) throw new AppError('conflict', { reason: 'fileInUse' });
    const { fileId, fileName, sizeBytes, sha256 } = file;
    await unit.files.update(fileId, { fileName, sizeBytes, sha256 });
    await changeTransfer(unit, announce, transfer, {
      ...{ fileId, fileName, movedBytes: sizeBytes },
      ...{ state: 'done', changedAt: clock.now() },
    });
    await tellFile(unit, announce, file);
  });
}
