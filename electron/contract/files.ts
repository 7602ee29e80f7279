import { z } from 'zod';
import { limit, offset, rowId, stationId } from './fields.ts';
import type { ExportedPart, IsoTime, Page } from './views.ts';

/** Firmware comes from the operator; diagnostics and logs come from stations. */
export type StationFileKind = 'firmware' | 'diagnostics' | 'log';

/** A file kept for stations or from them. */
export interface StationFileView {
  readonly fileId: string;
  readonly kind: StationFileKind;
  /** Who uploaded it; null for firmware. */
  readonly stationId: string | null;
  readonly stationName: string | null;
  /** For people only; never a path. */
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Hexadecimal; null until it is complete. */
  readonly sha256: string | null;
  readonly createdAt: IsoTime;
}

/** A firmware update or an upload, from the command to its end. */
export interface TransferView {
  readonly transferId: string;
  readonly kind: StationFileKind;
  readonly stationId: string;
  readonly stationName: string;
  /** The file that is fetched, or that has arrived; null before. */
  readonly fileId: string | null;
  readonly fileName: string | null;
  /** `expired`: nothing came while the address was open. `elsewhere`: it goes to or comes from an address that is not ours. */
  readonly state: 'requested' | 'running' | 'done' | 'failed' | 'expired';
  readonly elsewhere: boolean;
  /** Bytes moved so far over our own address. */
  readonly movedBytes: number;
  /** The station's own last word on it, `Downloading`, `InvalidSignature`…; null before it says any. */
  readonly status: string | null;
  readonly statuses: readonly { readonly at: IsoTime; readonly status: string }[];
  readonly startedAt: IsoTime;
  readonly changedAt: IsoTime;
}

const kind = z.enum(['firmware', 'diagnostics', 'log']);

export const fileInputs = {
  'files.list': z.strictObject({ kind: kind.optional(), stationId: stationId.optional(), limit, offset }),
  /** A piece of a file, for saving it; `length` at most 1 MiB. */
  'files.read': z.strictObject({
    fileId: rowId,
    offset: z.int().min(0),
    length: z.int().min(1).max(1_048_576),
  }),
  /** Firmware comes in pieces; the file is there for stations once the last piece is. Throws `conflict` `fileTooBig`, `diskFull`. */
  'files.begin': z.strictObject({ fileName: z.string().trim().min(1).max(200), sizeBytes: z.int().min(1) }),
  /** `offset` must follow on what has come so far; base64 of at most 1 MiB. */
  'files.append': z.strictObject({ fileId: rowId, offset: z.int().min(0), base64: z.base64().max(1_400_000) }),
  'files.remove': z.strictObject({ fileId: rowId }),
  'transfers.list': z.strictObject({ stationId: stationId.optional(), limit, offset }),
} as const;

export interface FileResults {
  'files.list': Page<StationFileView>;
  'files.read': ExportedPart;
  'files.begin': StationFileView;
  'files.append': StationFileView;
  'files.remove': null;
  'transfers.list': Page<TransferView>;
}

export interface FileEvents {
  /** `file` is null when it is gone. */
  'files.changed': { readonly fileId: string; readonly file: StationFileView | null };
  'transfers.changed': TransferView;
}
