import type { StationFileView, TransferView } from '../../contract/files.ts';
import type { FileRecord, TransferRecord, TransferStatus } from '../store/file-records.ts';
import { isoTime } from './iso-time.ts';

export function fileView(file: FileRecord, stationName: string | null): StationFileView {
  return {
    fileId: file.fileId,
    kind: file.kind,
    stationId: file.stationId,
    stationName,
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    createdAt: isoTime(file.createdAt),
  };
}

export function transferView(
  transfer: TransferRecord,
  statuses: readonly TransferStatus[],
  stationName: string,
): TransferView {
  return {
    transferId: transfer.transferId,
    kind: transfer.kind,
    stationId: transfer.stationId,
    stationName,
    fileId: transfer.fileId,
    fileName: transfer.fileName,
    state: transfer.state,
    elsewhere: transfer.tokenHash === null,
    movedBytes: transfer.movedBytes,
    status: transfer.status,
    statuses: statuses.map(({ at, status }) => ({ at: isoTime(at), status })),
    startedAt: isoTime(transfer.startedAt),
    changedAt: isoTime(transfer.changedAt),
  };
}
