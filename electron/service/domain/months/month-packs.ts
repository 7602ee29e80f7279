import type { PackCheck, PackView } from '../../../contract/months.ts';
import type { ExportedPart } from '../../../contract/views.ts';
import type { Month } from './month.ts';

export interface PackRequest {
  readonly month: Month;
  /** An existing folder; null: the exports of the data folder. */
  readonly folder: string | null;
  readonly automatic: boolean;
}

/** The month as a folder with all its reports. */
export interface MonthPacks {
  /** Throws `conflict` `packRunning`, `folderMissing`, `diskFull`, `packUnequal`. */
  make(request: PackRequest): Promise<PackView>;
  /** Reads every file of it again. Throws `notFound`. */
  verify(packId: string): Promise<PackCheck>;
  /** A piece of the pack as a ZIP file, which is made when its first piece is asked for. */
  download(piece: { readonly packId: string; readonly offset: number; readonly length: number }): Promise<ExportedPart>;
  /** Throws `conflict` `folderMissing` where nothing can be written there. */
  checkFolder(folder: string): Promise<void>;
}
