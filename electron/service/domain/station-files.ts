import type { ExportedPart } from '../../contract/views.ts';
import type { FileRecord } from '../store/file-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { fileView } from './file-views.ts';

/** What the operator does with files for stations and from them. */
export interface StationFiles {
  /** A firmware file is about to come. Throws `conflict` `fileTooBig`, `diskFull`. */
  begin(file: { readonly fileName: string; readonly sizeBytes: number }): Promise<FileRecord>;
  /** Its next piece; it is complete with the last one. Throws `notFound`, `conflict` `wrongOffset`, `diskFull`. */
  append(piece: { readonly fileId: string; readonly offset: number; readonly bytes: Uint8Array }): Promise<FileRecord>;
  /** Throws `notFound`. */
  read(piece: { readonly fileId: string; readonly offset: number; readonly length: number }): Promise<ExportedPart>;
  /** Throws `notFound`, `conflict` `fileInUse` while a station may still fetch it. */
  remove(fileId: string): Promise<void>;
}

/** Tells consoles, once it is on disk, that a file is so now. */
export async function tellFile(unit: WriteUnit, announce: Announce, file: FileRecord): Promise<void> {
  const station = file.stationId === null ? null : await unit.stations.find(file.stationId);
  const view = fileView(file, station === null ? file.stationId : station.name || station.stationId);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'files.changed', data: { fileId: file.fileId, file: view } } });
  });
}

export function tellFileGone(unit: WriteUnit, announce: Announce, fileId: string): void {
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'files.changed', data: { fileId, file: null } } });
  });
}
