import type { X509Certificate } from 'node:crypto';
import type { EpochMs } from '../model/time.ts';
import type { Request } from './uplink.ts';

export type DiagnosticsWord = Request<'DiagnosticsStatusNotification'>['status'];
export type LogWord = Request<'LogStatusNotification'>['status'];
export type PlainFirmwareWord = Request<'FirmwareStatusNotification'>['status'];
export type SignedFirmwareWord = Request<'SignedFirmwareStatusNotification'>['status'];

/** How often a station tries to move a file, and how far apart. */
export interface Retries {
  readonly retries: number | undefined;
  readonly intervalSeconds: number | undefined;
}

/** What the central system wants uploaded, and where to. */
export interface UploadOrder extends Retries {
  readonly location: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What the central system wants installed. */
export interface FirmwareOrder extends Retries {
  readonly location: string;
  readonly retrieveAt: EpochMs;
  readonly installAt: EpochMs | null;
  /** Null for an update by `UpdateFirmware`. */
  readonly signed: { readonly requestId: number; readonly signer: X509Certificate; readonly signature: string } | null;
}

/** A word of a message that names the request it is about. */
export interface NumberedWord<Word> {
  readonly status: Word;
  readonly requestId?: number;
}

/** Uploads of diagnostics and logs, and how the last one stands. */
export interface Uploads {
  readonly isBusy: boolean;
  /** The words a trigger asks for; `Idle` unless an upload is under way. */
  readonly diagnosticsWord: DiagnosticsWord;
  readonly logWord: NumberedWord<LogWord>;
  /** A name nobody else has. */
  newFileName(kind: 'diagnostics' | 'security'): string;
  /** OCPP 1.6 §4.4, §5.9. */
  uploadDiagnostics(order: UploadOrder, fileName: string): Promise<void>;
  /** Security whitepaper §5.6, §5.9. */
  uploadLog(order: UploadOrder, fileName: string, log: string, requestId: number): Promise<void>;
}

/** The firmware of a station, and how it gets another one. */
export interface Firmware {
  readonly version: string;
  /** An update is under way. */
  readonly isBusy: boolean;
  /** The words a trigger asks for. */
  readonly plainWord: PlainFirmwareWord;
  readonly signedWord: NumberedWord<SignedFirmwareWord>;
  /** Fetches and installs. A new order takes the place of one that is under way. */
  update(order: FirmwareOrder): Promise<void>;
  /** What is left to say once the station is back from a restart. */
  booted(): Promise<void>;
  /** The restart brings the new firmware into effect. */
  applyReboot(): void;
}
