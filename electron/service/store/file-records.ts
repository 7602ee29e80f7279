import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Page, PageQuery } from './page-records.ts';

/** Firmware comes from the operator; diagnostics and logs come from stations. */
export type FileKind = 'firmware' | 'diagnostics' | 'log';

/** A file; its content lies in the data folder under its id. */
export interface FileRecord {
  readonly fileId: string;
  readonly kind: FileKind;
  /** Who uploaded it; null for firmware. */
  readonly stationId: string | null;
  /** For people only; never a path. */
  readonly fileName: string;
  /** What it has, or will have once it is complete. */
  readonly sizeBytes: number;
  /** Hexadecimal; null until it is complete. */
  readonly sha256: string | null;
  readonly createdAt: EpochMs;
}

export interface FileQuery extends PageQuery {
  readonly kind?: FileKind | undefined;
  readonly stationId?: string | undefined;
}

export interface FileReads {
  find(fileId: string): Promise<FileRecord | null>;
  /** Complete ones, newest first. */
  list(query: FileQuery): Promise<Page<FileRecord>>;
  /** Ids of all, incomplete ones included. */
  ids(): Promise<readonly string[]>;
  /** Of all, incomplete ones as if they were complete. */
  totalBytes(): Promise<number>;
}

export interface FileWrites {
  /** Returns the new file's id. */
  insert(file: Omit<FileRecord, 'fileId'>): Promise<string>;
  update(fileId: string, change: Partial<Pick<FileRecord, 'fileName' | 'sizeBytes' | 'sha256'>>): Promise<void>;
  /** Transfers of it stay, without it. */
  remove(fileId: string): Promise<void>;
  /** Forgets the incomplete ones: whoever sent them begins anew. */
  removeIncomplete(): Promise<void>;
}

export type TransferState = 'requested' | 'running' | 'done' | 'failed' | 'expired';

/** A firmware update or an upload, from the command to its end. */
export interface TransferRecord {
  readonly transferId: string;
  readonly commandId: string;
  readonly stationId: string;
  readonly kind: FileKind;
  /** What the station names it by; null where the message has no number. */
  readonly requestId: number | null;
  readonly fileId: string | null;
  readonly fileName: string | null;
  /** SHA-256 of the token in its address, hexadecimal; null when the address is not ours. */
  readonly tokenHash: string | null;
  /** Until when the address serves. */
  readonly openUntil: EpochMs;
  /** When it has expired, unless something is heard of it before. */
  readonly endsAt: EpochMs;
  readonly state: TransferState;
  readonly movedBytes: number;
  /** The station's own last word. */
  readonly status: string | null;
  readonly startedAt: EpochMs;
  readonly changedAt: EpochMs;
}

export interface TransferStatus {
  readonly at: EpochMs;
  readonly status: string;
}

export interface TransferReads {
  find(transferId: string): Promise<TransferRecord | null>;
  findByToken(tokenHash: string): Promise<TransferRecord | null>;
  findByCommand(commandId: string): Promise<TransferRecord | null>;
  /** Newest first. */
  list(query: PageQuery & { readonly stationId?: string | undefined }): Promise<Page<TransferRecord>>;
  /** The newest ones of a station, newest first. */
  latest(stationId: string, limit: number): Promise<readonly TransferRecord[]>;
  /** All that have not ended. */
  open(): Promise<readonly TransferRecord[]>;
  /** Whether a transfer that has not ended is about this file. */
  isInUse(fileId: string): Promise<boolean>;
  /** In the order they were told. */
  statuses(transferId: string): Promise<readonly TransferStatus[]>;
}

export interface TransferWrites {
  /** Returns the new transfer's id. */
  insert(transfer: Omit<TransferRecord, 'transferId'>): Promise<string>;
  update(
    transferId: string,
    change: Partial<Omit<TransferRecord, 'transferId' | 'commandId' | 'stationId' | 'startedAt'>>,
  ): Promise<void>;
  /** Only the newest `keep` of a transfer stay. */
  addStatus(transferId: string, status: TransferStatus, keep: number): Promise<void>;
  remove(transferId: string): Promise<void>;
}
